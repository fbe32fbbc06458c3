using System.Diagnostics;
using Csirt.Contracts.Http.Notification;
using Csirt.Notification.Acknowledging;
using Csirt.Notification.Digests;
using Csirt.Notification.Gateways;
using Csirt.Notification.Ledger;
using Csirt.Notification.Mail;
using Csirt.Platform.Replicas;

namespace Csirt.Notification.Sending;

/// <summary>
/// Whatever leaves this service leaves here: no other class holds a transport, and transports take nothing but what this gate let
/// through. In a drill everything is marked and what is for an outside body goes to the drill's sink (policy 5.2(3)).
/// </summary>
internal sealed class LastGate(
    IMailTransport mail,
    GatewayTransport calls,
    GatewaySettings gateways,
    MailSettings settings,
    LinkSecrets secrets,
    DigestHour digestHour,
    DirectoryCopies<NotificationModule> directories,
    TimeProvider time,
    ILogger<LastGate> log)
{
    /// <summary>The ways out.</summary>
    public IReadOnlyList<Lane> Lanes { get; } = Lane.All(mail.Workers, mail.BatchSize, gateways);

    /// <summary>How mail leaves, for the log.</summary>
    public string MailTransport => mail.GetType().Name;

    /// <summary>Sends what may go; one outcome each, in order. When this returns, what was delivered is durable.</summary>
    public async Task<IReadOnlyList<Passed>> SendAsync(IReadOnlyList<IReadOnlyList<LedgerRow>> due, CancellationToken stop)
    {
        var passed = due.Select(Compose).ToList();
        var mails = passed.Where(p => p.Mail is not null).ToList();
        if (mails.Count > 0)
        {
            var outcomes = await mail.SendAsync([.. mails.Select(p => p.Mail!)], stop);
            for (var i = 0; i < mails.Count; i++)
            {
                mails[i].Outcome = outcomes[i];
            }
        }

        foreach (var call in passed.Where(p => p.Call is not null))
        {
            call.Outcome = stop.IsCancellationRequested ? new MailOutcome(MailFate.NotTried) : await calls.SendAsync(call.Call!, stop);
        }

        return passed;
    }

    private Passed Compose(IReadOnlyList<LedgerRow> rows)
    {
        var trace = MailMeters.StartSending(rows[0].TraceParent);
        try
        {
            var directory = directories.Find(rows[0].Town);

            // Of a drill, what a gateway would bring to an outside body goes by mail, to the sink.
            if (rows[0].Gateway is not null && !(rows[0].PersonId is null && rows.Any(r => r.Drill)))
            {
                var (call, refused) = OutgoingCall.PassLastGate(rows[0], directory, gateways, settings, secrets);
                return new Passed(rows, trace) { Call = call, Means = ContactMeans.Gateway, DeliveredState = LedgerState.Sent, Outcome = new MailOutcome(MailFate.Rejected, refused) };
            }

            var (composed, error) = OutgoingMail.PassLastGate(rows, directory, settings, secrets, Lateness.LineOf(rows, digestHour, time.GetUtcNow()));
            return new Passed(rows, trace) { Mail = composed, Means = ContactMeans.Mail, DeliveredState = mail.DeliveredState, Outcome = new MailOutcome(MailFate.Rejected, error) };
        }
        catch (Exception e)
        {
            // It would fail the same way for ever, and must not hold up the others: better on the board.
            log.LogError(e, "Notification {Id} can't be composed", rows[0].Id);
            return new Passed(rows, trace) { Means = ContactMeans.Mail, DeliveredState = mail.DeliveredState, Outcome = new MailOutcome(MailFate.Rejected, DeliveryError.CannotBeComposed) };
        }
    }
}

/// <summary>One notification (or a digest of them) on its way through the gate, and what became of it.</summary>
internal sealed class Passed(IReadOnlyList<LedgerRow> rows, Activity? trace)
{
    public IReadOnlyList<LedgerRow> Rows => rows;

    public Activity? Trace => trace;

    public OutgoingMail? Mail { get; init; }

    public OutgoingCall? Call { get; init; }

    public required ContactMeans Means { get; init; }

    /// <summary>State of a notification that was delivered.</summary>
    public required string DeliveredState { get; init; }

    public required MailOutcome Outcome { get; set; }
}
