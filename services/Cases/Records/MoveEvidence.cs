using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;

namespace Csirt.Cases.Records;

/// <summary>
/// Evidence leaves the building with the 管理者's permission (policy 2(2)ク(イ), ケ(イ)), comes back, or goes to the police (6.5(3)).
/// </summary>
internal static class MoveEvidence
{
    internal static Outcome Apply(CaseDocument c, string evidenceId, EvidenceMovementRequest r, Context x)
    {
        if (c.Evidence.FirstOrDefault(e => e.Id == evidenceId) is not { } evidence)
        {
            return Objection.NotFound("unknown_evidence", "この事案にない証拠です。");
        }

        var check = new Check(x).Recordable(c);
        var at = check.Time("at", r.At);
        var (to, purpose) = (check.Optional("to", r.To, Check.ShortLimit), check.Optional("purpose", r.Purpose));
        var reference = check.Optional("reference", r.Reference, Check.ShortLimit);
        Validate(evidence, r, to, purpose, check, x);
        if (check.Failed)
        {
            return check.Refusal;
        }

        var movement = new EvidenceMovement(r.Move, to, purpose, r.PermittedBy, reference, at.At, at.Late, x.By, x.Now);
        var moved = evidence with { Movements = [.. evidence.Movements, movement] };
        return Outcome.Changed(
            c with { Evidence = [.. c.Evidence.Select(e => e.Id == evidenceId ? moved : e)] }, x,
            new TimelineLine("evidence_moved", Describe(evidenceId, movement, x), at.At, at.Late));
    }

    private static void Validate(Evidence evidence, EvidenceMovementRequest r, string? to, string? purpose, Check check, Context x)
    {
        var leaves = r.Move is EvidenceMove.LeftBuilding;
        check.Valid(r.Move is EvidenceMove.Returned || to is not null, "to", "required", "渡した相手・持ち出し先を入力してください。");
        check.Valid(!leaves || purpose is not null, "purpose", "required", "持ち出しの目的を入力してください。");
        check.Valid(!leaves || r.PermittedBy is not null, "permitted_by", "permission_required", "庁外への持ち出しには、情報セキュリティ管理者の許可が必要です（2(2)ク(イ)）。");
        check.Valid(r.PermittedBy is null || x.Town.Holds(r.PermittedBy, Role.SectionManager), "permitted_by", "not_section_manager", "許可者は情報セキュリティ管理者から選んでください。");
        var outside = evidence.Movements is [.., { Move: not EvidenceMove.Returned }];
        check.Require(outside == (r.Move is EvidenceMove.Returned) || (outside && r.Move is EvidenceMove.HandedToPolice), "evidence_place",
            outside ? "この証拠は庁外にあります。先に返却を記録してください。" : "この証拠は庁外に出ていません。");
    }

    private static string Describe(string id, EvidenceMovement m, Context x) => m.Move switch
    {
        EvidenceMove.Returned => $"証拠{id}が返却された",
        EvidenceMove.HandedToPolice => $"証拠{id}を警察へ提出：{m.To}" + (m.Reference is null ? "" : $"（{m.Reference}）"),
        _ => $"証拠{id}を庁外へ持ち出し：{m.To}（目的：{m.Purpose}、許可：{x.Town.NameOrId(m.PermittedBy!)}）",
    };
}
