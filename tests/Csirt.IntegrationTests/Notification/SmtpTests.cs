using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Csirt.Contracts.Http.Notification;
using Csirt.Testing;
using Xunit;
using static Csirt.IntegrationTests.Notification.NotifiedTown;

namespace Csirt.IntegrationTests.Notification;

/// <summary>Over real sockets, against a mail server that is not always kind.</summary>
public sealed class SmtpTests
{
    [Fact]
    public async Task What_the_server_takes_is_sent()
    {
        await using var sink = new SmtpSink();
        await using var town = await StartAsync(settings: Settings(sink.Port));
        await town.SayAsync(Request("n1"));
        var entry = await town.EntryAsync("n1", NotificationState.Sent);
        var (recipient, message) = Assert.Single(sink.Taken);
        Assert.Equal((TestDirectory.Manager.Mail, "990019-n1@example.lg.jp"), (recipient, message.MessageId));
        Assert.StartsWith("11月20日（金）13時までに", message.TextBody, StringComparison.Ordinal);
        Assert.Equal([ContactOutcome.Sent], entry.Attempts.Select(a => a.Outcome));
        Assert.Equal(0, (await town.AlarmsAsync()).Unsent);
    }

    [Fact]
    public async Task One_refused_recipient_fails_at_once_and_delays_nobody()
    {
        await using var sink = new SmtpSink { OnRecipient = r => r == TestDirectory.Head.Mail ? "550 5.1.1 no such user" : null };
        await using var town = await StartAsync(settings: Settings(sink.Port));
        await town.SayAsync(Request("n1"), Request("refused", TestDirectory.Head), Request("n3", TestDirectory.Ciso));
        await town.EntryAsync("n1", NotificationState.Sent);
        await town.EntryAsync("n3", NotificationState.Sent);
        var refused = await town.EntryAsync("refused", NotificationState.Failed);
        Assert.Contains("550", refused.LastError, StringComparison.Ordinal);
        Assert.Equal([ContactOutcome.Failed], refused.Attempts.Select(a => a.Outcome));

        sink.OnRecipient = _ => null;
        await ReadAsync<NotificationEntry>(await town.PostAsync(TestDirectory.Contact, "notifications/refused/retry"));
        Assert.Equal(2, (await town.EntryAsync("refused", NotificationState.Sent)).Attempts.Count);
        Assert.Equal("not_failed", await CodeOfAsync(await town.PostAsync(TestDirectory.Contact, "notifications/refused/retry")));
    }

