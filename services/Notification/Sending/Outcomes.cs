using System.Text.Json;
using Csirt.Contracts.Http.Notification;
using Csirt.Notification.Ledger;
using Csirt.Platform.Database;

namespace Csirt.Notification.Sending;

/// <summary>Writes what became of a batch into the ledger of one town: all of it in one unit of work.</summary>
internal static class Outcomes
{
    // Who acknowledged, or was shut out, while the mail was on its way stays so; that it went is on record all the same.
    private static readonly Sql MarkDelivered = new(
        """
        UPDATE notification SET
            state = CASE WHEN state = 'requested' THEN @state ELSE state END, state_at = CASE WHEN state = 'requested' THEN @now ELSE state_at END,
            version = version + 1, sent_at = COALESCE(sent_at, @now), error = NULL, claim = NULL, claimed_until_at = NULL, try_at = NULL
        WHERE town = @town AND id IN (SELECT value FROM json_each(@ids))
        RETURNING id, case_id, state, version, by_rule, overdue_at, trace_parent
        """,
        """
        UPDATE notification SET
            state = CASE WHEN state = 'requested' THEN @state ELSE state END, state_at = CASE WHEN state = 'requested' THEN @now ELSE state_at END,
            version = version + 1, sent_at = COALESCE(sent_at, @now), error = NULL, claim = NULL, claimed_until_at = NULL, try_at = NULL
        OUTPUT inserted.id, inserted.case_id, inserted.state, inserted.version, inserted.by_rule, inserted.overdue_at, inserted.trace_parent
        WHERE town = @town AND id IN (SELECT CAST(value AS VARCHAR(64)) FROM OPENJSON(@ids))
        """);

    private static readonly Sql MarkFailed = new(
        """
        UPDATE notification SET state = 'failed', state_at = @now, version = version + 1, error = @error, claim = NULL, claimed_until_at = NULL, try_at = NULL
        WHERE town = @town AND state = 'requested' AND id IN (SELECT value FROM json_each(@ids))
        RETURNING id, case_id, state, version, by_rule, overdue_at, trace_parent
        """,
        """
        UPDATE notification SET state = 'failed', state_at = @now, version = version + 1, error = @error, claim = NULL, claimed_until_at = NULL, try_at = NULL
        OUTPUT inserted.id, inserted.case_id, inserted.state, inserted.version, inserted.by_rule, inserted.overdue_at, inserted.trace_parent
        WHERE town = @town AND state = 'requested' AND id IN (SELECT CAST(value AS VARCHAR(64)) FROM OPENJSON(@ids))
        """);

    private static readonly Sql PutOff = new(
        """
        UPDATE notification SET setbacks = setbacks + @setback, error = COALESCE(@error, error), try_at = @tryAt, claim = NULL, claimed_until_at = NULL
        WHERE town = @town AND id = @id AND state = 'requested' AND claim = @claim
        """);

    private static readonly Sql AddAttempts = new(
        """
        INSERT INTO attempt (town, notification_id, tried_at, means, outcome, error, recorded_at)
        SELECT @town, value, @now, @means, @outcome, @error, @now FROM json_each(@ids)
        """,
        """
        INSERT INTO attempt (town, notification_id, tried_at, means, outcome, error, recorded_at)
        SELECT @town, CAST(value AS VARCHAR(64)), @now, @means, @outcome, @error, @now FROM OPENJSON(@ids)
        """);

    public static async Task DeliveredAsync(IUnitOfWork uow, IEnumerable<LedgerRow> rows, string state, ContactMeans means)
    {
        var ids = Ids(rows);
        var changed = await uow.QueryAsync<RowChange>(MarkDelivered, new { ids, state, now = uow.Now });
        await uow.ExecuteAsync(AddAttempts, new { ids, means = Stored.Text(means), outcome = state, error = (string?)null, now = uow.Now });
        foreach (var row in changed)
        {
            uow.Audit($"notification.{state}", $"notification/{row.Id}", new { row.CaseId });
            LedgerState.Tell(uow, row);
        }
    }

    public static async Task FailedAsync(IUnitOfWork uow, IEnumerable<LedgerRow> rows, string error, ContactMeans means)
    {
        var ids = Ids(rows);
        var changed = await uow.QueryAsync<RowChange>(MarkFailed, new { ids, error, now = uow.Now });
        await uow.ExecuteAsync(AddAttempts, new { ids, means = Stored.Text(means), outcome = Stored.Text(ContactOutcome.Failed), error, now = uow.Now });
        foreach (var row in changed)
        {
            uow.Audit("notification.failed", $"notification/{row.Id}", new { row.CaseId, error });
            LedgerState.Tell(uow, row);
        }
    }

    /// <summary>One mail was put off by the server: an attempt of its own, and a pause that grows.</summary>
    public static async Task PutOffAsync(IUnitOfWork uow, IReadOnlyList<LedgerRow> rows, string claim, string error, ContactMeans means)
    {
        await uow.ExecuteAsync(PutOff, new { rows[0].Id, claim, error, setback = 1, tryAt = uow.Now + Pauses.OfMail(rows[0].Setbacks) });
        await uow.ExecuteAsync(AddAttempts, new { ids = Ids(rows), means = Stored.Text(means), outcome = Stored.Text(ContactOutcome.Postponed), error, now = uow.Now });
    }

    /// <summary>Nothing goes out just now. Uses up no attempt; the ledger shows why it waits.</summary>
    public static Task WaitAsync(IUnitOfWork uow, LedgerRow lead, string claim, string? error) =>
        uow.ExecuteAsync(PutOff, new { lead.Id, claim, error, setback = 1, tryAt = uow.Now + Pauses.OfServer(lead.Setbacks) });

    /// <summary>Its turn did not come: free for whoever is next.</summary>
    public static Task ReleaseAsync(IUnitOfWork uow, LedgerRow lead, string claim) =>
        uow.ExecuteAsync(PutOff, new { lead.Id, claim, error = (string?)null, setback = 0, tryAt = uow.Now });

    private static string Ids(IEnumerable<LedgerRow> rows) => JsonSerializer.Serialize(rows.Select(r => r.Id));
}

/// <summary>How long mails wait after a setback. Without end: nothing is given up because a server is away.</summary>
internal static class Pauses
{
    /// <summary>A server that took others: 15 s, 30 s, … 30 min.</summary>
    public static TimeSpan OfMail(int setbacks) => Growing(15, setbacks, 1800);

    /// <summary>A server that takes nothing: 1 s, 2 s, … 1 min.</summary>
    public static TimeSpan OfServer(int setbacks) => Growing(1, setbacks, 60);

    private static TimeSpan Growing(double first, int setbacks, double most) => TimeSpan.FromSeconds(Math.Min(most, first * Math.Pow(2, Math.Min(setbacks, 20))));
}
