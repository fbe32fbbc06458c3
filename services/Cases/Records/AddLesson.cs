using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;

namespace Csirt.Cases.Records;

/// <summary>What the case teaches: it feeds the review of the emergency plan (policy 7.3(4)).</summary>
internal static class AddLesson
{
    internal static Outcome Apply(CaseDocument c, LessonRequest r, Context x)
    {
        var check = new Check(x).Recordable(c);
        var text = check.Text("text", r.Text);
        return check.Failed
            ? check.Refusal
            : Outcome.Changed(c with { Lessons = [.. c.Lessons, new Lesson(text, r.ChangesPlan, x.By, x.Now)] }, x,
                x.Line("lesson", $"教訓{(r.ChangesPlan ? "（緊急時対応計画の見直しに反映）" : "")}：{text}"));
    }
}
