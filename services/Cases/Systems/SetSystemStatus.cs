using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;

namespace Csirt.Cases.Systems;

/// <summary>How a system stands: contained, running again, confirmed. Kept per system: the counter needs some back first.</summary>
internal static class SetSystemStatus
{
    internal static Outcome Apply(CaseDocument c, string systemId, SystemStatusRequest r, Context x)
    {
        if (c.Systems.FirstOrDefault(s => s.SystemId == systemId) is not { } system)
        {
            return Objection.NotFound("system_not_in_case", "このシステムは、事案に関係するシステムとして登録されていません。");
        }

        var check = new Check(x).Recordable(c);
        var at = check.Time("at", r.At);
        var note = check.Optional("note", r.Note);
        check.Valid(r.Containment is not null || r.Recovery is not null, "containment", "nothing_given", "変更する項目がありません。");
        check.Valid(note is not null || !(r.Containment is ContainmentState.NotApplicable || r.Recovery is RecoveryState.NotApplicable),
            "note", "required", "不要とする理由を入力してください。");
        if (check.Failed)
        {
            return check.Refusal;
        }

        var next = Contain(Recover(system, r.Recovery, at, x), r.Containment, at) with { Note = note ?? system.Note };
        var text = $"{system.Name ?? x.Town.NameOrId(systemId)}：{string.Join("、", Words(r))}" + (note is null ? "" : $"（{note}）");
        return Outcome.Changed(
            c with { Systems = [.. c.Systems.Select(s => s.SystemId == systemId ? next : s)] }, x,
            new TimelineLine("system_status", text, at.At, at.Late));
    }

    private static SystemConcern Contain(SystemConcern s, ContainmentState? state, TrueTime at) => state is not { } set ? s : s with
    {
        Containment = set,
        ContainedAt = set is ContainmentState.Contained ? at.At : null,
    };

    private static SystemConcern Recover(SystemConcern s, RecoveryState? state, TrueTime at, Context x) => state is not { } set ? s : s with
    {
        Recovery = set,
        RestoredAt = set switch { RecoveryState.Restored => at.At, RecoveryState.Confirmed => s.RestoredAt ?? at.At, _ => null },
        ConfirmedAt = set is RecoveryState.Confirmed ? at.At : null,
        ConfirmedBy = set is RecoveryState.Confirmed ? x.By : null,
    };

    private static IEnumerable<string> Words(SystemStatusRequest r)
    {
        if (r.Containment is { } containment)
        {
            yield return "封じ込め＝" + containment switch
            {
                ContainmentState.Contained => "済み",
                ContainmentState.NotApplicable => "不要",
                _ => "未了",
            };
        }

        if (r.Recovery is { } recovery)
        {
            yield return "復旧＝" + recovery switch
            {
                RecoveryState.Restored => "復旧済み（確認前）",
                RecoveryState.Confirmed => "確認済み",
                RecoveryState.NotApplicable => "不要",
                _ => "未了",
            };
        }
    }
}
