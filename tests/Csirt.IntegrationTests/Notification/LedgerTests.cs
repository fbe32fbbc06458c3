using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Csirt.Contracts.Http.Notification;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Platform.Telemetry;
using Csirt.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using static Csirt.IntegrationTests.Notification.NotifiedTown;

namespace Csirt.IntegrationTests.Notification;

/// <summary>From the request to the file in the pickup folder and the row in the ledger, through the doors the others use.</summary>
public sealed class LedgerTests
{
    [Fact]
    public async Task Who_is_to_be_told_gets_a_mail_in_the_pickup_folder_and_the_ledger_says_so_without_claiming_it_was_sent()
    {
        await using var town = await StartAsync();
        await town.SayAsync(Request("n1"));
        var entry = await town.EntryAsync("n1", NotificationState.WrittenOut);
        var mail = town.Mail("n1");
        Assert.Equal("情報セキュリティインシデントの報告（R8-0012）", mail.Subject);
        Assert.Equal([TestDirectory.Manager.Mail], mail.To.Mailboxes.Select(m => m.Address));
        Assert.StartsWith("11月20日（金）13時までに、受領を確認してください。", mail.TextBody, StringComparison.Ordinal);
        Assert.Equal(("住民課長", "policy 5.3(1)イ", NotificationState.WrittenOut), (entry.RecipientName, entry.Basis, entry.State));
        Assert.Equal([(ContactMeans.Mail, ContactOutcome.WrittenOut)], entry.Attempts.Select(a => (a.Means, a.Outcome)));
        var told = await Eventually.GetAsync(() => Task.FromResult(EscalationStandIn.HeardBy(town.Csirt)), h => h.Count > 0, "Escalation to hear of it");
        Assert.Equal([("n1", "written_out", CaseId)], told.Select(t => (t.NotificationId, t.State, t.CaseId)));
        Assert.Equal(1, (await town.AlarmsAsync()).Unsent);
    }

    [Fact]
    public async Task The_same_notification_asked_for_twice_is_one_row_and_one_mail()
    {
        await using var town = await StartAsync();
        await town.SayAsync(Request("n1"));
        var before = await town.EntryAsync("n1", NotificationState.WrittenOut);
        await town.SayAsync(Request("n1") with { Subject = "別の件名" }, Request("n2"));
        await town.EntryAsync("n2", NotificationState.WrittenOut);
        var ledger = (await town.LedgerAsync())!.Notifications;
        Assert.Equal(["n1", "n2"], ledger.Select(n => n.Id));
        Assert.Equal((before.Subject, 1), (ledger[0].Subject, ledger[0].Attempts.Count));
        Assert.Equal(2, town.MailFiles.Count);
    }

    [Fact]
    public async Task Who_cannot_be_reached_fails_at_once_in_plain_sight_delays_nobody_and_is_written_to_once_the_directory_knows_how()
    {
        await using var town = await StartAsync();
        await town.SayAsync(
            Request("unknown") with { PersonId = "p-nobody" },
            Request("no-mail", contactId: "c-new"),
            Request("healthy", TestDirectory.Head));
        await town.EntryAsync("healthy", NotificationState.WrittenOut);
        Assert.Contains("連絡網に見つかりません", (await town.EntryAsync("unknown", NotificationState.Failed)).LastError, StringComparison.Ordinal);
        var alarms = await town.AlarmsAsync();
        Assert.Equal(2, alarms.Failed);
        Assert.Equal(["no-mail", "unknown"], alarms.Items.Where(a => a.Kind == "failed").Select(a => a.NotificationId));
        Assert.Equal(["failed", "failed"], EscalationStandIn.HeardBy(town.Csirt).Where(h => h.NotificationId != "healthy").Select(h => h.State));

        var snapshot = TestDirectory.Snapshot;
        await DirectoryStandIn.TellAsync(town.Csirt, snapshot with
        {
            Version = 2,
            Contacts = [.. snapshot.Contacts, new OutsideContact("c-new", "police", "警察署", "police@example.jp", null, null, null)],
        });
        var cured = await town.EntryAsync("no-mail", NotificationState.WrittenOut);
        Assert.Null(cured.LastError);
        Assert.Equal(["police@example.jp"], town.Mail("no-mail").To.Mailboxes.Select(m => m.Address));
        Assert.Equal(1, (await town.AlarmsAsync()).Failed);
    }

    [Fact]
    public async Task A_process_that_died_between_the_file_and_the_mark_writes_the_same_file_again_and_the_ledger_has_it_once()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("csirt-test-").FullName;
        byte[] first;
        await using (var town = await StartAsync(folder, new FakeTimeProvider(Noon)))
        {
            await town.SayAsync(Request("n1"));
            await town.EntryAsync("n1", NotificationState.WrittenOut);
            first = await File.ReadAllBytesAsync(town.MailFile("n1"), TestContext.Current.CancellationToken);
            File.Delete(town.MailFile("n1"));
        }

