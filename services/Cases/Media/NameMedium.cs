using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;

namespace Csirt.Cases.Media;

/// <summary>
/// Which media are concerned, and of which class. Several classes on one medium: the highest counts. Unknown: the 管理者 decides
/// (policy 2(2)エ(ウ), オ(ウ)), and is told so.
/// </summary>
internal static class NameMedium
{
    /// <summary>Highest first.</summary>
    private static readonly string[] Classes = ["3A", "3B", "3C", "2", "1"];

    internal static Outcome Apply(CaseDocument c, MediumRequest r, Context x)
    {
        var check = new Check(x).Recordable(c);
        var name = check.Text("name", r.Name, Check.ShortLimit);

        // Left out in the JSON is null, whatever the type says.
        IReadOnlyList<string> classes = r.Classes ?? [];
        check.Valid(classes.All(Classes.Contains), "classes", "unknown_class", "機密性の分類は 3A、3B、3C、2、1 から選んでください。");
        if (check.Failed)
        {
            return check.Refusal;
        }

        var counts = Classes.FirstOrDefault(classes.Contains);
        var medium = new ConcernedMedium(ItemIds.Next("D", c.Media.Count), name, [.. classes.Distinct()], counts, null, null, x.By, x.Now);
        return Outcome.Changed(c with { Media = [.. c.Media, medium] }, x, counts is null
            ? x.Line("medium_unclassified", $"媒体{medium.Id}（{name}）の分類が不明：管理者が判断する（2(2)エ(ウ)）")
            : x.Line("medium_named", $"媒体{medium.Id}（{name}）：機密性{counts}{(classes.Count > 1 ? "（複数の分類のうち最も高いもの）" : "")}"));
    }

    /// <summary>The 管理者 of the section concerned decides, with the reason.</summary>
    internal static Outcome Classify(CaseDocument c, string mediumId, ClassifyRequest r, Context x)
    {
        if (c.Media.FirstOrDefault(m => m.Id == mediumId) is not { } medium)
        {
            return Objection.NotFound("unknown_medium", "この事案にない媒体です。");
        }

        if (!x.Roles.Contains(new RoleHeld(Role.SectionManager, c.SectionId)))
        {
            return Objection.Forbidden("not_section_manager", "分類を決めるのは、その課の情報セキュリティ管理者です（2(2)エ(ウ)）。");
        }

        var check = new Check(x).Recordable(c);
        var reason = check.Text("reason", r.Reason);
        check.Valid(Classes.Contains(r.Class), "class", "unknown_class", "機密性の分類は 3A、3B、3C、2、1 から選んでください。");
        if (check.Failed)
        {
            return check.Refusal;
        }

        var decided = medium with { Counts = r.Class, DecidedBy = x.By, Reason = reason };
        return Outcome.Changed(
            c with { Media = [.. c.Media.Select(m => m.Id == mediumId ? decided : m)] }, x,
            x.Line("medium_classified", $"媒体{mediumId}（{medium.Name}）の分類を機密性{r.Class}と判断：{reason}"));
    }
}
