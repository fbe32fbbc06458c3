using Csirt.Platform.Database;

namespace Csirt.Escalation.Auditing;

/// <summary>When the auditor ran for a town, and who runs it now: several processes may share one database.</summary>
internal sealed class ReconciliationState
{
    private static readonly Sql Select = new(
        "SELECT complete_at, clean_at, recomputed_through, oldest_outbox_at, oldest_due_at FROM reconciliation WHERE town = @town");

    private static readonly Sql Insert = new(
        "INSERT INTO reconciliation (town) SELECT @town WHERE NOT EXISTS (SELECT 1 FROM reconciliation WHERE town = @town)");

    private static readonly Sql Claim = new(
        "UPDATE reconciliation SET claim = @claim, claimed_until_at = @claimedUntilAt WHERE town = @town AND (claimed_until_at IS NULL OR claimed_until_at <= @now)");

    private static readonly Sql Finish = new(
        """
        UPDATE reconciliation SET claim = NULL, claimed_until_at = NULL, recomputed_through = @recomputedThrough, oldest_outbox_at = @oldestOutboxAt, oldest_due_at = @oldestDueAt,
            complete_at = COALESCE(@completeAt, complete_at), clean_at = COALESCE(@cleanAt, clean_at)
        WHERE town = @town AND claim = @claim
        """);

    private static readonly Sql Release = new("UPDATE reconciliation SET claim = NULL, claimed_until_at = NULL WHERE town = @town AND claim = @claim");

    public DateTimeOffset? CompleteAt { get; init; }

    public DateTimeOffset? CleanAt { get; init; }

    public string? RecomputedThrough { get; init; }

    public DateTimeOffset? OldestOutboxAt { get; init; }

    public DateTimeOffset? OldestDueAt { get; init; }

    public static async Task<ReconciliationState> FindAsync(IReadSession session) => await session.QuerySingleAsync<ReconciliationState>(Select) ?? new ReconciliationState();

    /// <summary>False where another process is at it.</summary>
    public static async Task<bool> ClaimAsync(IUnitOfWork uow, string claim, DateTimeOffset until)
    {
        await uow.ExecuteAsync(Insert);
        return await uow.ExecuteAsync(Claim, new { claim, claimedUntilAt = until, now = uow.Now }) == 1;
    }

    /// <summary>False where the claim has passed to another process meanwhile: this run counts for nothing.</summary>
    public static async Task<bool> FinishAsync(IUnitOfWork uow, string claim, RunEnd end) => await uow.ExecuteAsync(
        Finish, new { claim, recomputedThrough = end.Next, end.OldestOutboxAt, end.OldestDueAt, end.CompleteAt, end.CleanAt }) == 1;

    /// <summary>The run came to nothing: the next may begin.</summary>
    public static Task ReleaseAsync(IUnitOfWork uow, string claim) => uow.ExecuteAsync(Release, new { claim });
}

/// <summary>How a run ended.</summary>
internal sealed record RunEnd(string Next, DateTimeOffset? OldestOutboxAt, DateTimeOffset? OldestDueAt, DateTimeOffset? CompleteAt, DateTimeOffset? CleanAt);
