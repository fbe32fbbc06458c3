using Csirt.Contracts.Http.Escalation;
using Csirt.Escalation.Reports;

namespace Csirt.Escalation.Duties;

/// <summary>The report as it is now, kept for good: what was drafted, handed in or added can be read again as it was.</summary>
internal static class Submissions
{
    public static DutyDocument Keep(DutyDocument duty, string what, Acting x)
    {
        var items = ReportTexts.Of(duty, x.Desk, x.Directory, x.Now);
        return items.Count == 0
            ? duty
            : duty with
            {
                Submissions =
                [
                    .. duty.Submissions,
                    new Submission(duty.Submissions.Count + 1, what, x.Now, x.Person, [.. items.Select(item => new SubmittedItem(item.Key, item.Value))]),
                ],
            };
    }
}
