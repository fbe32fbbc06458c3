using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;

namespace Csirt.Cases.Measures;

/// <summary>A planned measure is dropped, with a reason. What was done can't be dropped.</summary>
internal static class DropMeasure
{
    internal static Outcome Apply(CaseDocument c, string measureId, ReasonRequest r, Context x)
    {
        if (c.Measures.FirstOrDefault(m => m.Id == measureId) is not { } measure)
        {
            return Objection.NotFound("unknown_measure", "この事案にない措置です。");
        }

        var check = new Check(x).Workable(c);
        var reason = check.Text("reason", r.Reason);
        check.Require(measure.State is MeasureState.Planned, "measure_not_planned", "この措置は予定ではありません（実施済みまたは取りやめ）。");
        return check.Failed
            ? check.Refusal
            : Outcome.Changed(
                c with { Measures = [.. c.Measures.Select(m => m.Id == measureId ? m with { State = MeasureState.Dropped, DropReason = reason } : m)] }, x,
                x.Line("measure_dropped", $"{RecordMeasure.Name(measure.Kind)}{measure.Id}を取りやめ：{measure.Text}（理由：{reason}）"));
    }
}
