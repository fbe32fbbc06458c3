using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Csirt.Contracts.Http.Notification;
using Csirt.Contracts.Messages;
using Csirt.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using static Csirt.IntegrationTests.Notification.NotifiedTown;

namespace Csirt.IntegrationTests.Notification;

/// <summary>SMS, voice and chat over HTTP: signed, repeated under one key, in the same ledger as the mails (docs/webhooks.md).</summary>
public sealed class GatewayTests
{
    private static readonly DirectoryChanged Town = TestDirectory.Snapshot with
    {
        Version = 2,
        People = [.. TestDirectory.Snapshot.People.Select(p => p.Id is "p-manager" or "p-head" ? p with { NightPhone = "00-0000-9001" } : p)],
        Contacts = [.. TestDirectory.Snapshot.Contacts.Select(c => c.Id == "c-prefecture" ? c with { NightPhone = "00-0000-0001" } : c)],
        Gateways = [new Gateway("sms", "SMS", "night_phone"), new Gateway("voice", "音声電話", "night_phone")],
    };

    [Fact]
    public async Task A_gateway_gets_a_signed_call_that_says_how_to_answer_and_names_nobody()
    {
        await using var sink = await GatewaySink.StartAsync();
        var time = new FakeTimeProvider(Noon);
        await using var town = await StartAsync(sink.Settings("sms"), time);
        await town.SayAsync(Request("n1") with { Gateway = "sms", AcknowledgeBy = Noon.AddHours(1) });
        var entry = await town.EntryAsync("n1", NotificationState.Sent);
        var call = Assert.Single(sink.Calls);
        var body = JsonNode.Parse(call.Body)!;
        Assert.Equal(("00-0000-9001", "sms", CaseNumber, false), ((string)body["to"]!, (string)body["gateway"]!, (string)body["case_number"]!, (bool)body["drill"]!));
        Assert.StartsWith("11月20日（金）13時までに、受領を確認してください。", (string)body["first_line"]!, StringComparison.Ordinal);
        Assert.Matches("^[0-9]{3}-[0-9]{4}$", (string)body["confirmation_number"]!);
        Assert.DoesNotContain("住民課長", Encoding.UTF8.GetString(call.Body), StringComparison.Ordinal);
        Assert.DoesNotContain("ウイルス感染の疑いの報告", Encoding.UTF8.GetString(call.Body), StringComparison.Ordinal);
        Assert.Equal(Noon.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), call.Timestamp);
        Assert.Equal(Signature(call), call.Signature);
        Assert.Equal("990019-n1", call.IdempotencyKey);
        Assert.Equal((ContactMeans.Gateway, ContactOutcome.Sent, "SMS"), (entry.Attempts[0].Means, entry.Attempts[0].Outcome, entry.GatewayTitle));
        Assert.Empty(town.MailFiles);

