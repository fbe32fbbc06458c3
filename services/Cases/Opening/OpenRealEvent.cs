using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;

namespace Csirt.Cases.Opening;

/// <summary>
/// 「これは実際の事案です」: a real event found in a drill becomes a new case, which carries the reports and their original
/// times over. The drill itself stays a drill.
/// </summary>
internal static class OpenRealEvent
{
    internal static Outcome Mark(CaseDocument drill, CaseLink real, Context x)
    {
        var check = new Check(x);
        check.Require(drill.Drill, "not_a_drill", "訓練の事案ではありません。");
        check.Require(!drill.Drill || drill.Counterpart is null, "already_real", $"すでに実際の事案 {drill.Counterpart?.Number} として開始されています。");
        return check.Failed
            ? check.Refusal
            : Outcome.Changed(drill with { Counterpart = real }, x, x.Line("real_event", $"実際の事案と判明：{real.Number} として開始"));
    }

    internal static (CaseDocument Case, TimelineLine Line) Open(CaseDocument drill, CaseLink real, Context x) =>
        (new CaseDocument
        {
            Town = drill.Town,
            Id = real.Id,
            Number = real.Number,
            Version = 1,
            Stage = CaseStage.Received,
            StageSince = x.Now,
            OpenedAt = x.Now,
            ChangedAt = x.Now,
            Title = drill.Title,
            Restricted = drill.Restricted,
            Channel = drill.Channel,
            FoundBy = drill.FoundBy,
            Reports = drill.Reports,
            BodyId = drill.BodyId,
            DepartmentId = drill.DepartmentId,
            SectionId = drill.SectionId,
            HandlerIds = drill.HandlerIds,
            ImplicatedIds = drill.ImplicatedIds,
            Times = drill.Times with { Judged = FactTime.Unknown },
            Facts = drill.Facts,
            FactsKnown = drill.FactsKnown,
            FactChanges = drill.FactChanges,
            Assessment = new Assessment { Kind = drill.Assessment.Kind },
            Systems = [.. drill.Systems.Select(s => s with { Containment = ContainmentState.Open, ContainedAt = null, Recovery = RecoveryState.Open, RestoredAt = null, ConfirmedAt = null, ConfirmedBy = null, Note = null })],
            Counterpart = new CaseLink(drill.Id, drill.Number),
        }, x.Line("opened", $"訓練 {drill.Number} の中で実際の事案と判明し、報告と元の日時を引き継いで開始"));
}
