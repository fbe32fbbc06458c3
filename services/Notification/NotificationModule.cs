using Csirt.Contracts;
using Csirt.Contracts.Messages;
using Csirt.Notification.Acknowledging;
using Csirt.Notification.Alarms;
using Csirt.Notification.Contacts;
using Csirt.Notification.Digests;
using Csirt.Notification.Disposal;
using Csirt.Notification.Gateways;
using Csirt.Notification.Ledger;
using Csirt.Notification.Mail;
using Csirt.Notification.Overdue;
using Csirt.Notification.Readiness;
using Csirt.Notification.Recipients;
using Csirt.Notification.Sending;
using Csirt.Notification.TakingBack;
using Csirt.Platform.Disposal;
using Csirt.Platform.Hosting;
using Csirt.Platform.Reconciliation;
using Csirt.Platform.Replicas;

namespace Csirt.Notification;

/// <summary>通知: tells people, and keeps who was told and who answered.</summary>
public sealed class NotificationModule : ServiceModule<NotificationModule>
{
    /// <inheritdoc />
    public override string Name => Topology.Services.Notification;

    /// <inheritdoc />
    public override void MapApi(RouteGroupBuilder api)
    {
        ReadLedger.Map(api);
        ReadAlarms.Map(api);
        ByLink.Map(api);
        ByCode.Map(api);
        ByRecipient.Map(api);
        RecordContact.Map(api);
        RecordByHand.Map(api);
        RetryFailed.Map(api);
        ReadReadiness.Map(api);
        SendTests.Map(api);
    }

    /// <inheritdoc />
    protected override void Register(ServiceBuilder<NotificationModule> service)
    {
        service
            .Migrations(CaseCopies.Table, CaseCopies.Versions, LedgerTables.Ledger, LedgerTables.Gateways, LedgerHoldings.Index, LedgerTables.Readiness, WrongCodes.Table, CaseTombstones.Table)
            .Figures(NotificationFigures.All)
            .Consume<NotificationRequested, TakeInRequest>()
            .Consume<CaseChanged, FollowCase>()
            .Consume<CaseDisposed, RemoveLedger>()
            .KeepDirectory<DirectoryArrived>()
            .Holds(LedgerHoldings.Asked)
            .Holds(CaseCopies.Held)
            .Holds(DirectoryHoldings.Copy)
            .TellBack<CaseChanged>(CaseCopies.ToldAsync)
            .TellBack<NotificationRequested>(TakeBackState.AskedAsync)
            .TakeBack<NotificationChanged, TakeBackState>()
            .DueWork<MarkOverdue>()
            .DueWork<SendDigest>()
            .DueWork<RemoveWrittenMail>()
            .AfterSetBack<WaitingMails>();
        service.Services
            .AddSingleton<MailSettings>()
            .AddSingleton<WrittenMails>()
            .AddSingleton<LinkSecrets>()
            .AddSingleton<DigestHour>()
            .AddSingleton<NewRow>()
            .AddSingleton<SendingSignal>()
            .AddSingleton<GatewaySettings>()
            .AddSingleton<TestInterval>()
            .AddSingleton<ReadReadiness>()
            .AddSingleton<SendTests>()
            .AddSingleton<GatewayTransport>()
            .AddSingleton<LastGate>()
            .AddSingleton<IMailTransport>(p => p.GetRequiredService<MailSettings>().Smtp is { } smtp
                ? ActivatorUtilities.CreateInstance<SmtpTransport>(p, smtp)
                : ActivatorUtilities.CreateInstance<PickupFolder>(p))
            .AddHostedService<SendingLoop>();
    }
}
