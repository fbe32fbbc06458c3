using Csirt.Contracts.Http.Notification;
using Csirt.Testing;
using Xunit;
using static Csirt.IntegrationTests.Notification.NotifiedTown;

namespace Csirt.IntegrationTests.Notification;

/// <summary>policy 5.2(3): a drill reaches the town's own people, marked, and never anyone outside.</summary>
public sealed class DrillTests
{
    [Fact]
    public async Task In_a_drill_outside_bodies_are_replaced_by_the_sink_and_every_mail_is_marked()
    {
        await using var sink = new SmtpSink();
        await using var town = await StartAsync(settings: new Dictionary<string, string?>
        {
            ["Mail:Transport"] = "Smtp",
            ["Mail:From"] = "csirt@example.lg.jp",
            ["Mail:DrillSink"] = "kunren@example.lg.jp",
            ["Mail:Smtp:Host"] = "localhost",
            ["Mail:Smtp:Port"] = sink.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Mail:Smtp:Tls"] = "None",
        });
        await town.SayAsync(
            Request("inside") with { Drill = true },
            Request("outside", contactId: "c-prefecture") with { Drill = true },
            Request("real", contactId: "c-prefecture"));
        foreach (var id in (string[])["inside", "outside", "real"])
        {
            await town.EntryAsync(id, NotificationState.Sent);
        }

        var byId = sink.Taken.ToDictionary(t => t.Message.MessageId!.Split('-')[1].Split('@')[0]);
        Assert.Equal((TestDirectory.Manager.Mail, "kunren@example.lg.jp", "ken@example.lg.jp"), (byId["inside"].Recipient, byId["outside"].Recipient, byId["real"].Recipient));
        Assert.All([byId["inside"], byId["outside"]], mail =>
        {
            Assert.StartsWith("【訓練】", mail.Message.Subject, StringComparison.Ordinal);
            Assert.StartsWith("【訓練】", mail.Message.TextBody, StringComparison.Ordinal);
        });
        Assert.DoesNotContain("訓練", byId["real"].Message.Subject + byId["real"].Message.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("ken@example.lg.jp", byId["outside"].Message.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_case_that_is_a_drill_nothing_leaves_as_real_even_where_the_request_forgot_to_say_so()
    {
        await using var town = await StartAsync();
        await town.SayAsync(Case(2) with { Drill = true, CaseId = "drill-case" });
        await Eventually.TrueAsync(async () =>
        {
            using var client = town.ClientOf(TestDirectory.Member);
            using var answer = await client.GetAsync(Api("cases/drill-case/notifications"), TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode;
        }, "the drill to arrive");
        await town.SayAsync(Request("n1", contactId: "c-prefecture") with { CaseId = "drill-case" }, Request("n2"));
        await Eventually.TrueAsync(() => Task.FromResult(File.Exists(town.MailFile("n1"))), "the mail");
        Assert.Equal(["csirt@localhost"], town.Mail("n1").To.Mailboxes.Select(m => m.Address));
        Assert.StartsWith("【訓練】", town.Mail("n1").Subject, StringComparison.Ordinal);
    }
}