        using var anyone = town.Csirt.Client();
        await ReadAsync<AcknowledgementPage>(await anyone.PostAsync(Api($"acknowledgements/{((string)body["link"]!).Split('/')[^1]}"), null, TestContext.Current.CancellationToken));
        await town.EntryAsync("n1", NotificationState.Acknowledged);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(408)]
    [InlineData(-1)]
    public async Task What_a_gateway_cannot_take_now_is_tried_again_under_the_same_key_and_delays_nobody(int answer)
    {
        await using var sink = await GatewaySink.StartAsync();
        var time = new FakeTimeProvider(Noon);
        await using var town = await StartAsync([.. sink.Settings("sms"), .. sink.Settings("voice")], time);
        sink.Answer = call => call.Path == "/sms" ? answer : 200;
        await town.SayAsync(
            Request("stuck") with { Gateway = "sms" },
            Request("other-gateway", TestDirectory.Head) with { Gateway = "voice" },
            Request("mail", TestDirectory.Ciso));
        await town.EntryAsync("other-gateway", NotificationState.Sent);
        await town.EntryAsync("mail", NotificationState.WrittenOut);
        var waiting = await town.EntryAsync("stuck", e => e.Attempts.Count > 0);
        Assert.Equal((NotificationState.Requested, ContactOutcome.Postponed), (waiting.State, waiting.Attempts[0].Outcome));
        Assert.Contains("自動で再送します", waiting.LastError, StringComparison.Ordinal);

        sink.Answer = _ => 202;
        await town.EntryAsync("stuck", NotificationState.Sent, () => Task.Run(() => time.Advance(TimeSpan.FromSeconds(5))));
        var calls = sink.Calls.Where(c => c.Path == "/sms").ToList();
        Assert.True(calls.Count >= 2);
        Assert.Single(calls.Select(c => c.IdempotencyKey).Distinct());
        Assert.Single(calls.Select(c => Convert.ToHexString(c.Body)).Distinct());
        Assert.All(calls, c => Assert.Equal(Signature(c), c.Signature));
        Assert.NotEqual(calls[0].Timestamp, calls[^1].Timestamp);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(302)]
    public async Task What_a_gateway_refuses_fails_at_once_and_a_redirect_is_not_followed(int answer)
    {
        await using var sink = await GatewaySink.StartAsync();
        await using var town = await StartAsync(sink.Settings("sms"));
        sink.Answer = call => call.Path == "/elsewhere" ? 200 : answer;
        await town.SayAsync(Request("n1") with { Gateway = "sms" });
        var failed = await town.EntryAsync("n1", NotificationState.Failed);
        Assert.Contains($"（{answer}）", failed.LastError, StringComparison.Ordinal);
        Assert.Equal(["/sms"], sink.Calls.Select(c => c.Path));
        Assert.Equal(1, (await town.AlarmsAsync()).Failed);
        var heard = await Eventually.GetAsync(() => Task.FromResult(EscalationStandIn.HeardBy(town.Csirt)), h => h.Count > 0, "Escalation to hear");
        Assert.Equal(["failed"], heard.Select(h => h.State));

        sink.Answer = _ => 200;
        await ReadAsync<NotificationEntry>(await town.PostAsync(TestDirectory.Contact, "notifications/n1/retry"));
        await town.EntryAsync("n1", NotificationState.Sent);
    }

    [Fact]
    public async Task Who_has_no_number_and_what_is_not_configured_fails_in_plain_sight()
    {
        await using var sink = await GatewaySink.StartAsync();
        await using var town = await StartAsync(sink.Settings("sms"));
        await town.SayAsync(
            Request("no-number", TestDirectory.Ciso) with { Gateway = "sms" },
            Request("no-such") with { Gateway = "pigeon" },
            Request("not-configured") with { Gateway = "voice" });
        Assert.Contains("登録されていません", (await town.EntryAsync("no-number", NotificationState.Failed)).LastError, StringComparison.Ordinal);
        Assert.Contains("連絡網にない取次", (await town.EntryAsync("no-such", NotificationState.Failed)).LastError, StringComparison.Ordinal);
        Assert.Contains("接続先が設定されていません", (await town.EntryAsync("not-configured", NotificationState.Failed)).LastError, StringComparison.Ordinal);
        Assert.Empty(sink.Calls);

        await DirectoryStandIn.TellAsync(town.Csirt, Town with { Version = 3, People = [.. Town.People.Select(p => p.Id == "p-ciso" ? p with { NightPhone = "00-0000-9009" } : p)] });
        await town.EntryAsync("no-number", NotificationState.Sent);
    }

    [Fact]
    public async Task In_a_drill_a_call_is_marked_and_what_is_for_an_outside_body_goes_to_the_sink_by_mail()
    {
        await using var sink = await GatewaySink.StartAsync();
        await using var town = await StartAsync(sink.Settings("sms"));
        await town.SayAsync(
            Request("inside") with { Gateway = "sms", Drill = true },
            Request("outside", contactId: "c-prefecture") with { Gateway = "sms", Drill = true });
        await town.EntryAsync("inside", NotificationState.Sent);
        await town.EntryAsync("outside", NotificationState.WrittenOut);
        var body = JsonNode.Parse(Assert.Single(sink.Calls).Body)!;
        Assert.True((bool)body["drill"]!);
        Assert.StartsWith("【訓練】", (string)body["subject"]!, StringComparison.Ordinal);
        Assert.StartsWith("【訓練】", (string)body["first_line"]!, StringComparison.Ordinal);
        Assert.Equal(["csirt@localhost"], town.Mail("outside").To.Mailboxes.Select(m => m.Address));
    }

    [Theory]
    [InlineData("http://sms.example.lg.jp/", "Url")]
    [InlineData("https://user:password@sms.example.lg.jp/", "Url")]
    [InlineData("ftp://localhost/", "Url")]
    public async Task An_address_over_which_it_could_be_read_stops_the_start(string url, string setting)
    {
        await using var sink = await GatewaySink.StartAsync();
        var settings = sink.Settings("sms");
        settings["Notification:Gateways:990019:sms:Url"] = url;
        var error = await Assert.ThrowsAnyAsync<Exception>(() => StartAsync(settings));
        Assert.Contains($"sms:{setting}", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_can_be_guessed_stops_the_start()
    {
        await using var sink = await GatewaySink.StartAsync();
        await File.WriteAllTextAsync(sink.SecretFile, "short", TestContext.Current.CancellationToken);
        var error = await Assert.ThrowsAnyAsync<Exception>(() => StartAsync(sink.Settings("sms")));
        Assert.Contains("SecretFile", error.ToString(), StringComparison.Ordinal);
    }

    private static async Task<NotifiedTown> StartAsync(IEnumerable<KeyValuePair<string, string?>> settings, TimeProvider? time = null)
    {
        var town = await NotifiedTown.StartAsync(time: time, settings: settings.ToDictionary());
        await DirectoryStandIn.TellAsync(town.Csirt, Town);
        var known = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Csirt.Platform.Replicas.DirectoryCopies<Csirt.Notification.NotificationModule>>(town.Csirt.Services);
        await Eventually.TrueAsync(() => Task.FromResult(known.Find(TestDirectory.Town)?.Snapshot.Version >= Town.Version), "the gateways to be known");
        return town;
    }

    // As docs/webhooks.md tells gateway writers to do it.
    private static string Signature(GatewaySink.Call call) =>
        "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(GatewaySink.Secret), (byte[])[.. Encoding.ASCII.GetBytes(call.Timestamp + "."), .. call.Body]));
}
