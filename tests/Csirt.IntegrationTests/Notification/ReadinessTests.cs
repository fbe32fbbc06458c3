using Csirt.Contracts.Http.Notification;
using Csirt.Contracts.Messages;
using Csirt.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using static Csirt.IntegrationTests.Notification.NotifiedTown;

namespace Csirt.IntegrationTests.Notification;

/// <summary>policy 1(2)キ, 1(3)エ: who can't be reached is found before an incident, and a way counts only once something came through it.</summary>
public sealed class ReadinessTests
{
    [Fact]
    public async Task Every_contact_without_a_way_that_works_is_found_and_an_answered_test_proves_one()
    {
        var time = new FakeTimeProvider(Noon);
        await using var town = await StartAsync(time: time);
        await DirectoryStandIn.TellAsync(town.Csirt, TestDirectory.Snapshot with
        {
            Version = 2,
            People = [.. TestDirectory.Snapshot.People.Select(p => p.Id == "p-head" ? p with { Mail = null, Phone = null } : p)],
            Contacts = [.. TestDirectory.Snapshot.Contacts, new OutsideContact("c-nowhere", "expert", "専門家", null, null, null, null)],
        });
        var before = await Eventually.GetAsync(() => ReadAsync(town), r => r.Recipients.Any(one => one.ContactId == "c-nowhere"), "the directory");
        Assert.False(before.Ready);
        Assert.Empty(Of(before, "p-head").Ways);
        Assert.False(Assert.Single(before.Recipients, one => one.ContactId == "c-nowhere").Reachable);
        Assert.True(Assert.Single(before.Recipients, one => one.ContactId == "c-prefecture").Reachable);
        Assert.Equal(WayHealth.Unproven, Assert.Single(Of(before, "p-manager").Ways).Health);
        Assert.DoesNotContain(before.Recipients, one => one.PersonId == "p-clerk");

        var sent = await ReadAsync<TestMessages>(await town.PostAsync(TestDirectory.Operator, "test-messages", new SendTestMessages(AllRoles: true)));
        Assert.Equal(before.Recipients.Count(one => one.PersonId is not null), sent.Sent.Count);
        var file = await Eventually.GetAsync(() => Task.FromResult(town.MailFiles.SingleOrDefault(f => MailTo(f) == TestDirectory.Manager.Mail)), f => f is not null, "the test mail");
        var mail = MimeKit.MimeMessage.Load(file!, TestContext.Current.CancellationToken);
        Assert.StartsWith("【連絡テスト】", mail.Subject, StringComparison.Ordinal);

        // A file that was written out proves nothing; an answer does.
        Assert.Equal(WayHealth.Unproven, Assert.Single(Of(await ReadAsync(town), "p-manager").Ways).Health);
        Assert.Equal((0, 0), ((await town.AlarmsAsync()).Unsent, (await town.AlarmsAsync()).Failed));
        await ReadAsync<AcknowledgedNotification>(await town.PostAsync(TestDirectory.Contact, "acknowledgements", new AcknowledgeByCode(CodeIn(mail))));
        var after = await ReadAsync(town);
        var way = Assert.Single(Of(after, "p-manager").Ways);
        Assert.Equal((WayHealth.Working, Noon.AddDays(90)), (way.Health, way.TestDueAt));
        Assert.True(Of(after, "p-manager").Reachable);
        Assert.Equal(before.TestsOverdue - 1, after.TestsOverdue);
        Assert.Empty(EscalationStandIn.HeardBy(town.Csirt));

        time.Advance(TimeSpan.FromDays(91));
        Assert.Equal(WayHealth.Unproven, Assert.Single(Of(await ReadAsync(town), "p-manager").Ways).Health);
    }

    [Fact]
    public async Task A_way_over_which_the_last_message_failed_does_not_work_whatever_came_through_before()
    {
        await using var sink = new SmtpSink();
        await using var town = await StartAsync(settings: new Dictionary<string, string?>
        {
            ["Mail:Transport"] = "Smtp",
            ["Mail:From"] = "csirt@example.lg.jp",
            ["Mail:Smtp:Host"] = "localhost",
            ["Mail:Smtp:Port"] = sink.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Mail:Smtp:Tls"] = "None",
        });
        await town.SayAsync(Request("n1"));
        await town.EntryAsync("n1", NotificationState.Sent);
        Assert.Equal(WayHealth.Working, Assert.Single(Of(await ReadAsync(town), "p-manager").Ways).Health);
        sink.OnRecipient = _ => "550 5.1.1 no such user";
        await town.SayAsync(Request("n2"));
        await town.EntryAsync("n2", NotificationState.Failed);
        Assert.Equal(WayHealth.Failing, Assert.Single(Of(await ReadAsync(town), "p-manager").Ways).Health);
    }

    [Fact]
    public async Task A_test_goes_once_in_ten_minutes_outside_only_by_those_who_lead_and_one_answers_on_the_page()
    {
        await using var town = await StartAsync();
        Assert.Equal("forbidden", await CodeOfAsync(await town.PostAsync(TestDirectory.Clerk, "test-messages", new SendTestMessages(AllRoles: true))));
        Assert.Equal("forbidden", await CodeOfAsync(await town.PostAsync(TestDirectory.Contact, "test-messages", new SendTestMessages(ContactId: "c-prefecture"))));
        Assert.Equal("invalid", await CodeOfAsync(await town.PostAsync(TestDirectory.Contact, "test-messages", new SendTestMessages())));
        Assert.Equal("invalid", await CodeOfAsync(await town.PostAsync(TestDirectory.Contact, "test-messages", new SendTestMessages("p-manager", AllRoles: true))));
        Assert.Equal("invalid", await CodeOfAsync(await town.PostAsync(TestDirectory.Contact, "test-messages", new SendTestMessages("p-nobody"))));
        await ReadAsync<TestMessages>(await town.PostAsync(TestDirectory.Leader, "test-messages", new SendTestMessages(ContactId: "c-prefecture")));
        var first = await ReadAsync<TestMessages>(await town.PostAsync(TestDirectory.Contact, "test-messages", new SendTestMessages("p-manager")));
        var again = await ReadAsync<TestMessages>(await town.PostAsync(TestDirectory.Contact, "test-messages", new SendTestMessages("p-manager")));
        Assert.Equal((1, 0, 0, 1), (first.Sent.Count, first.Skipped, again.Sent.Count, again.Skipped));

        using var manager = town.ClientOf(TestDirectory.Manager);
        var mine = Assert.Single(await ReadAsync<List<MyNotification>>(await manager.GetAsync(Api("mine"), TestContext.Current.CancellationToken)));
        Assert.True(mine.Test);
        await ReadAsync<AcknowledgedNotification>(await town.PostAsync(TestDirectory.Manager, $"notifications/{mine.Id}/acknowledge"));
        using var clerk = town.ClientOf(TestDirectory.Clerk);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await clerk.GetAsync(Api("readiness"), TestContext.Current.CancellationToken)).StatusCode);
    }

    private static async Task<ContactReadiness> ReadAsync(NotifiedTown town)
    {
        using var client = town.ClientOf(TestDirectory.Operator);
        return await ReadAsync<ContactReadiness>(await client.GetAsync(Api("readiness"), TestContext.Current.CancellationToken));
    }

    private static RecipientReadiness Of(ContactReadiness all, string personId) => all.Recipients.Single(one => one.PersonId == personId);

    private static string MailTo(string file) => MimeKit.MimeMessage.Load(file).To.Mailboxes.Single().Address;
}
