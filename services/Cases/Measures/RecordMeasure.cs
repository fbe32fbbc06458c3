using Csirt.Cases.Exceptions;
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
        var alone = check.Optional("alone_reason", r.AloneReason);
        check.Valid(alone is null || (checkedBy is null && !r.Planned), "alone_reason", "not_alone", "一人で行った理由は、実施済みで確認者のいない措置にだけ入力できます。");
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
            AloneReason = alone,
            PlannedFor = r.PlannedFor,
            OwnerId = r.OwnerId,
            Late = !r.Planned && at.Late,
            EnteredBy = x.By,
            EnteredAt = x.Now,
        };
        var line = r.Planned
            ? x.Line("measure_planned", $"{Name(r.Kind)}（予定）{measure.Id}：{text}")
            : new TimelineLine("measure_done", $"{Name(r.Kind)}{measure.Id}：{text}（実施：{measure.DoneBy}）", at.At, at.Late);
        return Recorded(c with { Measures = [.. c.Measures, measure] }, measure, line, at, x);
    }

    /// <summary>One person alone changed a system: that is an exception taken in an emergency (6.1(4)ウ, 7.4(2)) and on record as one.</summary>
    internal static Outcome Recorded(CaseDocument next, Measure measure, TimelineLine line, TrueTime at, Context x)
    {
        if (measure.AloneReason is not { } reason)
        {
            return Outcome.Changed(next, x, line);
        }

        var (with, exception) = TakeException.Add(next, "6.1(4)ウ（二人以上による相互確認）", measure.Text, reason, measure.DoneBy!, at, x);
        return Outcome.Changed(with, x, line, exception);
    }

    internal static string Name(MeasureKind kind) => kind switch
    {
        MeasureKind.Emergency => "緊急措置",
        MeasureKind.Containment => "封じ込め措置",
        MeasureKind.Recovery => "復旧措置",
        _ => "再発防止策",
    };
}
