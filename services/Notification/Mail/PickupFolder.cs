using Csirt.Notification.Ledger;
using Csirt.Platform.Files;
using Csirt.Platform.Hosting;
using MimeKit;

namespace Csirt.Notification.Mail;

/// <summary>
/// Writes mails as <c>.eml</c> files into <c>mail/pickup</c> of the data folder, for another program to send. Each file appears
/// whole and under a name made from the notification, so a repeat overwrites it; one flush of the folder makes a batch of names
/// durable.
/// </summary>
internal sealed class PickupFolder(DataDirectory data, ILogger<PickupFolder> log) : IMailTransport
{
    private const int WritesAtATime = 4;
    private static readonly FormatOptions AsOnTheWire = new() { NewLineFormat = NewLineFormat.Dos };
    private readonly string _folder = data.Folder("mail", "pickup");
    private readonly string _unfinished = data.Folder("mail", "unfinished");

    public string DeliveredState => LedgerState.WrittenOut;

    public int Workers => 2;

    public int BatchSize => 256;

    public async Task<IReadOnlyList<MailOutcome>> SendAsync(IReadOnlyList<OutgoingMail> mails, CancellationToken cancellationToken)
    {
        var outcomes = new MailOutcome[mails.Count];
        var taken = -1;
        void Write()
        {
            for (var i = Interlocked.Increment(ref taken); i < mails.Count; i = Interlocked.Increment(ref taken))
            {
                outcomes[i] = TryWrite(mails[i]);
            }
        }

        // Threads of their own: waiting for the disk must not keep the pool from answering requests.
        var writers = Enumerable.Range(0, Math.Min(WritesAtATime, mails.Count))
            .Select(_ => Task.Factory.StartNew(Write, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        await Task.WhenAll(writers);
        try
        {
            FolderSync.Flush(_folder);
            return outcomes;
        }
        catch (IOException e)
        {
            log.LogError(e, "The pickup folder can't be flushed; {Count} mails are written again", mails.Count);
            return [.. mails.Select(_ => new MailOutcome(MailFate.InTrouble, DeliveryError.FolderNotWritable))];
        }
    }

    private MailOutcome TryWrite(OutgoingMail mail)
    {
        try
        {
            var name = mail.Name + ".eml";
            var unfinished = Path.Combine(_unfinished, name);
            using (var stream = new FileStream(unfinished, Options()))
            {
                mail.Message.WriteTo(AsOnTheWire, stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(unfinished, Path.Combine(_folder, name), overwrite: true);
            return new MailOutcome(MailFate.Delivered);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.LogError(e, "The mail of notification {Id} can't be written", mail.Rows[0].Id);
            return new MailOutcome(MailFate.InTrouble, DeliveryError.FolderNotWritable);
        }
        catch (Exception e)
        {
            // It would fail the same way for ever, and must not hold up the others: better on the board.
            log.LogError(e, "The mail of notification {Id} can't be put together", mail.Rows[0].Id);
            return new MailOutcome(MailFate.Rejected, DeliveryError.CannotBeComposed);
        }
    }

    // Not for everyone's eyes: the owner, and the group for the program that picks them up.
    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 16 * 1024 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        }

        return options;
    }
}