    [Fact]
    public async Task One_mail_put_off_is_tried_again_and_delays_nobody()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Noon);
        await using var sink = new SmtpSink { OnRecipient = r => r == TestDirectory.Head.Mail ? "451 4.7.1 greylisted" : null };
        await using var town = await StartAsync(time: time, settings: Settings(sink.Port));
        await town.SayAsync(Request("later", TestDirectory.Head), Request("n2"));
        await town.EntryAsync("n2", NotificationState.Sent);
        var waiting = await town.EntryAsync("later", e => e.Attempts.Count > 0);
        Assert.Equal((NotificationState.Requested, ContactOutcome.Postponed), (waiting.State, waiting.Attempts[0].Outcome));
        Assert.Contains("451", waiting.LastError, StringComparison.Ordinal);

        sink.OnRecipient = _ => null;
        await town.EntryAsync("later", NotificationState.Sent, () => Pass(time, TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task A_server_that_is_away_uses_up_nothing_is_on_the_board_and_everything_goes_out_when_it_is_back()
    {
        var port = FreePort();
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Noon);
        await using var town = await StartAsync(time: time, settings: Settings(port));
        await town.SayAsync([.. Enumerable.Range(0, 30).Select(i => Request($"n{i}"))]);
        await Eventually.GetAsync(
            async () =>
            {
                await Pass(time, TimeSpan.FromMinutes(1));
                return await town.AlarmsAsync();
            },
            a => a is { Waiting: 30, Failed: 0, WaitingError: not null },
            "the board to show what waits and why");
        Assert.Contains("接続できません", (await town.AlarmsAsync()).WaitingError, StringComparison.Ordinal);

        await using var sink = new SmtpSink(port);
        await Eventually.TrueAsync(
            async () =>
            {
                await Pass(time, TimeSpan.FromSeconds(20));
                return sink.Taken.Count >= 30 && (await town.LedgerAsync())!.Notifications.All(n => n.State == NotificationState.Sent);
            },
            "all to be sent");
        Assert.Equal(30, sink.Taken.Select(t => t.Message.MessageId).Distinct().Count());
        Assert.Equal(30, sink.Taken.Count);
    }

    [Fact]
    public async Task A_server_that_hangs_is_given_up_on_and_only_that_mail_waits()
    {
        await using var sink = new SmtpSink { HangsAt = r => r == TestDirectory.Head.Mail };
        await using var town = await StartAsync(settings: Settings(sink.Port));
        await town.SayAsync(Request("hangs", TestDirectory.Head), Request("n2"), Request("n3", TestDirectory.Ciso));
        await town.EntryAsync("n2", NotificationState.Sent);
        await town.EntryAsync("n3", NotificationState.Sent);
        var hanging = await town.EntryAsync("hangs", e => e.LastError is not null);
        Assert.Equal((NotificationState.Requested, 0), (hanging.State, hanging.Attempts.Count));
        Assert.Contains("応答しません", hanging.LastError, StringComparison.Ordinal);

        sink.HangsAt = _ => false;
        await town.EntryAsync("hangs", NotificationState.Sent);
    }

    [Fact]
    public async Task A_server_that_hangs_up_in_the_middle_keeps_what_it_took_and_gets_the_rest_again_under_the_same_id()
    {
        var cut = 0;
        await using var sink = new SmtpSink { OnData = r => r == TestDirectory.Head.Mail && Interlocked.Increment(ref cut) == 1 ? string.Empty : null };
        await using var town = await StartAsync(settings: Settings(sink.Port));
        await town.SayAsync(Request("n1"), Request("cut", TestDirectory.Head), Request("n3", TestDirectory.Ciso));
        foreach (var id in (string[])["n1", "cut", "n3"])
        {
            await town.EntryAsync(id, NotificationState.Sent);
        }

        Assert.Equal(2, cut);
        Assert.Equal(["990019-cut@example.lg.jp", "990019-n1@example.lg.jp", "990019-n3@example.lg.jp"], sink.Taken.Select(t => t.Message.MessageId!).Order());
    }

    [Fact]
    public async Task The_password_comes_from_its_file_and_goes_over_tls_to_a_trusted_server_alone()
    {
        using var certificate = SelfSigned();
        var folder = System.IO.Directory.CreateTempSubdirectory("csirt-smtp-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "password"), "correct horse\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "ca.pem"), certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);
        await using var sink = new SmtpSink { Certificate = certificate };
        var settings = Settings(sink.Port, ("Mail:Smtp:Tls", "StartTls"), ("Mail:Smtp:UserName", "csirt"), ("Mail:Smtp:PasswordFile", Path.Combine(folder, "password")));
        await using (var untrusting = await StartAsync(settings: settings))
        {
            await untrusting.SayAsync(Request("n1"));
            Assert.Contains("受け付けません", (await untrusting.EntryAsync("n1", e => e.LastError is not null)).LastError, StringComparison.Ordinal);
            Assert.Empty(sink.Credentials);
        }

        settings["Mail:Smtp:CaFile"] = Path.Combine(folder, "ca.pem");
        await using (var trusting = await StartAsync(settings: settings))
        {
            await trusting.SayAsync(Request("n2"));
            await trusting.EntryAsync("n2", NotificationState.Sent);
        }

        Assert.Equal(["\0csirt\0correct horse"], sink.Credentials);
        System.IO.Directory.Delete(folder, recursive: true);
    }

    private static Dictionary<string, string?> Settings(int port, params ReadOnlySpan<(string Key, string Value)> more)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Mail:Transport"] = "Smtp",
            ["Mail:From"] = "csirt@example.lg.jp",
            ["Mail:Smtp:Host"] = "localhost",
            ["Mail:Smtp:Port"] = port.ToString(CultureInfo.InvariantCulture),
            ["Mail:Smtp:Tls"] = "None",
            ["Mail:Smtp:TimeoutSeconds"] = "1",
        };
        foreach (var (key, value) in more)
        {
            settings[key] = value;
        }

        return settings;
    }

    private static Task Pass(Microsoft.Extensions.Time.Testing.FakeTimeProvider time, TimeSpan span)
    {
        time.Advance(span);
        return Task.CompletedTask;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(80));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }
}
