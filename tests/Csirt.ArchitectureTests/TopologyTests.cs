using System.Reflection;
using System.Text.RegularExpressions;
using Csirt.Contracts;
using Csirt.Contracts.Messages;
using Xunit;

namespace Csirt.ArchitectureTests;

/// <summary>The manifest and the messages say the same.</summary>
public sealed partial class TopologyTests
{
    private static readonly Type[] Messages =
        [.. Solution.Assemblies.SelectMany(a => a.GetTypes()).Where(t => t is { IsInterface: false, IsAbstract: false } && t.IsAssignableTo(typeof(IMessage)))];

    [Fact]
    public void Every_message_is_in_the_manifest_and_nothing_else() =>
        Assert.Equal(Messages.Select(m => m.FullName).Order(), Topology.Consumers.Keys.Select(m => m.FullName).Order());

    [Fact]
    public void Messages_are_sealed_records_of_contracts()
    {
        Assert.All(Messages, message =>
        {
            Assert.Equal(typeof(IMessage).Assembly, message.Assembly);
            Assert.True(message.IsSealed, message.FullName);
            Assert.NotNull(message.GetMethod("<Clone>$"));
        });
    }

    [Fact]
    public void Every_consumer_is_a_service_named_once()
    {
        var services = typeof(Topology.Services).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(f => (string)f.GetRawConstantValue()!)
            .ToHashSet();
        Assert.Equal(Solution.Services.Select(s => s["Csirt.".Length..].ToLowerInvariant()), services.Order());
        Assert.All(Topology.Consumers, entry =>
        {
            Assert.NotEmpty(entry.Value);
            Assert.Equal(entry.Value.Distinct(), entry.Value);
            Assert.Empty(entry.Value.Except(services));
        });
    }

    [Fact]
    public void Every_message_has_producers_that_are_services()
    {
        Assert.Equal(Messages.Select(m => m.FullName).Order(), Topology.Producers.Keys.Select(m => m.FullName).Order());
        Assert.Empty(Topology.Producers.Values.SelectMany(p => p).Except(Solution.Services.Select(s => s["Csirt.".Length..].ToLowerInvariant())));
    }

    [Fact]
    public void The_broker_s_rights_let_each_service_send_to_its_consumers_and_to_nobody_else()
    {
        var script = File.ReadAllText(Path.Combine(Solution.Root, "infra", "rabbitmq", "definitions.sh"));
        var granted = SendsTo().Matches(script).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value.Split('|').Order());
        var needed = Topology.Producers.Values.SelectMany(p => p).Distinct().ToDictionary(p => p, p => Topology.ConsumersOf(p).Order());
        Assert.Equal(needed.OrderBy(n => n.Key), granted.OrderBy(g => g.Key));
    }

    [Fact]
    public void Names_on_the_wire_are_unique_and_read_back() =>
        Assert.All(Topology.Consumers.Keys, message => Assert.Equal(message, Topology.TypeOf(Topology.NameOf(message))));

    [GeneratedRegex("""^  \[([a-z]+)\]="([a-z|]+)"$""", RegexOptions.Multiline)]
    private static partial Regex SendsTo();
}
