using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;

namespace Csirt.Cases.Assessments;

/// <summary>The CSIRT finds the cause (policy 5.3(3)エ).</summary>
internal static class RecordCause
{
    internal static Outcome Apply(CaseDocument c, CauseRequest r, Context x)
    {
        var check = new Check(x).Workable(c);
        var text = check.Text("text", r.Text);
        return check.Failed
            ? check.Refusal
            : Outcome.Changed(c with { Cause = new Cause(text, r.Origin, x.By, x.Now) }, x, x.Line("cause_recorded", $"原因（{Origin(r.Origin)}）：{text}"));
    }

    private static string Origin(CauseOrigin origin) => origin switch
    {
        CauseOrigin.Own => "自団体",
        CauseOrigin.Contractor => "委託先",
        CauseOrigin.Outside => "外部",
        _ => "不明",
    };
}
