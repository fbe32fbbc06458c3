using Csirt.Contracts;
using Csirt.Contracts.Messages;
using Csirt.Escalation.Auditing;
using Csirt.Escalation.Board;
using Csirt.Escalation.Consuming;
using Csirt.Escalation.Disposal;
using Csirt.Escalation.DryRuns;
using Csirt.Escalation.Duties;
using Csirt.Escalation.Judgements;
using Csirt.Escalation.Packs;
using Csirt.Escalation.Plans;
using Csirt.Escalation.Prefecture;
using Csirt.Escalation.Retention;
using Csirt.Escalation.Statistics;
using Csirt.Escalation.Storage;
using Csirt.Escalation.TakingBack;
using Csirt.Escalation.Taps;
using Csirt.Escalation.Working;
using Csirt.Platform.Hosting;
using Csirt.Platform.Reconciliation;
using Csirt.Platform.Replicas;

namespace Csirt.Escalation;

/// <summary>報告義務: who must be told, by when.</summary>
public sealed class EscalationModule : ServiceModule<EscalationModule>
{
    /// <inheritdoc />
    public override string Name => Topology.Services.Escalation;

    /// <inheritdoc />
    public override IReadOnlyList<ModuleCommand> Commands => [CheckPacks.Command];

    /// <inheritdoc />
    public override void MapApi(RouteGroupBuilder api)
    {
        ReadCaseDuties.Map(api);
        ListDueDuties.Map(api);
        ReadDutyStatistics.Map(api);
        ReadDuty.Map(api);
        DutyApi.Map(api);
        AnswerJudgement.Map(api);
        PressOneTap.Map(api);
        DryRun.Map(api);
        PackApi.Map(api);
        AlarmApi.Map(api);
        ReadPlan.Map(api);
        ReadTownReports.Map(api);
        ReceiveTownReport.Map(api);
    }

    /// <inheritdoc />
    public override void MapPages(WebApplication app) => Heartbeat.Map(app);

    /// <inheritdoc />
    protected override void Register(ServiceBuilder<EscalationModule> service)
    {
        service
            .Migrations(EscalationTables.All)
            .Figures(DutyFigures.All)
            .Migrations(TownReportStore.Table)
            .Consume<TownReportFiled, TakeInTownReport>()
            .Consume<TownReportReceipted, TakeInReceipt>()
            .Consume<CaseChanged, FollowCase>()
            .Consume<CaseDisposed, RemoveDuties>()
            .Consume<NotificationChanged, FollowNotification>()
            .LoadAtStart<RuleBooks>()
            .KeepDirectory<DirectoryArrived>()
            .LoadAtStart<RulesChanged>()
            .LoadAtStart<TellRetention>()
            .LoadAtStart<AuditorSchedule>()
            .Holds(EscalationHoldings.Cases)
            .Holds(EscalationHoldings.ExpectedDuties)
            .Holds(EscalationHoldings.Duties)
            .Holds(EscalationHoldings.OpenDuties)
            .Holds(EscalationHoldings.ExpectedMails)
            .Holds(EscalationHoldings.Mails)
            .Holds(DirectoryHoldings.Copy)
            .TellBack<CaseChanged>(CaseCopies.ToldAsync)
            .TellBack<NotificationChanged>(TakeBackMail.StatesAsync)
            .TakeBack<DutiesChanged, TakeBackDuties>()
            .TakeBack<NotificationRequested, TakeBackMail>()
            .TakeBack<NotificationChanged, TakeBackMail>()
            .HearOfEpochs<TellOfRestore>()
            .DueWork<LookAgain>()
            .DueWork<Reconcile>();
        service.Services
            .AddSingleton<CaseWork>()
            .AddSingleton<TellOfDeputies>()
            .AddSingleton<DutyViews>()
            .AddSingleton<DutyCommands>()
            .AddSingleton<TellPrefecture>()
            .AddSingleton<ReadDuty>()
            .AddSingleton<ReadCaseDuties>()
            .AddSingleton<ListDueDuties>()
            .AddSingleton<ReadDutyStatistics>()
            .AddSingleton<AnswerJudgement>()
            .AddSingleton<PressOneTap>()
            .AddSingleton<ReadPlan>()
            .AddSingleton<DryRun>()
            .AddSingleton<AuditorSettings>()
            .AddSingleton<AuditorSignal>()
            .AddSingleton<HoldingsClient>()
            .AddSingleton<RecomputeDuties>()
            .AddSingleton<AlarmMail>()
            .AddSingleton<ReconciliationRun>()
            .AddSingleton<Heartbeat>()
            .AddHostedService<AuditorLoop>();
    }
}
