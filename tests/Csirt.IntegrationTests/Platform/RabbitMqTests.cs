using Csirt.Testing;
using Xunit;

namespace Csirt.IntegrationTests.Platform;

/// <summary>The same promise over a real broker, each service in a host of its own.</summary>
public sealed class RabbitMqTests : IAsyncLifetime
{
    private RabbitMqNode _broker = null!;

    public async ValueTask InitializeAsync() => _broker = await RabbitMqNode.StartAsync();

    public ValueTask DisposeAsync() => _broker.DisposeAsync();

    [Fact]
    public async Task What_was_said_is_heard_once_though_the_receiver_starts_late_and_the_broker_restarts()
    {
        await using var sender = await StartAsync(new SenderModule());
        using var client = sender.Client();
        await SayAsync(client, "before", 50);
        await using var receiver = await StartAsync(new ReceiverModule());
        await HeardAsync(receiver, 50);
        await _broker.StopAsync();
        await SayAsync(client, "down", 50);
        await _broker.RestartAsync();
        await SayAsync(client, "after", 50);
        var heard = await HeardAsync(receiver, 150);
        Assert.Equal(150, heard.Distinct().Count());
        Assert.Equal(150, heard.Count);
    }

    private Task<CsirtProcess> StartAsync(Csirt.Platform.Hosting.IServiceModule module) => CsirtProcess.StartAsync(
        [module],
        settings: new Dictionary<string, string?> { ["Messaging:Transport"] = "RabbitMq", ["RabbitMq:Address"] = _broker.Address });

    private static Task<IReadOnlyList<string>> HeardAsync(CsirtProcess receiver, int count) =>
        Eventually.GetAsync(() => ReceiverModule.HeardAsync(receiver.Services), h => h.Count >= count, $"{count} messages heard");

    private static async Task SayAsync(HttpClient client, string prefix, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var answer = await client.PostAsync(new Uri($"/api/intake/say/{prefix}{i}", UriKind.Relative), null, TestContext.Current.CancellationToken);
            answer.EnsureSuccessStatusCode();
        }
    }
}
