using System.Diagnostics;
using System.Net.Security;
using System.Net.Sockets;
using Csirt.Notification.Ledger;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Csirt.Notification.Mail;

/// <summary>
/// Sends over SMTP, a connection per batch. A refusal of one mail (5xx) or a delay of one (4xx) is that mail's alone; a server
/// that is away, hangs, hangs up or doesn't let us in is nobody's fault: everything waits and resumes.
/// </summary>
internal sealed class SmtpTransport(SmtpSettings settings, ILogger<SmtpTransport> log) : IMailTransport
{
    // Together with the limit per mail it stays well below the time a batch is claimed for.
    private static readonly TimeSpan MostTimePerBatch = TimeSpan.FromMinutes(2);

    private readonly RemoteCertificateValidationCallback? _trusted = settings.CaFile is { } file ? OwnRoot.TrustedBy(file) : null;

    public string DeliveredState => LedgerState.Sent;

    public int Workers => settings.Connections;

    public int BatchSize => 20;

    public async Task<IReadOnlyList<MailOutcome>> SendAsync(IReadOnlyList<OutgoingMail> mails, CancellationToken cancellationToken)
    {
        var outcomes = new MailOutcome[mails.Count];
        Array.Fill(outcomes, new MailOutcome(MailFate.NotTried));

        // On closed networks a revocation list can't be fetched: asking for it would refuse every server.
        using var client = new SmtpClient { CheckCertificateRevocation = false, ServerCertificateValidationCallback = _trusted };
        if (await TroubleOfAsync(limit => OpenAsync(client, limit), cancellationToken) is { } closed)
        {
            Array.Fill(outcomes, closed.Fate == MailFate.Rejected ? new MailOutcome(MailFate.InTrouble, DeliveryError.ServerRefusesUs) : closed);
            return outcomes;
        }

        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < mails.Count && !cancellationToken.IsCancellationRequested && Stopwatch.GetElapsedTime(started) < MostTimePerBatch; i++)
        {
            var mail = mails[i];
            var taken = new MailOutcome(MailFate.Delivered);
            var trouble = await TroubleOfAsync(async limit => taken = await SendOneAsync(client, mail, limit), cancellationToken);
            outcomes[i] = trouble ?? taken;
            if (trouble is not null)
            {
                return outcomes;
            }
        }

        await TroubleOfAsync(limit => client.DisconnectAsync(quit: true, limit), cancellationToken);
        return outcomes;
    }

    private async Task OpenAsync(SmtpClient client, CancellationToken limit)
    {
        await client.ConnectAsync(settings.Host, settings.Port, settings.Tls, limit);
        if (settings.UserName is { } userName)
        {
            var password = (await File.ReadAllTextAsync(settings.PasswordFile!, limit)).TrimEnd('\r', '\n');
            await client.AuthenticateAsync(userName, password, limit);
        }
    }

    private async Task<MailOutcome> SendOneAsync(SmtpClient client, OutgoingMail mail, CancellationToken limit)
    {
        try
        {
            await client.SendAsync(mail.Message, mail.Message.From.Mailboxes.Single(), [mail.To], limit);
            return new MailOutcome(MailFate.Delivered);
        }
        catch (SmtpCommandException e) when (IsOfTheMail(e))
        {
            var status = (int)e.StatusCode;
            log.LogWarning("The mail server answered {Status} ({What}) to the mail of notification {Id}", status, e.ErrorCode, mail.Rows[0].Id);
            return status >= 500
                ? new MailOutcome(MailFate.Rejected, DeliveryError.Rejected(status))
                : new MailOutcome(MailFate.PutOff, DeliveryError.PutOff(status));
        }
    }

    private static bool IsOfTheMail(SmtpCommandException e) =>
        e.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted && e.StatusCode != SmtpStatusCode.ServiceNotAvailable;

    /// <summary>Null where it went well; else what is in the way: of all mails, or of this one where it is rejected.</summary>
    private async Task<MailOutcome?> TroubleOfAsync(Func<CancellationToken, Task> work, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(settings.TimeLimit);
        try
        {
            await work(limit.Token);
            return null;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new MailOutcome(MailFate.NotTried);
        }
        catch (Exception e) when (ErrorOf(e) is { } error)
        {
            // The server's words may hold addresses: its kind of trouble is enough.
            log.LogWarning("No mail goes out just now: {Error} ({Kind})", error, e.GetType().Name);
            return new MailOutcome(MailFate.InTrouble, error);
        }
        catch (Exception e)
        {
            // Nothing a server does: this mail would fail the same way for ever, and must not hold up the others.
            log.LogError(e, "A mail can't be put together");
            return new MailOutcome(MailFate.Rejected, DeliveryError.CannotBeComposed);
        }
    }

    private static string? ErrorOf(Exception e) => e switch
    {
        OperationCanceledException or TimeoutException => DeliveryError.ServerTimedOut,
        System.Security.Authentication.AuthenticationException or MailKit.Security.AuthenticationException or ServiceNotAuthenticatedException
            or SslHandshakeException or NotSupportedException or UnauthorizedAccessException or FileNotFoundException => DeliveryError.ServerRefusesUs,
        SmtpCommandException { StatusCode: SmtpStatusCode.ServiceNotAvailable } => DeliveryError.ServerUnreachable,
        SmtpCommandException => DeliveryError.ServerRefusesUs,
        SocketException => DeliveryError.ServerUnreachable,
        IOException or ProtocolException or ServiceNotConnectedException => DeliveryError.ConnectionLost,
        _ => null,
    };
}
