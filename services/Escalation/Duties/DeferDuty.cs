using Csirt.Contracts.Http.Escalation;
using Csirt.Platform.Http;

namespace Csirt.Escalation.Duties;

/// <summary>本人通知 is put off: with the reason, and a day to look again. It stays open.</summary>
internal static class DeferDuty
{
    public static DutyDocument Apply(DutyDocument duty, DeferRequest r, Acting x)
    {
        Steps.Demand(duty, Steps.Defer, x);
        var reason = Acting.Required(r.Reason, "reason", "延期する理由を入力してください。");
        new InputErrors().Check(x.CanLookAgainOn(r.LookAgainOn), "look_again_on", "明日から1年以内の日を入力してください。").ThrowIfAny();
        return (duty with { Deferred = new Deferral(reason, r.LookAgainOn, x.Person, x.Now) }).With(x.Entry("deferred", reason));
    }
}
