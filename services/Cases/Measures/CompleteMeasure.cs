using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;

namespace Csirt.Cases.Measures;

/// <summary>A planned measure was done.</summary>
internal static class CompleteMeasure
{
    internal static Outcome Apply(CaseDocument c, string measureId, MeasureDoneRequest r, Context x)
    {
        if (c.Measures.FirstOrDefault(m => m.Id == measureId) is not { } measure)
        {
            return Objection.NotFound("unknown_measure", "この事案にない措置です。");
        }

        var check = new Check(x).Recordable(c);
        var doneBy = check.Optional("done_by", r.DoneBy, Check.ShortLimit);
        var checkedBy = check.Optional("checked_by", r.CheckedBy, Check.ShortLimit);
        var alone = check.Optional("alone_reason", r.AloneReason);
        var at = check.Time("done_at", r.DoneAt);
        check.Valid(alone is null || checkedBy is null, "alone_reason", "not_alone", "確認者がいるときは、一人で行った理由は要りません。");
        check.Require(measure.State is MeasureState.Planned, "measure_not_planned", "この措置は予定ではありません（実施済みまたは取りやめ）。");
        if (check.Failed)
        {
            return check.Refusal;
        }

        var done = measure with
        {
            State = MeasureState.Done,
            DoneAt = at.At,
            DoneBy = doneBy ?? x.Town.NameOrId(x.By),
            CheckedBy = checkedBy,
            AloneReason = alone,
            Late = at.Late,
        };
        return RecordMeasure.Recorded(
            c with { Measures = [.. c.Measures.Select(m => m.Id == measureId ? done : m)] }, done,
            new TimelineLine("measure_done", $"{RecordMeasure.Name(done.Kind)}{done.Id}を実施：{done.Text}（実施：{done.DoneBy}）", at.At, at.Late), at, x);
    }
}
