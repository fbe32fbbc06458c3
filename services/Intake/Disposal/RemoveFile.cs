using Csirt.Intake.Attachments;
using Csirt.Platform.Database;
using Csirt.Platform.Scheduling;

namespace Csirt.Intake.Disposal;

/// <summary>Removes an attachment's file once no report has it any more. One that is being sent again just now is looked at later.</summary>
internal sealed class RemoveFile(AttachmentFiles files) : IDueWorkHandler
{
    public const string WorkKind = "remove_file";

    private static readonly TimeSpan BeingSent = TimeSpan.FromHours(1);

    internal static readonly Migration Index = new(150, "attachments by file", new Sql("CREATE INDEX attachment_file ON attachment (town, sha256);"));

    private static readonly Sql Count = new("SELECT COUNT(*) FROM attachment WHERE town = @town AND sha256 = @sha256");

    public string Kind => WorkKind;

    public async Task HandleAsync(DueWork work, IUnitOfWork uow)
    {
        if (await uow.QuerySingleAsync<long>(Count, new { sha256 = work.Subject }) > 0)
        {
            return;
        }

        // Its row is stored after the file: a file written a moment ago may be about to get one.
        if (files.WrittenAt(uow.Town, work.Subject) > uow.Now - BeingSent)
        {
            uow.Schedule(WorkKind, work.Subject, uow.Now + BeingSent);
            return;
        }

        files.Remove(uow.Town, work.Subject);
    }
}
