using Csirt.Contracts.Http.Escalation;
using Csirt.Escalation.Reports;

namespace Csirt.Escalation.Duties;

/// <summary>Something was added to a report that had been filed (追完).</summary>
internal static class SupplementDuty
{
    public static DutyDocument Apply(DutyDocument duty, DutySupplementRequest r, Acting x)
    {
        Steps.Demand(duty, Steps.Supplement, x);
        var entry = x.Entry("supplemented", Acting.Required(r.Note, "note", "何を追って報告したかを入力してください。")) with
        {
            TrulyAt = x.TrueTime(r.At, "at"),
            ReceiptNumber = Acting.Optional(r.ReceiptNumber, "receipt_number"),
        };
        return Submissions.Keep(duty with
        {
            State = r.Complete ? DutyLife.Accepted : DutyLife.SupplementOpen,
            FiledReport = ReportTexts.Of(duty, x.Desk, x.Directory, x.Now),
        }, "supplemented", x).With(entry);
    }
}
