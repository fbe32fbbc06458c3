using System.Net;
using Csirt.Contracts.Http.Notification;
using Csirt.Testing;
using Xunit;
using static Csirt.IntegrationTests.Notification.NotifiedTown;

namespace Csirt.IntegrationTests.Notification;

/// <summary>Phone, fax and visits stand in the same ledger as the mails.</summary>
public sealed class ContactTests
{
    [Fact]
    public async Task A_call_that_got_through_stands_in_the_ledger_with_its_true_time_and_ends_the_alarm()
    {
        await using var town = await StartAsync();
        await town.SayAsync(Request("n1", contactId: "no-such-contact"));
        await town.EntryAsync("n1", NotificationState.Failed);
        var tried = await ReadAsync<NotificationEntry>(await town.PostAsync(
            TestDirectory.Contact, "notifications/n1/contacts", new ContactRecord(ContactMeans.Phone, ContactOutcome.NotReached)));
        Assert.Equal(NotificationState.Failed, tried.State);
        var told = await ReadAsync<NotificationEntry>(await town.PostAsync(
            TestDirectory.Contact, "notifications/n1/contacts", new ContactRecord(ContactMeans.Fax, ContactOutcome.Reached, Noon.AddMinutes(5), Note: "送信票あり")));
        Assert.Equal((NotificationState.Sent, Noon.AddMinutes(5), null), (told.State, told.SentAt, told.LastError));
        Assert.Equal([(ContactMeans.Phone, ContactOutcome.NotReached), (ContactMeans.Fax, ContactOutcome.Reached)], told.Attempts.Select(a => (a.Means, a.Outcome)));
        Assert.Equal((Noon.AddMinutes(5), TestDirectory.Contact.Id), (told.Attempts[1].At, told.Attempts[1].RecordedBy));
        Assert.True(told.Attempts[1].RecordedAt > told.Attempts[1].At);
        Assert.Equal(0, (await town.AlarmsAsync()).Failed);
        var confirmed = await ReadAsync<NotificationEntry>(await town.PostAsync(
            TestDirectory.Contact, "notifications/n1/contacts", new ContactRecord(ContactMeans.Phone, ContactOutcome.Reached, Acknowledged: true)));
        Assert.Equal((NotificationState.Acknowledged, AcknowledgedBy.Contact), (confirmed.State, confirmed.Acknowledgement!.How));
    }

    [Fact]
    public async Task Someone_whom_no_rule_named_is_told_by_hand_and_stands_in_the_same_ledger()
    {
        await using var town = await StartAsync();
        var given = new ContactByHand(null, "c-contractor", "契約にもとづく調査の依頼", new ContactRecord(ContactMeans.Phone, ContactOutcome.Reached, Noon));
        using var answer = await town.PostAsync(TestDirectory.Contact, $"cases/{CaseId}/contacts", given);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var entry = await ReadAsync<NotificationEntry>(answer);
        Assert.Equal((false, NotificationState.Sent, "委託事業者"), (entry.ByRule, entry.State, entry.RecipientName));
        Assert.Equal([entry.Id], (await town.LedgerAsync())!.Notifications.Select(n => n.Id));
        Assert.Empty(EscalationStandIn.HeardBy(town.Csirt));
        Assert.Empty(town.MailFiles);
    }

    [Fact]
    public async Task Bad_input_and_people_without_the_right_change_nothing()
    {
        await using var town = await StartAsync();
        await town.SayAsync(Request("n1"));
        await town.EntryAsync("n1", NotificationState.WrittenOut);
        ContactRecord[] wrong =
        [
            new(ContactMeans.Mail, ContactOutcome.Reached),
            new(ContactMeans.Phone, ContactOutcome.Sent),
            new(ContactMeans.Phone, ContactOutcome.NotReached, Acknowledged: true),
            new(ContactMeans.Phone, ContactOutcome.Reached, DateTimeOffset.MaxValue),
            new(ContactMeans.Phone, ContactOutcome.Reached, Note: new string('あ', 1001)),
        ];
        foreach (var record in wrong)
        {
            Assert.Equal("invalid", await CodeOfAsync(await town.PostAsync(TestDirectory.Contact, "notifications/n1/contacts", record)));
        }

        ContactByHand[] wrongByHand =
        [
            new(null, null, "件名", new ContactRecord(ContactMeans.Phone, ContactOutcome.Reached)),
            new("p-nobody", null, "件名", new ContactRecord(ContactMeans.Phone, ContactOutcome.Reached)),
            new(null, "c-cloud", " ", new ContactRecord(ContactMeans.Phone, ContactOutcome.Reached)),
        ];
        foreach (var record in wrongByHand)
        {
            Assert.Equal("invalid", await CodeOfAsync(await town.PostAsync(TestDirectory.Contact, $"cases/{CaseId}/contacts", record)));
        }

        var good = new ContactRecord(ContactMeans.Phone, ContactOutcome.Reached);
        Assert.Equal("forbidden", await CodeOfAsync(await town.PostAsync(TestDirectory.Clerk, "notifications/n1/contacts", good)));
        Assert.Equal("not_found", await CodeOfAsync(await town.PostAsync(TestDirectory.Contact, "notifications/n1/contacts", good, TestDirectory.OtherTown)));
        Assert.Equal("not_found", await CodeOfAsync(await town.PostAsync(TestDirectory.Contact, "notifications/none/contacts", good)));
        Assert.Equal(NotificationState.WrittenOut, (await town.EntryAsync("n1", _ => true)).State);
    }
}
