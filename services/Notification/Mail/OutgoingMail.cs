using System.Text;
using Csirt.Notification.Acknowledging;
using Csirt.Notification.Ledger;
using Csirt.Notification.Recipients;
using Csirt.Platform.Replicas;
using MimeKit;

namespace Csirt.Notification.Mail;

/// <summary>
/// A mail that has passed the last gate. Transports take nothing else, and only the gate makes one: in a drill every mail is
/// marked, and what would go to an outside body goes to the drill's sink (policy 5.2(3)).
/// </summary>
internal sealed class OutgoingMail
{
    private OutgoingMail(IReadOnlyList<LedgerRow> rows, MailboxAddress to, MimeMessage message) => (Rows, To, Message) = (rows, to, message);

    /// <summary>Notifications it carries: one, or those of a digest.</summary>
    public IReadOnlyList<LedgerRow> Rows { get; }

    /// <summary>The one address it goes to.</summary>
    public MailboxAddress To { get; }

    public MimeMessage Message { get; }

    /// <summary>The same for every repeat: names the file and the message.</summary>
    public string Name => MailName.Of(Rows);

    /// <summary>The last gate. Gives the mail, or why it can't go.</summary>
    /// <param name="rows">One notification, or those of a digest: one recipient, all of a drill or none.</param>
    /// <param name="directory">The town's directory as it is now.</param>
    /// <param name="settings">Sender and drill's sink.</param>
    /// <param name="secrets">Makes the links.</param>
    /// <param name="late">A line that says that it comes late; null where it doesn't.</param>
    public static (OutgoingMail? Mail, string? Error) PassLastGate(IReadOnlyList<LedgerRow> rows, TownDirectory? directory, MailSettings settings, LinkSecrets secrets, string? late = null)
    {
        var first = rows[0];
        var recipient = Recipient.Find(directory, first.PersonId, first.ContactId, first.Gateway);
        if (recipient.Error is not null)
        {
            return (null, recipient.Error);
        }

        var drill = rows.Any(r => r.Drill);
        var outside = first.PersonId is null;
        var to = drill && outside ? settings.DrillSink : recipient.Address!;
        var body = MailText.BodyOf(rows, directory!, row => outside ? null : secrets.LinkOf(row, settings.LinkBase), late);
        var message = Compose(rows, settings.From, to, MailText.Marked(drill, MailText.SubjectOf(rows)), MailText.Marked(drill, body) + Redirected(drill && outside));
        return (new OutgoingMail(rows, to, message), null);
    }

    private static MimeMessage Compose(IReadOnlyList<LedgerRow> rows, MailboxAddress from, MailboxAddress to, string subject, string body)
    {
        var message = new MimeMessage
        {
            MessageId = $"{MailName.Of(rows)}@{from.Domain}",
            Date = rows.Max(r => r.RequestedAt).ToOffset(TimeSpan.FromHours(9)),
            Body = new TextPart("plain") { ContentTransferEncoding = ContentEncoding.Base64 },
        };
        ((TextPart)message.Body).SetText(Encoding.UTF8, body.ReplaceLineEndings("\r\n"));
        message.From.Add(from);
        message.To.Add(to);
        message.Headers.Replace(HeaderId.Subject, Encoding.UTF8, subject);
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }

    private static string Redirected(bool redirected) => redirected ? "\n※ 訓練のため、庁外の宛先には送らず、訓練用の宛先に送っています。\n" : string.Empty;
}
