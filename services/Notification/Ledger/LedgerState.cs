using Csirt.Contracts.Messages;
using Csirt.Platform.Database;

namespace Csirt.Notification.Ledger;

/// <summary>States as they are stored and told to other services.</summary>
internal static class LedgerState
{
    public const string Requested = "requested";
    public const string DigestWaiting = "digest_waiting";
    public const string WrittenOut = "written_out";
    public const string Sent = "sent";
    public const string Acknowledged = "acknowledged";
    public const string Failed = "failed";

    /// <summary>Tells Escalation how a row stands now; what was recorded by hand alone is not its business.</summary>
    public static void Tell(IUnitOfWork uow, RowChange row)
    {
        if (row.ByRule)
        {
            var changed = new NotificationChanged
            {
                Town = uow.Town,
                NotificationId = row.Id,
                CaseId = row.CaseId,
                Version = row.Version,
                State = row.State,
                At = uow.Now,
                Overdue = row.OverdueAt is not null && row.State != Acknowledged,
            };
            // Many rows share a unit of work here; each goes on in the trace that asked for it.
            uow.Publish(changed, row.TraceParent);
        }
    }
}

/// <summary>What a statement that changed a row gives back of it.</summary>
internal sealed class RowChange
{
    public required string Id { get; init; }

    public required string CaseId { get; init; }

    public required string State { get; init; }

    public long Version { get; init; }

    public bool ByRule { get; init; }

    public DateTimeOffset? OverdueAt { get; init; }

    public string? TraceParent { get; init; }

    public static RowChange Of(LedgerRow row) =>
        new() { Id = row.Id, CaseId = row.CaseId, State = row.State, Version = row.Version, ByRule = row.ByRule, OverdueAt = row.OverdueAt, TraceParent = row.TraceParent };
}
