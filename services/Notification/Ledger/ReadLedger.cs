using Csirt.Contracts.Http.Notification;
using Csirt.Notification.Acknowledging;
using Csirt.Notification.Recipients;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Replicas;

namespace Csirt.Notification.Ledger;

/// <summary>Who was told about a case and who answered, with every attempt.</summary>
internal static class ReadLedger
{
    private static readonly Sql SelectOfCase = new($"SELECT {LedgerRow.Columns} FROM notification WHERE town = @town AND case_id = @caseId ORDER BY seq");

    private static readonly Sql SelectAttemptsOfCase = new(
        """
        SELECT a.notification_id, a.tried_at, a.means, a.outcome, a.error, a.recorded_by, a.recorded_at, a.note
        FROM attempt a JOIN notification n ON n.town = a.town AND n.id = a.notification_id
        WHERE n.town = @town AND n.case_id = @caseId ORDER BY a.seq
        """);

    private static readonly Sql SelectAttempts = new(
        """
        SELECT notification_id, tried_at, means, outcome, error, recorded_by, recorded_at, note
        FROM attempt WHERE town = @town AND notification_id = @id ORDER BY seq
        """)
    { Types = "@id VARCHAR(64)" };

    public static void Map(RouteGroupBuilder api) => api.MapGet("/cases/{caseId}/notifications", OfCaseAsync).Requires(Act.ReadNotifications);

    /// <summary>One row as it stands now.</summary>
    public static async Task<NotificationEntry> EntryAsync(IReadSession session, string id, TownDirectory? directory) =>
        Entry((await Acknowledge.FindAsync(session, id))!, await session.QueryAsync<AttemptRow>(SelectAttempts, new { id }), directory);

    private static Task<CaseNotifications> OfCaseAsync(
        string caseId, Caller caller, Database<NotificationModule> database, DirectoryCopies<NotificationModule> directories, CancellationToken stop) =>
        database.ReadAsync(
            caller.Town,
            async session =>
            {
                var snapshot = await CaseCopies.DemandAsync(session, caseId, caller, Act.ReadNotifications);
                var rows = await session.QueryAsync<LedgerRow>(SelectOfCase, new { caseId });
                var attempts = (await session.QueryAsync<AttemptRow>(SelectAttemptsOfCase, new { caseId })).ToLookup(a => a.NotificationId);
                var directory = directories.Find(caller.Town);
                return new CaseNotifications(caseId, snapshot.Number, [.. rows.Select(row => Entry(row, attempts[row.Id], directory))]);
            },
            stop);

    private static NotificationEntry Entry(LedgerRow row, IEnumerable<AttemptRow> attempts, TownDirectory? directory) => new()
    {
        Id = row.Id,
        CaseId = row.CaseId,
        CaseNumber = row.CaseNumber,
        Drill = row.Drill,
        ByRule = row.ByRule,
        RuleId = row.RuleId,
        Basis = row.Basis,
        PersonId = row.PersonId,
        ContactId = row.ContactId,
        RecipientName = Recipient.Find(directory, row.PersonId, row.ContactId).Name,
        Gateway = row.Gateway,
        GatewayTitle = directory?.Gateway(row.Gateway)?.Title,
        Roles = row.RoleList,
        Subject = row.Subject,
        Wanted = row.Wanted,
        State = Stored.Value<NotificationState>(row.State),
        StateSince = row.StateAt,
        RequestedAt = row.RequestedAt,
        SentAt = row.SentAt,
        NeedsAcknowledgement = row.NeedsAcknowledgement,
        AcknowledgeBy = row.AcknowledgeByAt,
        OverdueAt = row.OverdueAt,
        Acknowledgement = row.Acknowledgement,
        LastError = DeliveryError.InJapanese(row.Error),
        Attempts = [.. attempts.Select(a => a.ToAttempt())],
    };

    private sealed class AttemptRow
    {
        public required string NotificationId { get; init; }

        public DateTimeOffset TriedAt { get; init; }

        public required string Means { get; init; }

        public required string Outcome { get; init; }

        public string? Error { get; init; }

        public string? RecordedBy { get; init; }

        public DateTimeOffset RecordedAt { get; init; }

        public string? Note { get; init; }

        public ContactAttempt ToAttempt() => new(
            TriedAt, Stored.Value<ContactMeans>(Means), Stored.Value<ContactOutcome>(Outcome), DeliveryError.InJapanese(Error), RecordedBy, RecordedAt, Note);
    }
}
