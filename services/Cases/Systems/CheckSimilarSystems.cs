using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;

namespace Csirt.Cases.Systems;

/// <summary>Do other systems have it too? (横展開, policy 5.3(3)ウ)</summary>
internal static class CheckSimilarSystems
{
    internal static Outcome Apply(CaseDocument c, SimilarSystemsRequest r, Context x)
    {
        var check = new Check(x).Workable(c);
        var (reason, result) = (check.Optional("reason", r.Reason), check.Optional("result", r.Result));
        check.Person("owner_id", r.OwnerId);
        check.Valid(r.State is not SimilarSystemsState.InProgress || r.OwnerId is not null, "owner_id", "required", "担当者を選んでください。");
        check.Valid(r.State is not SimilarSystemsState.NotNeeded || reason is not null, "reason", "required", "不要とする理由を入力してください。");
        if (check.Failed)
        {
            return check.Refusal;
        }

        var text = "横展開：" + r.State switch
        {
            SimilarSystemsState.Done => "実施済み",
            SimilarSystemsState.InProgress => $"実施中（担当：{x.Town.NameOrId(r.OwnerId!)}）",
            _ => $"不要（理由：{reason}）",
        };
        var owner = r.State is SimilarSystemsState.InProgress ? r.OwnerId : null;
        return Outcome.Changed(
            c with { SimilarSystems = new SimilarSystemsCheck(r.State, owner, r.State is SimilarSystemsState.NotNeeded ? reason : null, result, x.By, x.Now) }, x,
            x.Line("similar_systems", text + (result is null ? "" : $" {result}")));
    }
}
