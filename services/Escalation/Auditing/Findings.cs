using Csirt.Platform;
using Csirt.Platform.Database;

namespace Csirt.Escalation.Auditing;

/// <summary>Something the auditor saw: at first a suspicion, then an alarm, in the end closed.</summary>
internal sealed class FindingRow
{
    public required string Id { get; init; }

    public required string Code { get; init; }

    public required string Subject { get; init; }

    public string? CaseId { get; init; }

    /// <summary>Version on the first side; null: not there.</summary>
    public long? Here { get; init; }

    /// <summary>Version on the second side; null: not there.</summary>
    public long? There { get; init; }

    public string? Note { get; init; }

    public DateTimeOffset FirstSeenAt { get; init; }

    /// <summary>An alarm since then; null: it may still be on its way.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    public DateTimeOffset? ToldAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public string? ClosedBy { get; init; }

    public string? Reason { get; init; }
}

/// <summary>The rows of what was found.</summary>
internal static class Findings
{
    /// <summary>Who closed what went away by itself.</summary>
    public const string Itself = "service:escalation";

    private static readonly Sql SelectLive = new(
        """
        SELECT id, code, subject, case_id, here, there, note, first_seen_at, confirmed_at, told_at, closed_at, closed_by, reason FROM finding
        WHERE town = @town AND (closed_at IS NULL OR closed_by <> 'service:escalation')
        """);

    private static readonly Sql SelectOpen = new(
        """
        SELECT id, code, subject, case_id, here, there, note, first_seen_at, confirmed_at, told_at, closed_at, closed_by, reason FROM finding
        WHERE town = @town AND closed_at IS NULL AND confirmed_at IS NOT NULL ORDER BY first_seen_at, id LIMIT 200
        """,
        """
        SELECT TOP (200) id, code, subject, case_id, here, there, note, first_seen_at, confirmed_at, told_at, closed_at, closed_by, reason FROM finding
        WHERE town = @town AND closed_at IS NULL AND confirmed_at IS NOT NULL ORDER BY first_seen_at, id
        """);

    private static readonly Sql SelectClosed = new(
        """
        SELECT id, code, subject, case_id, here, there, note, first_seen_at, confirmed_at, told_at, closed_at, closed_by, reason FROM finding
        WHERE town = @town AND closed_at IS NOT NULL ORDER BY closed_at DESC, id LIMIT 200
        """,
        """
        SELECT TOP (200) id, code, subject, case_id, here, there, note, first_seen_at, confirmed_at, told_at, closed_at, closed_by, reason FROM finding
        WHERE town = @town AND closed_at IS NOT NULL ORDER BY closed_at DESC, id
        """);

    private static readonly Sql CountOpen = new("SELECT COUNT(*) FROM finding WHERE town = @town AND closed_at IS NULL AND confirmed_at IS NOT NULL");

    private static readonly Sql CountById = new("SELECT COUNT(*) FROM finding WHERE town = @town AND id = @id");

    private static readonly Sql Insert = new(
        """
        INSERT INTO finding (town, id, code, subject, case_id, here, there, note, first_seen_at, last_seen_at, confirmed_at)
        VALUES (@town, @id, @code, @subject, @caseId, @here, @there, @note, @now, @now, @confirmedAt)
        """);

    private static readonly Sql Restart = new(
        "UPDATE finding SET here = @here, there = @there, first_seen_at = @now, last_seen_at = @now WHERE town = @town AND id = @id");

    private static readonly Sql Confirm = new("UPDATE finding SET here = @here, there = @there, last_seen_at = @now, confirmed_at = @now WHERE town = @town AND id = @id");

    private static readonly Sql SeenAgain = new("UPDATE finding SET last_seen_at = @now WHERE town = @town AND id = @id");

    private static readonly Sql Tell = new("UPDATE finding SET told_at = @now WHERE town = @town AND id = @id");

    private static readonly Sql Close = new(
        "UPDATE finding SET closed_at = @now, closed_by = @closedBy, reason = @reason WHERE town = @town AND id = @id AND closed_at IS NULL AND confirmed_at IS NOT NULL");

