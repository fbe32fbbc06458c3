using Csirt.Contracts.Http.Notification;
using Csirt.Notification.Ledger;
using Csirt.Notification.Recipients;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Replicas;

namespace Csirt.Notification.Alarms;

/// <summary>
/// What went wrong with telling people, for the board: failed, overdue, waiting for the mail server, written out but not sent.
/// Everything is counted; only what the caller may know of is named.
/// </summary>
internal static class ReadAlarms
{
    private const string Overdue = "overdue";
    private const string Failed = "failed";
    private const string Waiting = "waiting";
    private const string Unsent = "unsent";
    private const int MostItems = 200;

    // A mail that has waited for less than this is on its way, not in trouble.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly Sql Count = new(
        """
        SELECT
            (SELECT COUNT(*) FROM notification WHERE town = @town AND closed = 0 AND test = 0 AND state = 'failed') AS failed,
            (SELECT COUNT(*) FROM notification WHERE town = @town AND closed = 0 AND test = 0 AND state = 'written_out') AS unsent,
            (SELECT COUNT(*) FROM notification WHERE town = @town AND closed = 0 AND test = 0 AND overdue_at IS NOT NULL) AS overdue,
            (SELECT COUNT(*) FROM inbox WHERE town = @town AND state = 'dead') AS dead_letters,
            (SELECT COUNT(*) FROM notification WHERE town = @town AND closed = 0 AND test = 0 AND state = 'requested' AND state_at <= @patience) AS waiting,
            (SELECT MIN(state_at) FROM notification WHERE town = @town AND closed = 0 AND test = 0 AND state = 'requested' AND state_at <= @patience) AS waiting_since,
            (SELECT MAX(error) FROM notification WHERE town = @town AND closed = 0 AND test = 0 AND state = 'requested' AND state_at <= @patience) AS waiting_error
        """)
    { Types = "@patience BIGINT" };

    private static readonly Sql Select = new(
        """
        SELECT * FROM (
            SELECT 1 AS rank, 'overdue' AS kind, seq, id, case_id, case_number, drill, person_id, contact_id, overdue_at AS since, error
            FROM notification WHERE town = @town AND closed = 0 AND test = 0 AND overdue_at IS NOT NULL ORDER BY overdue_at DESC LIMIT 200)
        UNION ALL SELECT * FROM (
            SELECT 2, 'failed', seq, id, case_id, case_number, drill, person_id, contact_id, state_at, error
            FROM notification WHERE town = @town AND closed = 0 AND test = 0 AND state = 'failed' ORDER BY seq DESC LIMIT 200)
        UNION ALL SELECT * FROM (
            SELECT 3, 'waiting', seq, id, case_id, case_number, drill, person_id, contact_id, state_at, error
            FROM notification WHERE town = @town AND closed = 0 AND test = 0 AND state = 'requested' AND state_at <= @patience ORDER BY seq DESC LIMIT 200)
        UNION ALL SELECT * FROM (
            SELECT 4, 'unsent', seq, id, case_id, case_number, drill, person_id, contact_id, state_at, error
            FROM notification WHERE town = @town AND closed = 0 AND test = 0 AND state = 'written_out' ORDER BY seq DESC LIMIT 200)
        ORDER BY rank, since DESC, seq DESC
        """,
        """
        SELECT * FROM (
            SELECT TOP (200) 1 AS rank, 'overdue' AS kind, seq, id, case_id, case_number, drill, person_id, contact_id, overdue_at AS since, error
            FROM notification WHERE town = @town AND closed = 0 AND test = 0 AND overdue_at IS NOT NULL ORDER BY overdue_at DESC) AS o
        UNION ALL SELECT * FROM (
            SELECT TOP (200) 2 AS rank, 'failed' AS kind, seq, id, case_id, case_number, drill, person_id, contact_id, state_at AS since, error
            FROM notification WHERE town = @town AND closed = 0 AND test = 0 AND state = 'failed' ORDER BY seq DESC) AS f
        UNION ALL SELECT * FROM (
            SELECT TOP (200) 3 AS rank, 'waiting' AS kind, seq, id, case_id, case_number, drill, person_id, contact_id, state_at AS since, error
            FROM notification WHERE town = @town AND closed = 0 AND test = 0 AND state = 'requested' AND state_at <= @patience ORDER BY seq DESC) AS w
        UNION ALL SELECT * FROM (
            SELECT TOP (200) 4 AS rank, 'unsent' AS kind, seq, id, case_id, case_number, drill, person_id, contact_id, state_at AS since, error
            FROM notification WHERE town = @town AND closed = 0 AND test = 0 AND state = 'written_out' ORDER BY seq DESC) AS u
        ORDER BY rank, since DESC, seq DESC
        """)
    { Types = "@patience BIGINT" };

    public static void Map(RouteGroupBuilder api) => api.MapGet("/alarms", ReadAsync).Requires(Act.ReadAlarms);

    private static Task<NotificationAlarms> ReadAsync(
        Caller caller, Database<NotificationModule> database, DirectoryCopies<NotificationModule> directories, TimeProvider time, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        return database.ReadAsync(
            caller.Town,
            async session =>
            {
                var counts = (await session.QuerySingleAsync<Counts>(Count, new { patience = now - Patience }))!;
                var rows = await session.QueryAsync<AlarmRow>(Select, new { patience = now - Patience });
                var items = await VisibleAsync(session, rows, caller, directories.Find(caller.Town));
                return new NotificationAlarms(
                    now, counts.Failed, counts.Unsent, counts.Waiting, counts.WaitingSince, DeliveryError.InJapanese(counts.WaitingError),
                    counts.Overdue, counts.DeadLetters, items);
            },
            stop);
    }

    private static async Task<IReadOnlyList<NotificationAlarm>> VisibleAsync(IReadSession session, IReadOnlyList<AlarmRow> rows, Caller caller, TownDirectory? directory)
    {
        var visible = new Dictionary<string, bool>();
        var items = new List<NotificationAlarm>();
        foreach (var row in rows)
        {
            if (items.Count == MostItems)
            {
                break;
            }

            if (!visible.TryGetValue(row.CaseId, out var seen))
            {
                var snapshot = await CaseCopies.FindAsync(session, row.CaseId);
                seen = snapshot is not null && AccessTable.Decide(caller, Act.ReadAlarms, CaseScope.Of(snapshot)) == Verdict.Permitted;
                visible.Add(row.CaseId, seen);
            }

            if (seen)
            {
                items.Add(new NotificationAlarm(
                    row.Kind, row.Id, row.CaseId, row.CaseNumber, row.Drill, row.PersonId, row.ContactId,
                    Recipient.Find(directory, row.PersonId, row.ContactId).Name, row.Since, MessageOf(row)));
            }
        }

        return items;
    }

    private static string MessageOf(AlarmRow row) => row.Kind switch
    {
        Overdue => "期限までに受領確認がありません。電話などで確認してください。",
        Unsent => "書き出し（未送信）です。メールはフォルダに書き出されただけで、送信されたかは確認できません。",
        Waiting => DeliveryError.InJapanese(row.Error) ?? "送信を待っています。",
        Failed => DeliveryError.InJapanese(row.Error) ?? "送信できませんでした。",
        _ => throw new InvalidOperationException($"An alarm of kind {row.Kind} is not known."),
    };

    private sealed class Counts
    {
        public long Failed { get; init; }

        public long Unsent { get; init; }

        public long Overdue { get; init; }

        public long DeadLetters { get; init; }

        public long Waiting { get; init; }

        public DateTimeOffset? WaitingSince { get; init; }

        public string? WaitingError { get; init; }
    }

    private sealed class AlarmRow
    {
        public required string Kind { get; init; }

        public required string Id { get; init; }

        public required string CaseId { get; init; }

        public required string CaseNumber { get; init; }

        public bool Drill { get; init; }

        public string? PersonId { get; init; }

        public string? ContactId { get; init; }

        public DateTimeOffset Since { get; init; }

        public string? Error { get; init; }
    }
}
