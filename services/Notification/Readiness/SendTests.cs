using Csirt.Contracts.Http.Notification;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Notification.Ledger;
using Csirt.Notification.Recipients;
using Csirt.Notification.Sending;
using Csirt.Platform;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;
using Csirt.Platform.Replicas;

namespace Csirt.Notification.Readiness;

/// <summary>
/// POST /api/notification/test-messages: 連絡テスト over every way to a person, a contact or all who hold a role. Rows of the same
/// ledger through the same gate; they belong to no case, and nobody else is told where one stays unanswered.
/// </summary>
internal sealed class SendTests(Database<NotificationModule> database, DirectoryCopies<NotificationModule> directories, NewRow rows, SendingSignal signal, TimeProvider time)
{
    /// <summary>Stands where other rows have a case.</summary>
    public const string CaseId = "contact-test";

    private const string CaseNumber = "連絡テスト";
    private static readonly TimeSpan NotAgainWithin = TimeSpan.FromMinutes(10);

    private static readonly Sql SelectRecent = new(
        """
        SELECT person_id, contact_id, gateway, requested_at AS tested_at FROM notification
        WHERE town = @town AND test = 1 AND requested_at > @since
        """);

    // An older test that nobody answered needs no answer any more.
    private static readonly Sql CloseOlder = new(
        """
        UPDATE notification SET closed = seq
        WHERE town = @town AND test = 1 AND closed = 0 AND COALESCE(person_id, contact_id) = COALESCE(@personId, @contactId) AND COALESCE(gateway, '') = COALESCE(@gateway, '')
        """);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/test-messages", (SendTestMessages given, Caller caller, SendTests tests, CancellationToken stop) => tests.DoAsync(given, caller, stop)).Requires(Act.TestContacts);

    private Task<TestMessages> DoAsync(SendTestMessages given, Caller caller, CancellationToken stop)
    {
        var directory = directories.Find(caller.Town) ?? throw Problem.NotFound("連絡網");
        var targets = TargetsOf(given, caller, directory);
        return database.WriteAsync(
            caller.Town,
            caller.Subject,
            async uow =>
            {
                var recent = (await uow.QueryAsync<WayEvents>(SelectRecent, new { since = uow.Now - NotAgainWithin })).Select(row => (row.PersonId, row.ContactId, row.Gateway)).ToHashSet();
                var sent = new List<string>();
                foreach (var target in targets.Where(target => !recent.Contains(target)))
                {
                    sent.Add(await SendAsync(uow, target, directory));
                }

                uow.AfterCommit(signal.Raise);
                return new TestMessages(sent, targets.Count - sent.Count);
            },
            stop);
    }

    private static IReadOnlyList<(string? PersonId, string? ContactId, string? Gateway)> TargetsOf(SendTestMessages given, Caller caller, TownDirectory directory)
    {
        new InputErrors()
            .Check((given.PersonId is null ? 0 : 1) + (given.ContactId is null ? 0 : 1) + (given.AllRoles ? 1 : 0) == 1, "person_id", "職員、庁外の連絡先、役割を持つ全員のうち、一つを指定してください。")
            .Check(given.PersonId is null || directory.Person(given.PersonId) is not null, "person_id", "連絡網に登録されていない職員です。")
            .Check(given.ContactId is null || directory.Contact(given.ContactId) is not null, "contact_id", "連絡網に登録されていない連絡先です。")
            .ThrowIfAny();
        if (given.ContactId is { } contact)
        {
            // Nothing goes to an outside body on anyone's own account.
            return caller.Holds(Role.CsirtLeader) || caller.Holds(Role.ChiefSecurityOfficer) ? [(null, contact, null)] : throw Problem.Forbidden();
        }

        var people = directory.Snapshot.People.Where(person => given.AllRoles ? ReadReadiness.RolesOf(person).Count > 0 : person.Id == given.PersonId);
        return [.. people.SelectMany(person => (directory.WaysTo(person) is { Count: > 0 } ways ? ways : [null]).Select(way => ((string?)person.Id, (string?)null, way)))];
    }

    private async Task<string> SendAsync(IUnitOfWork uow, (string? PersonId, string? ContactId, string? Gateway) target, TownDirectory directory)
    {
        var error = Recipient.Find(directory, target.PersonId, target.ContactId, target.Gateway).Error;
        var request = RequestOf(uow, target);
        await uow.ExecuteAsync(CloseOlder, new { target.PersonId, target.ContactId, target.Gateway });
        await rows.AddAsync(uow, request, drill: false, error is null ? LedgerState.Requested : LedgerState.Failed, error, test: true);
        uow.Audit("notification.test", $"notification/{request.NotificationId}", new { target.PersonId, target.ContactId, target.Gateway, error });
        return request.NotificationId;
    }

    private NotificationRequested RequestOf(IUnitOfWork uow, (string? PersonId, string? ContactId, string? Gateway) target) => new()
    {
        Town = uow.Town,
        NotificationId = Ids.New(time),
        CaseId = CaseId,
        CaseNumber = CaseNumber,
        Drill = false,
        RuleId = CaseId,
        Basis = "町ポリシー1(2)キ",
        PersonId = target.PersonId,
        ContactId = target.ContactId,
        Gateway = target.Gateway,
        Roles = [],
        Subject = "【連絡テスト】受領を確認してください",
        Wanted = "届いたことを、確認番号か受領確認のページで知らせてください。",
        Body = "非常時の連絡が届くかどうかのテストです。事案は起きていません。",
        NeedsAcknowledgement = true,
        RequestedAt = uow.Now,
    };
}
