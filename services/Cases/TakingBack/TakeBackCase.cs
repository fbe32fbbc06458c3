using Csirt.Cases.Duties;
using Csirt.Cases.Model;
using Csirt.Cases.Opening;
using Csirt.Cases.Storage;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Platform.Database;
using Csirt.Platform.Disposal;
using Csirt.Platform.Epochs;
using Csirt.Platform.Messaging;
using Csirt.Platform.Replicas;

namespace Csirt.Cases.TakingBack;

/// <summary>
/// A case as another service knows it, told back after Cases was restored: what had been forgotten is taken over – the number, the
/// stage, the judgement, who may see it – and the case goes on well above that version, so that all follow it again. Texts that
/// only Cases had (measures, notes) are lost, and the timeline says so.
/// </summary>
internal sealed class TakeBackCase(DirectoryCopies<CasesModule> directories) : ITakeBack<CaseChanged>
{
    /// <summary>More than anyone could have told meanwhile of a case without its being told back.</summary>
    private const long Jump = 100;

    /// <summary>How long the report is waited for, which Intake sends again and which brings the texts.</summary>
    private static readonly TimeSpan WaitForReport = TimeSpan.FromHours(1);

    public async Task TakeBackAsync(CaseChanged told, DateTimeOffset begunAt, IUnitOfWork uow)
    {
        var c = await CaseStore.FindAsync(uow, told.CaseId);
        if (await IsKnownAsync(uow, c, told))
        {
            return;
        }

        var ownReport = told.ReportIds.FirstOrDefault(report => CaseIds.Of(report) == told.CaseId);
        if (c is null && ownReport is not null && uow.Now < begunAt + WaitForReport)
        {
            throw new NotYetException($"Report {ownReport} of case {told.CaseId} has not come again yet.");
        }

        var town = new TownRegister(directories.Find(told.Town));
        var worked = c is not null && await TimelineStore.IsWorkedOnSinceAsync(uow, c.Id, begunAt);
        var (next, text) = c switch
        {
            null => (ToldCase.Over(ToldCase.Skeleton(told, await ReportsAsync(uow, told)), told, town), ToldCase.Anew(told)),
            _ when worked => (ToldCase.Stricter(c, told), ToldCase.Kept(told)),
            _ => (ToldCase.Over(c, told, town), ToldCase.TakenOver(told)),
        };
        next = next with { Version = Math.Max(c?.Version ?? 0, told.Version) + Jump, ChangedAt = uow.Now, TakenBackVersion = told.Version };
        await CaseStore.TakeBackAsync(uow, c, next, new TimelineLine("taken_back", text, FactTime.At(uow.Now), false), await DutyCopy.FindAsync(uow, next.Id));
        if (c is null && ownReport is not null && await ReportMap.CaseOfAsync(uow, ownReport) is null)
        {
            await ReportMap.AddAsync(uow, ownReport, next.Id);
        }
    }

    private static async Task<bool> IsKnownAsync(IUnitOfWork uow, CaseDocument? c, CaseChanged told) => c is null
        ? await CaseTombstones.FindAsync(uow, told.CaseId) is not null
        : c.TakenBackVersion >= told.Version || await TimelineStore.HoldsAsync(uow, told.CaseId, told.Version, told.ChangedAt);

    // A real case that came out of a drill has the drill's reports.
    private static async Task<IReadOnlyList<Contracts.Http.Cases.CaseReport>> ReportsAsync(IUnitOfWork uow, CaseChanged told)
    {
        var reports = new List<Contracts.Http.Cases.CaseReport>();
        foreach (var id in told.ReportIds)
        {
            var holder = await ReportMap.CaseOfAsync(uow, id) is { } caseId ? await CaseStore.FindAsync(uow, caseId) : null;
            reports.Add(holder?.Reports.FirstOrDefault(r => r.ReportId == id) ?? ToldCase.Lost(id, told));
        }

        return reports;
    }
}
