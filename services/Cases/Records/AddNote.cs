using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;

namespace Csirt.Cases.Records;

/// <summary>A line for the timeline: what was seen, said or done and has no field of its own.</summary>
internal static class AddNote
{
    internal static Outcome Apply(CaseDocument c, NoteRequest r, Context x)
    {
        var check = new Check(x).Recordable(c);
        var text = check.Text("text", r.Text);
        var at = check.Time("at", r.At);
        return check.Failed ? check.Refusal : Outcome.Changed(c, x, new TimelineLine("note", text, at.At, at.Late));
    }
}
