using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;

namespace Csirt.Cases.Measures;

/// <summary>
/// A measure was taken, or is planned. What was done is recordable in every stage, before any judgement and without any
/// approval (policy 6.5(2), 1(2)オ, 6.4(3)キ); entered later, it carries its true time and the mark 後記.
/// </summary>
internal static class RecordMeasure
{
    internal static Outcome Apply(CaseDocument c, RecordMeasureRequest r, Context x)
    {
        var check = r.Planned ? new Check(x).Workable(c) : new Check(x).Recordable(c);
        var text = check.Text("text", r.Text);
        var doneBy = check.Optional("done_by", r.DoneBy, Check.ShortLimit);
        var checkedBy = check.Optional("checked_by", r.CheckedBy, Check.ShortLimit);
        var at = check.Time("done_at", r.DoneAt);
        check.System("system_id", r.SystemId);
        check.Person("owner_id", r.OwnerId);
        check.Valid(!r.Planned || (r.DoneAt is null && doneBy is null && checkedBy is null), "done_at", "planned_not_done", "予定の措置に、実施の日時や実施者は入力できません。");
        if (check.Failed)
        {
            return check.Refusal;
        }

        var measure = new Measure
        {
            Id = ItemIds.Next("M", c.Measures.Count),
            Kind = r.Kind,
            Text = text,
            State = r.Planned ? MeasureState.Planned : MeasureState.Done,
            SystemId = r.SystemId,
            DoneAt = r.Planned ? null : at.At,
            DoneBy = r.Planned ? null : doneBy ?? x.Town.NameOrId(x.By),
            CheckedBy = checkedBy,
            PlannedFor = r.PlannedFor,
            OwnerId = r.OwnerId,
            Late = !r.Planned && at.Late,
            EnteredBy = x.By,
            EnteredAt = x.Now,
        };
        var line = r.Planned
            ? x.Line("measure_planned", $"{Name(r.Kind)}（予定）{measure.Id}：{text}")
            : new TimelineLine("measure_done", $"{Name(r.Kind)}{measure.Id}：{text}（実施：{measure.DoneBy}）", at.At, at.Late);
        return Outcome.Changed(c with { Measures = [.. c.Measures, measure] }, x, line);
    }

    internal static string Name(MeasureKind kind) => kind switch
    {
        MeasureKind.Emergency => "緊急措置",
        MeasureKind.Containment => "封じ込め措置",
        MeasureKind.Recovery => "復旧措置",
        _ => "再発防止策",
    };
}
