using Csirt.Contracts.Http.Escalation;
using Csirt.Platform.Http;

namespace Csirt.Escalation.Duties;

/// <summary>The recipient accepted it, or the town is done with it. Filed is not finished: something may still be to be added (追完).</summary>
internal static class AcceptDuty
{
    public static DutyDocument Apply(DutyDocument duty, AcceptRequest r, Acting x)
    {
        Steps.Demand(duty, Steps.Accept, x);
        if (!r.SupplementsWanted && duty.Groups.Any(group => group.State is GroupState.Planned or GroupState.Deferred))
        {
            throw Problem.Conflict("groups_open", "まだ通知していない、又は延期している人たちがいます。区分ごとに、通知か代わりの措置を記録してください。");
        }

        var note = r.SupplementsWanted
            ? Acting.Required(r.Note, "note", "何を追って報告するかを入力してください。")
            : Acting.Optional(r.Note, "note");
        var entry = x.Entry(r.SupplementsWanted ? "supplement_wanted" : "accepted", note) with { ReceiptNumber = Acting.Optional(r.ReceiptNumber, "receipt_number") };
        return (duty with { State = r.SupplementsWanted ? DutyLife.SupplementOpen : DutyLife.Accepted, WithdrawalProposed = false }).With(entry);
    }
}
