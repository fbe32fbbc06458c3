using Csirt.Directory.Snapshots;
using Csirt.Platform.Database;
using Csirt.Platform.Scheduling;

namespace Csirt.Directory.People;

/// <summary>An absence begins or ends: the directory as it then stands goes out.</summary>
internal sealed class AbsenceTurns : IDueWorkHandler
{
    public const string WorkKind = "absence.turns";

    public string Kind => WorkKind;

    public async Task HandleAsync(DueWork work, IUnitOfWork uow)
    {
        if ((await AbsenceTable.AllAsync(uow)).FirstOrDefault(a => a.PersonId == work.Subject) is not { } absence)
        {
            return;
        }

        if (absence.IsInForce(uow.Now))
        {
            uow.Schedule(WorkKind, work.Subject, absence.UntilAt);
        }
        else if (absence.UntilAt <= uow.Now)
        {
            await AbsenceTable.EndAsync(uow, work.Subject);
        }

        await DirectoryVersions.PublishAsync(uow, "absence");
    }
}
