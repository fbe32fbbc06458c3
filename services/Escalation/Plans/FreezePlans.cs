using Csirt.Contracts.Http.Escalation;
using Csirt.Escalation.Storage;
using Csirt.Escalation.Working;
using Csirt.Platform.Database;
using Csirt.Platform.Replicas;

namespace Csirt.Escalation.Plans;

/// <summary>Fixes the chains of what a unit of work asks for, in that unit of work.</summary>
internal static class FreezePlans
{
    public static Task DoAsync(IUnitOfWork uow, CaseDesk desk, TownDirectory? directory)
    {
        var planner = new ChainPlanner(directory, desk.Book.Town, desk.Case, uow.Now);
        return PlanStore.AddAsync(uow, desk.Case.CaseId, [.. desk.Mails.Where(mail => mail.Request.PersonId is not null).Select(mail => Freeze(mail, planner, uow.Now))]);
    }

    private static FrozenChain Freeze(AskedMail mail, ChainPlanner planner, DateTimeOffset now) => new()
    {
        RootId = mail.RootId,
        AcknowledgesFor = mail.AcknowledgesFor ?? mail.Request.Roles,
        MadeAt = now,
        Steps = planner.After(mail.Request, mail.Step, ChainStepKind.First, [], mail.Request.AcknowledgeBy),
    };
}
