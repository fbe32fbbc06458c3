using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Messages;
using Csirt.Escalation.Duties;
using Csirt.Escalation.Rules;
using Csirt.Escalation.Storage;
using Csirt.Escalation.Working;
using Csirt.Platform.Database;
using Csirt.Platform.Epochs;
using Csirt.Platform.Messaging;
using Csirt.Platform.Replicas;

namespace Csirt.Escalation.TakingBack;

/// <summary>
/// A case's duties as Cases knows them, told back after Escalation was restored. The duties themselves follow from the facts;
/// what had been done with them meanwhile – approved, filed, withdrawn – is taken over as far as the state says it. When, by whom
/// and with which receipt number is lost: the history says so.
/// </summary>
internal sealed class TakeBackDuties(CaseWork work) : ITakeBack<DutiesChanged>
{
    /// <summary>More than anyone could have told meanwhile of a case without its being told back.</summary>
    private const long Jump = 100;

    public async Task TakeBackAsync(DutiesChanged told, DateTimeOffset begunAt, IUnitOfWork uow)
    {
        var snapshot = await CaseCopies.FindAsync(uow, told.CaseId);
        var state = await CaseStateStore.FindAsync(uow, told.CaseId);
        if (snapshot is null || state.Version == 0)
        {
            throw new NotYetException($"Case {told.CaseId} has not come again yet.");
        }

        var own = await DutyStore.OfCaseAsync(uow, told.CaseId);
        if (state.Version >= told.Version && told.Duties.All(duty => own.Any(kept => kept.Id == duty.Id && Words.Of(kept.State) == duty.State)))
        {
            return;
        }

        await CaseStateStore.RaiseAsync(uow, told.CaseId, state with { Version = Math.Max(state.Version, told.Version) + Jump });
        var desk = await work.DoAsync(uow, snapshot, d => TakeOver(d, told, uow));
        uow.Publish(desk.Tell());
        uow.Audit("duties.taken_back", $"case/{told.CaseId}", new { told.Version });
    }

    private static void TakeOver(CaseDesk desk, DutiesChanged told, IUnitOfWork uow)
    {
        foreach (var duty in told.Duties)
        {
            var state = Enum.GetValues<DutyLife>().First(life => Words.Of(life) == duty.State);
            if (desk.Duties.FirstOrDefault(kept => kept.Id == duty.Id) is { } own)
            {
                if (state > own.State)
                {
                    desk.Put(InState(own, state, uow));
                }
            }
            else if (FileDuty.ApprovalOf(duty, desk) is { } approval)
            {
                desk.Put(InState(approval, state, uow));
            }
        }
    }

    private static DutyDocument InState(DutyDocument duty, DutyLife state, IUnitOfWork uow) => (duty with
    {
        State = state,
        FiledAt = duty.FiledAt ?? (state is DutyLife.Filed or DutyLife.SupplementOpen or DutyLife.Accepted && duty.ApprovesDutyId is null ? uow.Now : null),
        WithdrawalProposed = false,
    }).With(new DutyEvent
    {
        What = "taken_back",
        At = uow.Now,
        By = "service:escalation",
        Note = "復元：対応サービスの控えから状態を取り戻しました。行った人、日時、受付番号、文面は失われています。控えから確かめて追記してください。",
    });
}
