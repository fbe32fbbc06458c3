using Csirt.Cases.Access;
using Csirt.Cases.Duties;
using Csirt.Cases.Model;
using Csirt.Cases.Storage;
using Csirt.Contracts.Http.Cases;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Disposal;
using Csirt.Platform.Http;
using Csirt.Platform.Replicas;

namespace Csirt.Cases.Api;

/// <summary>A command on one case: what it becomes, given who asks and how its duties stand.</summary>
internal delegate Outcome CaseCommand(CaseDocument @case, Context context, DutyCopy duties);

/// <summary>
/// Carries out commands: loads the case, asks the access table, compares the version, applies the pure command and stores what
/// came out, all in one unit of work.
/// </summary>
internal sealed class CaseCommands(Database<CasesModule> database, DirectoryCopies<CasesModule> directories)
{
    /// <summary>Any version will do: what only adds to a case needs no one's eyes on the rest of it (<c>If-Match: *</c>).</summary>
    internal const long AnyVersion = -1;

    internal Task<CaseCommandResult> RunAsync(Caller caller, string caseId, long version, Act act, CaseCommand command, CancellationToken stop) =>
        database.WriteAsync(caller.Town, caller.Subject, async uow =>
        {
            var x = ContextOf(caller, uow);
            var c = await LoadAsync(uow, caseId, caller, act, version);
            var duties = await DutyCopy.FindAsync(uow, caseId);
            return await StoreAsync(uow, c, Refusals.Demand(command(c, x, duties)), duties, x);
        }, stop);

    /// <summary>A command that takes more than one case, with the same checks for each it loads.</summary>
    internal Task<T> RunAsync<T>(Caller caller, Func<IUnitOfWork, Context, Task<T>> command, CancellationToken stop) =>
        database.WriteAsync(caller.Town, caller.Subject, uow => command(uow, ContextOf(caller, uow)), stop);

    /// <summary>The case, where the caller may do this with it and has seen its present version.</summary>
    internal static async Task<CaseDocument> LoadAsync(IReadSession session, string caseId, Caller caller, Act act, long version)
    {
        var c = await CaseStore.FindAsync(session, caseId) ?? throw CaseTombstones.Missing(await CaseTombstones.FindAsync(session, caseId), caller, "事案");
        ScopeOf.Case(c).Demand(caller, act);
        return version == AnyVersion || version == c.Version ? c : throw Problem.Stale(c.Version);
    }

    internal static async Task<CaseCommandResult> StoreAsync(IUnitOfWork uow, CaseDocument before, Outcome outcome, DutyCopy duties, Context x)
    {
        if (!await CaseStore.UpdateAsync(uow, before, outcome, duties, x.By))
        {
            throw Problem.Stale(before.Version + 1);
        }

        return Result(outcome.Next, outcome.Lines, x);
    }

    internal static CaseCommandResult Result(CaseDocument c, IReadOnlyList<TimelineLine> lines, Context x) => new(c.Id, c.Number, c.Version, c.Stage,
    [
        .. lines.Select((l, i) => new TimelineEntry
        {
            Version = c.Version,
            Line = i,
            Code = l.Code,
            At = l.At,
            EnteredAt = x.Now,
            Late = l.Late,
            By = x.By,
            ByName = x.Town.NameOf(x.By),
            Text = l.Text,
        }),
    ]);

    private Context ContextOf(Caller caller, IUnitOfWork uow) => new(caller.Subject, caller.Roles, uow.Now, new TownRegister(directories.Find(caller.Town)));
}
