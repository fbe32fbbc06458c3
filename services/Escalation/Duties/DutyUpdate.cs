using System.Text.Json;
using Csirt.Contracts.Http.Escalation;
using Csirt.Escalation.Evaluation;
using Csirt.Platform.Database;

namespace Csirt.Escalation.Duties;

/// <summary>What an evaluation changes on a duty that is kept.</summary>
internal static class DutyUpdate
{
    public static DutyDocument Apply(DutyDocument duty, DutyPlan plan, IUnitOfWork uow)
    {
        var redated = duty.Trigger != plan.Trigger || duty.Target != plan.Target || duty.Limit != plan.Limit;
        return duty with
        {
            State = plan.State,
            Trigger = plan.Trigger,
            Target = plan.Target,
            Limit = plan.Limit,
            ProposedLimit = plan.ProposedLimit,
            WithdrawalProposed = plan.WithdrawalProposed,
            Kept = plan.Kept,
            Grounds = plan.Change == DutyChange.Unchanged ? duty.Grounds : plan.Grounds,
            DateChanges = redated ? [.. duty.DateChanges, new DateChange(uow.Now, duty.Trigger, duty.Target, duty.Limit, plan.Why ?? "期限を計算し直しました。", uow.Actor)] : duty.DateChanges,
        };
    }

    public static DutyEvent EventOf(DutyPlan plan, IUnitOfWork uow) => new()
    {
        What = JsonNamingPolicy.SnakeCaseLower.ConvertName(plan.Change.ToString()),
        At = uow.Now,
        By = uow.Actor,
        Note = plan.Why,
    };
}
