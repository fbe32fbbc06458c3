using Csirt.Contracts;
using Csirt.Contracts.Messages;
using Csirt.Intake.Attachments;
using Csirt.Intake.Disposal;
using Csirt.Intake.Filing;
using Csirt.Intake.Following;
using Csirt.Intake.Limits;
using Csirt.Intake.Reading;
using Csirt.Intake.Storage;
using Csirt.Intake.TakingBack;
using Csirt.Platform.Access;
using Csirt.Platform.Disposal;
using Csirt.Platform.Hosting;
using Csirt.Platform.Reconciliation;
using Csirt.Platform.Replicas;

namespace Csirt.Intake;

/// <summary>受付: reports as they came in.</summary>
public sealed class IntakeModule : ServiceModule<IntakeModule>
{
    /// <inheritdoc />
    public override string Name => Topology.Services.Intake;

    /// <inheritdoc />
    public override void MapApi(RouteGroupBuilder api)
    {
        FileReport.Map(api);
        FeedReport.Map(api);
        FilePublicReport.Map(api);
        FollowReport.Map(api);
        AddNote.Map(api);
        AddAttachment.Map(api);
        DownloadAttachment.Map(api);
        ListMyReports.Map(api);
        ReadReport.Map(api);
    }

    /// <inheritdoc />
    protected override void Register(ServiceBuilder<IntakeModule> service)
    {
        service.Migrations(CaseCopies.Table, CaseCopies.Versions, Tables.Reports, Tables.Supplements, Tables.Attachments, Tables.CaseReports, Tables.KeptAnswers, CaseTombstones.Table, RemoveFile.Index);
        service.KeepDirectory().Consume<CaseChanged, KeepCase>().Consume<CaseDisposed, RemoveReports>().DueWork<RemoveFile>();
        service.Holds(ReportRows.Held).Holds(CaseCopies.Held).Holds(DirectoryHoldings.Copy);
        service.AtNewEpoch<NewReceiptNumbers>().TellBack<CaseChanged>(CaseCopies.ToldAsync).TakeBack<ReportAccepted, TakeBackReport>().TakeBack<ReportSupplemented, TakeBackReport>();
        service.LoadAtStart<AttachmentFiles>();
        service.Services.AddSingleton<IApiKeys, KeysOfTowns>();
        service.Services.AddSingleton<IntakeLimits>();
        service.Services.AddSingleton<PublicLimit>();
        service.Services.AddSingleton<AcceptReport>();
        service.Services.AddSingleton<AddAttachment>();
    }
}
