using Csirt.Contracts.Http.Escalation;

namespace Csirt.Escalation.Duties;

/// <summary>A duty whose withdrawal was proposed is kept, with the reason.</summary>
internal static class KeepDuty
{
    public static DutyDocument Apply(DutyDocument duty, KeepRequest r, Acting x)
    {
        Steps.Demand(duty, Steps.Keep, x);
        var reason = Acting.Required(r.Reason, "reason", "残す理由を入力してください。");
        return (duty with { WithdrawalProposed = false, Kept = true }).With(x.Entry("kept", reason));
    }
}
