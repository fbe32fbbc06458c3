using System.Reflection;
using Csirt.Contracts;
using Csirt.Contracts.Messages;
using Xunit;

namespace Csirt.ArchitectureTests;

/// <summary>The manifest and the messages say the same.</summary>
public sealed class TopologyTests
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
    public void Names_on_the_wire_are_unique_and_read_back() =>
        Assert.All(Topology.Consumers.Keys, message => Assert.Equal(message, Topology.TypeOf(Topology.NameOf(message))));
}
