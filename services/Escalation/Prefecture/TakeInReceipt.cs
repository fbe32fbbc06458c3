using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Messages;
using Csirt.Escalation.Duties;
using Csirt.Escalation.Storage;
using Csirt.Escalation.Working;
using Csirt.Platform.Database;
using Csirt.Platform.Messaging;
using Csirt.Platform.Replicas;

namespace Csirt.Escalation.Prefecture;

/// <summary>
/// The town's side: the prefecture's receipt ends the duty towards it, the ministry's the one that went through it. What the
/// prefecture tells stands in the duty's history as its proof.
/// </summary>
internal sealed class TakeInReceipt(CaseWork work, DirectoryCopies<EscalationModule> directories) : IMessageHandler<TownReportReceipted>
{
    public const string Received = "received";
    public const string Forwarded = "forwarded";
    public const string MinistryReceived = "ministry_received";

    public async Task HandleAsync(TownReportReceipted message, IUnitOfWork uow)
    {
        if (directories.Demand(uow.Town).Snapshot.PrefectureCode != message.From)
        {
            throw new InvalidOperationException($"{message.From} is not the prefecture of {uow.Town}: its receipt proves nothing.");
        }

        var ids = message.What == Received ? [message.DutyId] : message.ThroughDutyIds;
        foreach (var id in ids)
        {
            var duty = await DutyStore.FindAsync(uow, id) ?? throw new InvalidOperationException($"There is no duty {id} that the receipt could be for.");
            var snapshot = (await CaseCopies.FindAsync(uow, duty.CaseId))!;
            await work.DoAsync(uow, snapshot, desk => desk.Put(With(desk.Duty(id), message, uow.Now)));
            uow.Audit($"duty.{message.What}", $"duty/{id}", new { duty.CaseId, message.From, message.ReceiptNumber });
        }
    }

    private static DutyDocument With(DutyDocument duty, TownReportReceipted message, DateTimeOffset now)
    {
        var accepts = message.What != Forwarded && duty.State == DutyLife.Filed;
        return (duty with { State = accepts ? DutyLife.Accepted : duty.State, WithdrawalProposed = !accepts && duty.WithdrawalProposed }).With(new DutyEvent
        {
            What = message.What,
            At = now,
            By = $"prefecture:{message.From}",
            TrulyAt = message.At,
            ReceiptNumber = message.ReceiptNumber,
        });
    }
}
