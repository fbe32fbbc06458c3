using Csirt.Notification.Mail;
using Csirt.Platform.Database;
using Csirt.Platform.Scheduling;

namespace Csirt.Notification.Disposal;

/// <summary>Removes a mail of a case that was disposed of from the pickup folder, where it was written out and never fetched. A digest goes as a whole.</summary>
internal sealed class RemoveWrittenMail(WrittenMails written) : IDueWorkHandler
{
    public const string WorkKind = "remove_written_mail";

    public string Kind => WorkKind;

    public Task HandleAsync(DueWork work, IUnitOfWork uow)
    {
        written.Remove(work.Subject);
        return Task.CompletedTask;
    }
}
