using Csirt.Contracts.Http.Notification;
using Csirt.Contracts.Messages;
using Csirt.Notification.Ledger;
using Csirt.Platform;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;
using Csirt.Platform.Replicas;

namespace Csirt.Notification.Contacts;

/// <summary>
/// Someone was told by hand whom no rule named (policy 1(9)キ, 6.5(3)): a row of the same ledger, so that the case page shows
/// everyone who knows.
/// </summary>
internal static class RecordByHand
{
    private const int LongestSubject = 200;

    public static void Map(RouteGroupBuilder api) => api.MapPost("/cases/{caseId}/contacts", RecordAsync).Requires(Act.RecordContact);

    private static async Task<IResult> RecordAsync(
        string caseId, ContactByHand given, Caller caller, Database<NotificationModule> database, DirectoryCopies<NotificationModule> directories, TimeProvider time, CancellationToken stop)
    {
        var directory = directories.Find(caller.Town);
        Check(given, directory, time.GetUtcNow());
        var entry = await database.WriteAsync(
            caller.Town,
            caller.Subject,
            async uow =>
            {
                var snapshot = await CaseCopies.DemandAsync(uow, caseId, caller, Act.RecordContact);
                var row = RowOf(given, snapshot, Ids.New(time), uow.Now);
                await NewRow.AddByHandAsync(uow, row);
                await RecordContact.AddAttemptAsync(uow, row.Id, given.Contact);
                return await ReadLedger.EntryAsync(uow, row.Id, directory);
            },
            stop);
        return Results.Created((string?)null, entry);
    }

    private static HandRow RowOf(ContactByHand given, CaseChanged snapshot, string id, DateTimeOffset now)
    {
        var reached = given.Contact.Outcome == ContactOutcome.Reached;
        return new HandRow(
            id, snapshot.CaseId, snapshot.Number, snapshot.Drill, given.PersonId, given.ContactId, given.Subject.Trim(),
            reached ? LedgerState.Sent : LedgerState.Failed,
            reached ? null : DeliveryError.NotReached,
            reached ? given.Contact.At ?? now : null);
    }

    private static void Check(ContactByHand given, TownDirectory? directory, DateTimeOffset now)
    {
        var errors = new InputErrors()
            .Check((given.PersonId is null) != (given.ContactId is null), "person_id", "連絡した相手を、職員または庁外の連絡先から一つ指定してください。")
            .Check(given.PersonId is null || directory?.Person(given.PersonId) is not null, "person_id", "連絡網に登録されていない職員です。")
            .Check(given.ContactId is null || directory?.Contact(given.ContactId) is not null, "contact_id", "連絡網に登録されていない連絡先です。")
            .Check(!string.IsNullOrWhiteSpace(given.Subject), "subject", "何についての連絡かを入力してください。")
            .Check(given.Subject is null or { Length: <= LongestSubject }, "subject", $"件名は{LongestSubject}文字以内で入力してください。")
            .Check(given.Contact is not null, "contact", "連絡の結果を入力してください。");
        if (given.Contact is not null)
        {
            ContactInput.Check(errors, given.Contact, now);
            errors.Check(!given.Contact.Acknowledged, "contact.acknowledged", "この記録に受領確認はありません。");
        }

        errors.ThrowIfAny();
    }
}
