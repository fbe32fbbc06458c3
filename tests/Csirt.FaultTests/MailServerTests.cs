using Csirt.Contracts;
using Csirt.Contracts.Http.Notification;
using Csirt.Testing;
using Xunit;

namespace Csirt.FaultTests;

/// <summary>The mail server is away, hangs, or hangs up in the middle. Every mail goes out in the end, under one name.</summary>
[Collection(TownCollection.Name)]
public sealed class MailServerTests(TownFixture fixture) : IAsyncLifetime
{
    private readonly int _port = ServiceProcess.FreePort();

    private ServiceProcess Notification => fixture.Town.Services[Topology.Services.Notification];

    public ValueTask InitializeAsync() => RestartAsync(new()
    {
        ["Mail:Transport"] = "Smtp",
        ["Mail:Smtp:Host"] = "127.0.0.1",
        ["Mail:Smtp:Port"] = $"{_port}",
        ["Mail:Smtp:Tls"] = "None",
        ["Mail:Smtp:TimeoutSeconds"] = "2",
    });

    public ValueTask DisposeAsync() => RestartAsync(new() { ["Mail:Transport"] = "Pickup" });

    [Fact]
    public async Task A_server_that_refuses_connections_is_waited_for()
    {
        var stop = TestContext.Current.CancellationToken;
        var reporters = await fixture.ReportAsync(10, stop);
        await reporters.AllAccepted;
        await Eventually.TrueAsync(() => Task.FromResult(Notification.Output.Contains("127.0.0.1", StringComparison.Ordinal)), "a try");
        await using var sink = new SmtpSink(_port);
        await fixture.EverythingIsThereOnceAsync(reporters, stop, MailsIn(sink));
    }

    [Fact]
    public async Task A_server_that_hangs_is_given_up_and_tried_again()
    {
        var stop = TestContext.Current.CancellationToken;
        var hangs = true;
        var asked = 0;
        await using var sink = new SmtpSink(_port);
        sink.HangsAt = _ => Interlocked.Increment(ref asked) > 0 && Volatile.Read(ref hangs);
        var reporters = await fixture.ReportAsync(10, stop);
        await reporters.AllAccepted;
        await Eventually.TrueAsync(() => Task.FromResult(Volatile.Read(ref asked) >= 2), "two tries");
        Volatile.Write(ref hangs, false);
        await fixture.EverythingIsThereOnceAsync(reporters, stop, MailsIn(sink));
    }

    [Fact]
    public async Task A_server_that_takes_half_and_hangs_up_gets_the_other_half_again()
    {
        var stop = TestContext.Current.CancellationToken;
        var mails = 0;
        await using var sink = new SmtpSink(_port) { OnData = _ => Interlocked.Increment(ref mails) is var n && n < 12 && n % 2 == 0 ? string.Empty : null };
        var reporters = await fixture.ReportAsync(10, stop);
        await fixture.EverythingIsThereOnceAsync(reporters, stop, MailsIn(sink));
        Assert.True(mails >= 12);
    }

    // A mail may come twice where the server hung up after it had taken it: then under the same Message-ID.
    private static Func<NotificationEntry, int> MailsIn(SmtpSink sink) => n =>
        sink.Taken.Select(t => t.Message.MessageId).Distinct().Count(id => id?.Contains(n.Id, StringComparison.Ordinal) == true);

    private async ValueTask RestartAsync(Dictionary<string, string?> settings)
    {
        Notification.Stop();
        foreach (var (name, value) in settings)
        {
            Notification.Settings[name] = value;
        }

        await Notification.StartAsync();
    }
}
