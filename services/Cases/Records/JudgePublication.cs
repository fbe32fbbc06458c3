using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;

namespace Csirt.Cases.Records;

/// <summary>Press notice and publication, weighed by severity and extent (policy 1(9)カ).</summary>
internal static class JudgePublication
{
    internal static Outcome Apply(CaseDocument c, PublicationRequest r, Context x)
    {
        var published = r.State is PublicationState.Published;
        var check = published ? new Check(x).Recordable(c) : new Check(x).Workable(c);
        var (reason, place) = (check.Optional("reason", r.Reason), check.Optional("place", r.Place, Check.ShortLimit));
        var at = check.Time("published_at", r.PublishedAt);
        check.Valid(reason is not null || r.State is not (PublicationState.Publish or PublicationState.Withhold), "reason", "required", "判断の理由を入力してください。");
        check.Valid(!published || place is not null, "place", "required", "公表した場所（ホームページ、報道機関など）を入力してください。");
        check.Valid(published || r.PublishedAt is null, "published_at", "not_published", "公表日時は、公表済みのときだけ入力してください。");
        check.Require(!(c.Drill && published), "drill_not_published", "訓練の事案は公表できません。");
        if (check.Failed)
        {
            return check.Refusal;
        }

        var publication = new Publication(r.State, reason ?? c.Publication?.Reason, r.PlannedFor, published ? at.At : null, place, x.By, x.Now);
        var text = "公表：" + Word(r.State) + (place is null ? "" : $"（{place}）") + (reason is null ? "" : $"　理由：{reason}");
        return Outcome.Changed(c with { Publication = publication }, x,
            published ? new TimelineLine("published", text, at.At, at.Late) : x.Line("publication_judged", text));
    }

    private static string Word(PublicationState state) => state switch
    {
        PublicationState.Pending => "検討中",
        PublicationState.Publish => "公表する",
        PublicationState.Published => "公表済み",
        _ => "公表しない",
    };
}
