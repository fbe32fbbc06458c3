using Csirt.Contracts.Http.Escalation;

namespace Csirt.Escalation.Duties;

/// <summary>The ground for the longer period fell away: a person takes the earlier limit, or keeps the present one. Both stay on record.</summary>
internal static class RedateDuty
{
    public static DutyDocument Apply(DutyDocument duty, RedateRequest r, Acting x)
    {
        Steps.Demand(duty, Steps.Redate, x);
        var reason = Acting.Required(r.Reason, "reason", "理由を入力してください。");
        var next = r.Accept
            ? duty with
            {
                Limit = duty.ProposedLimit,
                ProposedLimit = null,
                DateChanges = [.. duty.DateChanges, new DateChange(x.Now, duty.Trigger, duty.Target, duty.Limit, reason, x.Person)],
            }
            : duty with { ProposedLimit = null, RefusedLimit = duty.ProposedLimit };
        return next.With(x.Entry(r.Accept ? "redate_accepted" : "redate_refused", reason));
    }
}
