using Csirt.Contracts.Http.Escalation;
using Csirt.Platform.Http;

namespace Csirt.Escalation.Duties;

/// <summary>
/// Approval, by someone else than who asked for it (policy 1(8)ア); where that is unavoidable the reason is on record. With it
/// the mail to the outside body goes out, where the pack says so. An urgent filing is approved afterwards the same way.
/// </summary>
internal static class ApproveDuty
{
    public static DutyDocument Apply(DutyDocument duty, ApproveRequest r, Acting x)
    {
        Steps.Demand(duty, Steps.Approve, x);
        if (!x.HoldsAny(duty.ApprovedBy))
        {
            throw Problem.Forbidden();
        }

        var requester = duty.ApprovesDutyId is null ? duty.DraftedBy : duty.FiledBy;
        var reason = Acting.Optional(r.OverrideReason, "override_reason");
        if (requester == x.Person && reason is null)
        {
            throw Problem.Conflict("same_person", "申請した人と承認する人が同じです。ほかの人が承認するか、やむを得ない理由を入力してください（1(8)ア）。");
        }

        var entry = x.Entry("approved", Acting.Optional(r.Note, "note")) with { OverrideReason = requester == x.Person ? reason : null };
        if (duty.ApprovesDutyId is { } urgent)
        {
            x.Desk.Put(x.Desk.Duty(urgent).With(entry with { What = "approved_afterwards" }));
            return (duty with { State = DutyLife.Accepted }).With(entry);
        }

        Through.Each(duty, x, Steps.Approve, other => Approved(other, entry));
        OutsideMail.Ask(duty, x);
        return Approved(duty, entry);
    }

    private static DutyDocument Approved(DutyDocument duty, DutyEvent entry) => (duty with { State = DutyLife.Approved }).With(entry);
}
