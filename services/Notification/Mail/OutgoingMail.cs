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
    private const string DrillMark = "【訓練】";

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
    public static (OutgoingMail? Mail, string? Error) PassLastGate(IReadOnlyList<LedgerRow> rows, TownDirectory? directory, MailSettings settings, LinkSecrets secrets)
    {
        var first = rows[0];
        var recipient = Recipient.Find(directory, first.PersonId, first.ContactId);
        if (recipient.Address is null)
        {
            return (null, recipient.Error);
        }

        var drill = rows.Any(r => r.Drill);
        var outside = first.PersonId is null;
        var to = drill && outside ? settings.DrillSink : recipient.Address;
        var body = MailText.BodyOf(rows, directory!, row => outside ? null : LinkOf(row, settings, secrets));
        var message = Compose(rows, settings.From, to, Mark(drill, MailText.SubjectOf(rows)), Mark(drill, body) + Redirected(drill && outside));
        return (new OutgoingMail(rows, to, message), null);
    }

    // A link made with another key than at acceptance would lead nowhere; the 確認番号 does without.
    private static string? LinkOf(LedgerRow row, MailSettings settings, LinkSecrets secrets)
    {
        var secret = secrets.Of(row.Town, row.Id);
        return LinkSecrets.Hash(secret) == row.SecretHash ? $"{settings.LinkBase}/acknowledge/{secret}" : null;
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

    private static string Mark(bool drill, string text) => drill && !text.StartsWith(DrillMark, StringComparison.Ordinal) ? DrillMark + text : text;

    private static string Redirected(bool redirected) => redirected ? "\n※ 訓練のため、庁外の宛先には送らず、訓練用の宛先に送っています。\n" : string.Empty;
}