        // Claimed, perhaps written, not marked.
        await ChangeDatabaseAsync(folder, "UPDATE notification SET state = 'requested', try_at = 0, claim = 'dead', claimed_until_at = 9999999999999; DELETE FROM attempt");
        await using (var again = await StartAsync(folder, new FakeTimeProvider(Noon), fresh: false))
        {
            var entry = await again.EntryAsync("n1", NotificationState.WrittenOut);
            Assert.Single(entry.Attempts);
            Assert.Single((await again.LedgerAsync())!.Notifications);
            Assert.Equal(first, await File.ReadAllBytesAsync(again.MailFile("n1"), TestContext.Current.CancellationToken));
        }

        System.IO.Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task An_implicated_person_is_told_nothing_more_of_the_case()
    {
        await using var town = await StartAsync();
        await town.SayAsync(Request("held-back", TestDirectory.Head) with { Digest = true });
        await town.EntryAsync("held-back", NotificationState.DigestWaiting);
        await town.SayAsync(Case(2) with { ImplicatedIds = [TestDirectory.Head.Id] });
        await Eventually.TrueAsync(async () => (await town.LedgerAsync(TestDirectory.Head)) is null, "the person to be shut out");
        await town.SayAsync(Request("n1", TestDirectory.Head), Request("n2", TestDirectory.Manager));
        await town.EntryAsync("n2", NotificationState.WrittenOut);
        Assert.Contains("除外", (await town.EntryAsync("n1", NotificationState.Failed)).LastError, StringComparison.Ordinal);
        Assert.False(File.Exists(town.MailFile("n1")));
        await town.EntryAsync("held-back", NotificationState.Failed);
        using var client = town.ClientOf(TestDirectory.Head);
        Assert.Empty(await ReadAsync<List<MyNotification>>(await client.GetAsync(Api("mine"), TestContext.Current.CancellationToken)));
        Assert.Equal("not_found", await CodeOfAsync(await town.PostAsync(TestDirectory.Head, "notifications/n1/acknowledge")));
        Assert.Equal("not_failed", await CodeOfAsync(await town.PostAsync(TestDirectory.Member, "notifications/n1/retry")));
    }

    [Fact]
    public async Task The_ledger_is_shown_to_those_the_table_names_and_does_not_exist_for_others()
    {
        await using var town = await StartAsync();
        await town.SayAsync(Request("n1"));
        await town.EntryAsync("n1", NotificationState.WrittenOut);
        Assert.NotNull(await town.LedgerAsync(TestDirectory.Manager));
        Assert.Null(await town.LedgerAsync(TestDirectory.OtherManager));
        using (var clerk = town.ClientOf(TestDirectory.Clerk))
        {
            using var answer = await clerk.GetAsync(Api($"cases/{CaseId}/notifications"), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        using (var elsewhere = town.ClientOf(TestDirectory.Member, TestDirectory.OtherTown))
        {
            using var answer = await elsewhere.GetAsync(Api($"cases/{CaseId}/notifications"), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        await town.SayAsync(Case(2) with { Restricted = true, HandlerIds = [TestDirectory.Leader.Id] });
        await Eventually.TrueAsync(async () => (await town.LedgerAsync(TestDirectory.Member)) is null, "the case to be restricted");
        Assert.NotNull(await town.LedgerAsync(TestDirectory.Leader));
        var alarms = await town.AlarmsAsync(TestDirectory.Member);
        Assert.Equal((1, 0), (alarms.Unsent, alarms.Items.Count));
    }

    [Fact]
    public async Task The_mail_stands_in_the_trace_of_what_it_goes_back_to()
    {
        var mails = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == CsirtTracing.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.OperationName == "notification mail")
                {
                    mails.Enqueue(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var town = await StartAsync();
        using var report = new Activity("report").Start();
        await town.SayAsync(Request("n1"));
        await town.EntryAsync("n1", NotificationState.WrittenOut);
        await Eventually.TrueAsync(() => Task.FromResult(mails.Any(m => m.TraceId == report.TraceId)), "the mail in the trace");
    }

    [Fact]
    public async Task When_the_case_has_ended_nobody_has_to_answer_any_more()
    {
        await using var town = await StartAsync();
        await town.SayAsync(Request("n1"));
        await town.EntryAsync("n1", NotificationState.WrittenOut);
        await town.SayAsync(Case(2) with { Stage = CaseStage.Closed });
        await Eventually.GetAsync(() => town.AlarmsAsync(), a => a.Unsent == 0, "the alarm to end");
        Assert.Equal(NotificationState.WrittenOut, (await town.EntryAsync("n1", _ => true)).State);
    }
}
