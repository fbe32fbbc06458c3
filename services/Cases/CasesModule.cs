using Csirt.Cases.Api;
using Csirt.Cases.Board;
using Csirt.Cases.Detail;
using Csirt.Cases.Disposal;
using Csirt.Cases.Duplicates;
using Csirt.Cases.Duties;
using Csirt.Cases.Merging;
using Csirt.Cases.Opening;
using Csirt.Cases.PaperPack;
using Csirt.Cases.Plan;
using Csirt.Cases.Statistics;
using Csirt.Cases.Storage;
using Csirt.Cases.TakingBack;
using Csirt.Contracts;
using Csirt.Contracts.Messages;
using Csirt.Platform.Disposal;
using Csirt.Platform.Hosting;
using Csirt.Platform.Reconciliation;

namespace Csirt.Cases;

/// <summary>対応: the case and its workflow; the board's read model.</summary>
public sealed class CasesModule : ServiceModule<CasesModule>
{
    /// <inheritdoc />
    public override string Name => Topology.Services.Cases;

    /// <inheritdoc />
    public override void MapApi(RouteGroupBuilder api)
    {
        ListBoard.Map(api);
        ListVersions.Map(api);
        ReadStatistics.Map(api);
        ReviewPlan.Map(api);
        ReadCase.Map(api);
        CaseApi.Map(api);
        MergeCases.Map(api);
        DismissDuplicate.Map(api);
        RealEventApi.Map(api);
        PaperPackApi.Map(api);
        DisposalApi.Map(api);
        ListDisposals.Map(api);
        ReadDisposed.Map(api);
    }

    /// <inheritdoc />
    protected override void Register(ServiceBuilder<CasesModule> service)
    {
        service.Migrations([.. CaseTables.All, PaperPackTable.Table, PlanTables.Migration, CaseTombstones.Table, DisposalTables.Migration, StatisticsTables.Stages, StatisticsTables.DisposedCases]);
        service.Consume<ReportAccepted, OpenOnReport>().Consume<ReportSupplemented, SupplementReport>().Consume<DutiesChanged, KeepDuties>().Consume<RetentionChanged, KeepRetention>();
        service.KeepDirectory<BeginPaperPacks>().LoadAtStart<BeginPaperPacks>().DueWork<PaperPackDue>();
        service.Holds(CaseHoldings.Reports).Holds(CaseHoldings.Cases).Holds(CaseHoldings.OpenDuties).Holds(DirectoryHoldings.Copy);
        service.AtNewEpoch<NewCaseNumbers>().TakeBack<CaseChanged, TakeBackCase>().TellBack<ReportAccepted>(ToldReports.ReportAsync).TellBack<DutiesChanged>(ToldReports.DutiesAsync);
        service.Services.AddSingleton<CaseCommands>().AddSingleton<ReadCase>().AddSingleton<ListBoard>().AddSingleton<ReadStatistics>().AddSingleton<ReviewPlan>().AddSingleton<ListDisposals>().AddSingleton<ReadDisposed>();
        service.Services.AddSingleton<PaperSettings>().AddSingleton<PaperPackSignal>().AddHostedService<PaperPackWriter>();
    }
}
