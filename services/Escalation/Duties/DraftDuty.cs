using Csirt.Contracts.Http.Escalation;

namespace Csirt.Escalation.Duties;

/// <summary>Approval is asked for. What is handed in through the same body with it (総務省, 県経由) goes along.</summary>
internal static class DraftDuty
{
    public static DutyDocument Apply(DutyDocument duty, DraftRequest r, Acting x)
    {
        Steps.Demand(duty, Steps.Draft, x);
        var (note, text) = (Acting.Optional(r.Note, "note"), Acting.Optional(r.Text, "text"));
        Through.Each(duty, x, Steps.Draft, other => Drafted(other, note, text, x));
        return Drafted(duty, note, text, x);
    }

    private static DutyDocument Drafted(DutyDocument duty, string? note, string? text, Acting x) =>
        Submissions.Keep(duty with { State = DutyLife.Drafted, DraftedBy = x.Person, DraftText = text }, "drafted", x).With(x.Entry("drafted", note));
}
