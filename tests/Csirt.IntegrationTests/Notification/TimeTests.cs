using Csirt.Contracts.Http.Notification;
using Csirt.Testing;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using Xunit;
using static Csirt.IntegrationTests.Notification.NotifiedTown;

namespace Csirt.IntegrationTests.Notification;

/// <summary>What happens when a time comes: an acknowledgement is overdue, a digest goes out. Also where the process was down then.</summary>
public sealed class TimeTests
{
    [Fact]
    public async Task Who_does_not_answer_in_time_is_on_the_board_and_Escalation_hears_and_a_late_answer_still_counts()
    {
        var time = new FakeTimeProvider(Noon);
        await using var town = await StartAsync(time: time);
        await town.SayAsync(
            Request("slow") with { AcknowledgeBy = Noon.AddHours(1) },
            Request("quick", TestDirectory.Head) with { AcknowledgeBy = Noon.AddHours(1) });
        await town.EntryAsync("slow", NotificationState.WrittenOut);
        await town.EntryAsync("quick", NotificationState.WrittenOut);
        await ReadAsync<AcknowledgedNotification>(await town.PostAsync(TestDirectory.Head, "notifications/quick/acknowledge"));
        time.Advance(TimeSpan.FromHours(2));
        var slow = await town.EntryAsync("slow", e => e.OverdueAt is not null, () => Task.Run(() => time.Advance(TimeSpan.FromSeconds(2))));
        Assert.Equal((Noon.AddHours(1), NotificationState.WrittenOut), (slow.OverdueAt, slow.State));
        Assert.Null((await town.EntryAsync("quick", _ => true)).OverdueAt);
        var alarms = await town.AlarmsAsync();
        Assert.Equal((1, "slow"), (alarms.Overdue, alarms.Items.Single(a => a.Kind == "overdue").NotificationId));
        await Eventually.GetAsync(() => Task.FromResult(EscalationStandIn.HeardBy(town.Csirt)), h => h.Any(m => m is { NotificationId: "slow", Overdue: true }), "Escalation to hear");

        using var client = town.ClientOf(TestDirectory.Manager);
        Assert.True((await ReadAsync<List<MyNotification>>(await client.GetAsync(Api("mine"), TestContext.Current.CancellationToken))).Single().Overdue);
        await ReadAsync<AcknowledgedNotification>(await town.PostAsync(TestDirectory.Manager, "notifications/slow/acknowledge"));
        Assert.Equal(0, (await town.AlarmsAsync()).Overdue);
        Assert.NotNull((await town.EntryAsync("slow", NotificationState.Acknowledged)).OverdueAt);
    }

    [Fact]
    public async Task What_can_wait_goes_out_as_one_mail_per_person_at_the_towns_hour_even_where_the_process_was_down_then()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("csirt-test-").FullName;
        await using (var town = await StartAsync(folder, new FakeTimeProvider(Noon)))
        {
            await town.SayAsync(
                Request("d1") with { Digest = true, Subject = "一件目" },
                Request("d2") with { Digest = true, Subject = "二件目" },
                Request("d3") with { Digest = true, Subject = "三件目" },
                Request("other", TestDirectory.Head) with { Digest = true });
            await town.EntryAsync("other", NotificationState.DigestWaiting);
            await town.EntryAsync("d3", NotificationState.DigestWaiting);
            await ReadAsync<AcknowledgedNotification>(await town.PostAsync(TestDirectory.Manager, "notifications/d2/acknowledge"));
            Assert.Empty(town.MailFiles);
        }

        await using (var monday = await StartAsync(folder, new FakeTimeProvider(Noon.AddDays(3)), fresh: false))
        {
            await monday.EntryAsync("d1", NotificationState.WrittenOut);
            await monday.EntryAsync("d3", NotificationState.WrittenOut);
            await monday.EntryAsync("other", NotificationState.WrittenOut);
            Assert.Equal(NotificationState.Acknowledged, (await monday.EntryAsync("d2", _ => true)).State);
            Assert.Equal(2, monday.MailFiles.Count);
            var mail = monday.MailFiles.Select(f => MimeMessage.Load(f)).Single(m => m.To.Mailboxes.Single().Address == TestDirectory.Manager.Mail);
            Assert.Equal("お知らせ 2件（まとめ）", mail.Subject);
            Assert.Contains("一件目", mail.TextBody, StringComparison.Ordinal);
            Assert.DoesNotContain("二件目", mail.TextBody, StringComparison.Ordinal);
            Assert.Equal(2, mail.TextBody!.Split("確認番号: ").Length - 1);

            await ReadAsync<AcknowledgedNotification>(await monday.PostAsync(TestDirectory.Manager, "acknowledgements", new AcknowledgeByCode(CodeIn(mail))));
            Assert.Equal(NotificationState.WrittenOut, (await monday.EntryAsync("d3", _ => true)).State);
        }

        System.IO.Directory.Delete(folder, recursive: true);
    }
}
