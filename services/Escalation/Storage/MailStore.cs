using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Escalation.Auditing;
using Csirt.Platform.Database;

namespace Csirt.Escalation.Storage;

/// <summary>A mail that was asked for: the first to a person, or one that followed because nobody answered.</summary>
/// <param name="Request">What Notification was asked.</param>
/// <param name="RootId">The first of the chain; itself for the first.</param>
/// <param name="Step">0 for the first, else the number of the step in the chain's plan.</param>
/// <param name="Kind">Kind of the step; null where it was asked for before plans were kept.</param>
/// <param name="AcknowledgesFor">Roles for which the person's own acknowledgement counts; null: all in which they are told.</param>
internal sealed record AskedMail(NotificationRequested Request, string RootId, int Step, ChainStepKind? Kind = null, IReadOnlyList<Role>? AcknowledgesFor = null);

/// <summary>The mails that were asked for, and what became of them.</summary>
internal static class MailStore
{
    private static readonly Sql Insert = new(
        """
        INSERT INTO mail (town, id, case_id, root_id, step, version, state, document)
        SELECT @town, value ->> '$.request.notification_id', @caseId, value ->> '$.root_id', value ->> '$.step', 0, 'requested', value FROM json_each(@mails)
        WHERE NOT EXISTS (SELECT 1 FROM mail m WHERE m.town = @town AND m.id = value ->> '$.request.notification_id')
        """,
        """
        INSERT INTO mail (town, id, case_id, root_id, step, version, state, document)
        SELECT @town, JSON_VALUE(value, '$.request.notification_id'), @caseId, JSON_VALUE(value, '$.root_id'), CAST(JSON_VALUE(value, '$.step') AS INT), 0, 'requested', value FROM OPENJSON(@mails)
        WHERE NOT EXISTS (SELECT 1 FROM mail m WHERE m.town = @town AND m.id = JSON_VALUE(value, '$.request.notification_id'))
        """);

    private static readonly Sql Select = new("SELECT id, version, state, document FROM mail WHERE town = @town AND id = @id");

    private static readonly Sql SelectChain = new("SELECT id, version, state, document FROM mail WHERE town = @town AND root_id = @rootId");

    private static readonly Sql SelectOfCase = new("SELECT id, version, state, document FROM mail WHERE town = @town AND case_id = @caseId");

    private static readonly Sql Move = new(
        "UPDATE mail SET version = @version, state = @state WHERE town = @town AND id = @id AND version < @version");

    /// <summary>Adds those that are not there: after a restore a mail comes back from Notification and is worked out again too.</summary>
    public static async Task AddAsync(IUnitOfWork uow, string caseId, IReadOnlyList<AskedMail> mails)
    {
        if (mails.Count > 0)
        {
            await uow.ExecuteAsync(Insert, new { caseId, mails = JsonSerializer.Serialize(mails, CsirtJson.Options) });
            await Expected.NoteMailsAsync(uow, mails.Select(mail => mail.Request.NotificationId), caseId);
        }
    }

    public static Task<MailRow?> FindAsync(IReadSession session, string id) => session.QuerySingleAsync<MailRow>(Select, new { id });

    /// <summary>Every mail of a chain.</summary>
    public static Task<IReadOnlyList<MailRow>> ChainAsync(IReadSession session, string rootId) => session.QueryAsync<MailRow>(SelectChain, new { rootId });

    /// <summary>Every mail of a case.</summary>
    public static Task<IReadOnlyList<MailRow>> OfCaseAsync(IReadSession session, string caseId) => session.QueryAsync<MailRow>(SelectOfCase, new { caseId });

    /// <summary>False where a newer state is kept already.</summary>
    public static async Task<bool> MoveAsync(IUnitOfWork uow, string id, string state, long version) =>
        await uow.ExecuteAsync(Move, new { id, state, version }) == 1;
}

/// <summary>A row of the mails.</summary>
internal sealed class MailRow
{
    public required string Id { get; init; }

    public long Version { get; init; }

    public required string State { get; init; }

    public required string Document { get; init; }

    public AskedMail Read() => JsonSerializer.Deserialize<AskedMail>(Document, CsirtJson.Options)!;
}
