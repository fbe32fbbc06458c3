namespace Csirt.Escalation.Duties;

/// <summary>
/// One submission, two receipts: what is owed to another body by way of this duty's recipient (総務省, 県経由) is drafted, approved
/// and filed with it. Each is accepted by itself.
/// </summary>
internal static class Through
{
    public static void Each(DutyDocument duty, Acting x, string step, Func<DutyDocument, DutyDocument> change)
    {
        foreach (var other in x.Desk.Duties.Where(other => IsThrough(other, duty) && Steps.Open(other, step)).ToArray())
        {
            x.Desk.Put(change(other));
        }
    }

    /// <summary>Duties owed to another body by way of this one's recipient.</summary>
    public static IEnumerable<DutyDocument> Of(DutyDocument duty, Working.CaseDesk desk) => desk.Duties.Where(other => IsThrough(other, duty));

    private static bool IsThrough(DutyDocument other, DutyDocument duty) =>
        other.Id != duty.Id && other.Via == duty.Recipient && other.Report == duty.Report && !other.Ended && other.ApprovesDutyId is null;
}
