using Csirt.Escalation.Working;
using Csirt.Platform.Database;
using Csirt.Platform.Replicas;
using Csirt.Platform.Scheduling;

namespace Csirt.Escalation.Consuming;

/// <summary>
/// A target, a limit or a reminder of a case has come: everything due by now is told. One row per case, moved at every
/// evaluation to what comes next; a process that was down catches up.
/// </summary>
internal sealed class LookAgain(CaseWork work) : IDueWorkHandler
{
    public const string WorkKind = "look_again";

    public string Kind => WorkKind;

    public bool MayRunEarly => true;

    public async Task HandleAsync(DueWork due, IUnitOfWork uow)
    {
        if (await CaseCopies.FindAsync(uow, due.Subject) is { } snapshot)
        {
            await work.DoAsync(uow, snapshot);
        }
    }
}
