using Csirt.Cases.Duplicates;
using Csirt.Cases.Model;
using Csirt.Cases.Storage;
using Csirt.Contracts.Messages;
using Csirt.Platform.Database;
using Csirt.Platform.Disposal;
using Csirt.Platform.Messaging;
using Csirt.Platform.Replicas;

namespace Csirt.Cases.Opening;

/// <summary>Every accepted report opens a case, always (policy 1(9)ウ); a likely duplicate is only suggested, a person merges.</summary>
internal sealed class OpenOnReport(DirectoryCopies<CasesModule> directories) : IMessageHandler<ReportAccepted>
{
    public async Task HandleAsync(ReportAccepted message, IUnitOfWork uow)
    {
        // A replay under another message id finds its case.
        if (await ReportMap.CaseOfAsync(uow, message.ReportId) is not null)
        {
            return;
        }

        var id = CaseIds.Of(message.ReportId);
        if (await CaseStore.FindAsync(uow, id) is not null || await CaseTombstones.FindAsync(uow, id) is not null)
        {
            // The case is here or was disposed of, only its tie to the report was lost.
            await ReportMap.AddAsync(uow, message.ReportId, id);
            return;
        }

        // Who may see a restricted case is in the directory: without one, nobody could.
        var named = message.Restricted || message.ImplicatedIds.Count > 0;
        var town = new TownRegister(named ? directories.Demand(message.Town) : directories.Find(message.Town));
        var number = await CaseSeries.NextAsync(uow, message.Drill);
        var (opened, lines) = OpenCase.From(message, id, number, town, uow.Now);
        await CaseStore.InsertAsync(uow, opened, lines, by: null);
        await ReportMap.AddAsync(uow, message.ReportId, id);
        await DuplicateStore.SuggestAsync(uow, id, message.LikelyDuplicateReportIds);
    }
}