    private static readonly Sql Forget = new("DELETE FROM finding WHERE town = @town AND id = @id AND confirmed_at IS NULL");

    /// <summary>What is not closed, and what persons closed: they know of that difference, it does not ring again.</summary>
    public static Task<IReadOnlyList<FindingRow>> LiveAsync(IReadSession session) => session.QueryAsync<FindingRow>(SelectLive);

    public static Task<IReadOnlyList<FindingRow>> OpenAsync(IReadSession session) => session.QueryAsync<FindingRow>(SelectOpen);

    public static Task<IReadOnlyList<FindingRow>> ClosedAsync(IReadSession session) => session.QueryAsync<FindingRow>(SelectClosed);

    public static Task<long> CountOpenAsync(IReadSession session) => session.QuerySingleAsync<long>(CountOpen);

    /// <summary>An alarm at once: nothing to wait for.</summary>
    public static async Task RaiseAsync(IUnitOfWork uow, Check check, string subject, string? caseId, string? note = null)
    {
        var id = Evaluation.StableId.Of("finding", check.Code, subject, uow.Now.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        await uow.ExecuteAsync(Insert, new { id, check.Code, subject, caseId, here = (long?)null, there = (long?)null, note, confirmedAt = (DateTimeOffset?)uow.Now, now = uow.Now });
        uow.Audit("reconciliation.alarm", $"alarm/{id}", new { check.Code, subject });
        uow.Schedule(Reconcile.WorkKind, Reconcile.Subject, uow.Now);
    }

    /// <summary>As <see cref="RaiseAsync"/>, under an id of its own: told again, it is not raised again.</summary>
    public static async Task RaiseOnceAsync(IUnitOfWork uow, string id, Check check, string subject, string note)
    {
        if (await uow.QuerySingleAsync<long>(CountById, new { id }) > 0)
        {
            return;
        }

        await uow.ExecuteAsync(Insert, new { id, check.Code, subject, caseId = (string?)null, here = (long?)null, there = (long?)null, note, confirmedAt = (DateTimeOffset?)uow.Now, now = uow.Now });
        uow.Audit("reconciliation.alarm", $"alarm/{id}", new { check.Code, subject });
        uow.Schedule(Reconcile.WorkKind, Reconcile.Subject, uow.Now);
    }

    public static Task AddAsync(IUnitOfWork uow, string code, Seen seen, TimeProvider time, bool confirmed) => uow.ExecuteAsync(
        Insert,
        new { id = Ids.New(time), code, seen.Subject, seen.CaseId, seen.Here, seen.There, note = seen.Note, confirmedAt = confirmed ? uow.Now : (DateTimeOffset?)null, now = uow.Now });

    public static Task RestartAsync(IUnitOfWork uow, FindingRow row, Seen seen) => uow.ExecuteAsync(Restart, new { row.Id, seen.Here, seen.There, now = uow.Now });

    public static Task ConfirmAsync(IUnitOfWork uow, FindingRow row, Seen seen) => uow.ExecuteAsync(Confirm, new { row.Id, seen.Here, seen.There, now = uow.Now });

    public static Task SeenAgainAsync(IUnitOfWork uow, FindingRow row) => uow.ExecuteAsync(SeenAgain, new { row.Id, now = uow.Now });

    public static Task ToldAsync(IUnitOfWork uow, FindingRow row) => uow.ExecuteAsync(Tell, new { row.Id, now = uow.Now });

    /// <summary>False where there is no such open alarm.</summary>
    public static async Task<bool> CloseAsync(IUnitOfWork uow, string id, string by, string reason)
    {
        if (await uow.ExecuteAsync(Close, new { id, closedBy = by, reason, now = uow.Now }) == 0)
        {
            return false;
        }

        uow.Audit("reconciliation.alarm_closed", $"alarm/{id}");
        return true;
    }

    public static Task ForgetAsync(IUnitOfWork uow, FindingRow row) => uow.ExecuteAsync(Forget, new { row.Id });
}
