using System.Text.Json;
using Csirt.Notification.Sending;
using Csirt.Platform;
using Csirt.Platform.Database;
using Csirt.Platform.Scheduling;

namespace Csirt.Notification.Digests;

/// <summary>
/// What waits for one recipient goes out as one mail (policy 5.3(1)ウ: what can wait is not sent at night one by one). Each
/// notification stays a row of its own with its own 確認番号. Drills get a mail of their own.
/// </summary>
internal sealed class SendDigest(SendingSignal signal, TimeProvider time) : IDueWorkHandler
{
    public const string WorkKind = "digest";

    private static readonly Sql SelectWaiting = new(
        """
        SELECT id, drill FROM notification
        WHERE town = @town AND closed = 0 AND state = 'digest_waiting' AND (person_id = @personId OR contact_id = @contactId)
        ORDER BY seq
        """);

    private static readonly Sql Release = new(
        """
        UPDATE notification SET mail_id = @mailId, state = 'requested', state_at = @now, try_at = @now
        WHERE town = @town AND id IN (SELECT value FROM json_each(@ids))
        """,
        """
        UPDATE notification SET mail_id = @mailId, state = 'requested', state_at = @now, try_at = @now
        WHERE town = @town AND id IN (SELECT CAST(value AS VARCHAR(64)) FROM OPENJSON(@ids))
        """);

    public string Kind => WorkKind;

    public bool MayRunEarly => true;

    public static string SubjectOf(string? personId, string? contactId) => personId is not null ? $"person/{personId}" : $"contact/{contactId}";

    public async Task HandleAsync(DueWork work, IUnitOfWork uow)
    {
        var parts = work.Subject.Split('/', 2);
        var waiting = await uow.QueryAsync<WaitingRow>(
            SelectWaiting, new { personId = parts[0] == "person" ? parts[1] : null, contactId = parts[0] == "contact" ? parts[1] : null });
        foreach (var mail in waiting.GroupBy(row => row.Drill))
        {
            var (mailId, ids) = (Ids.New(time), mail.Select(row => row.Id).ToList());
            await uow.ExecuteAsync(Release, new { mailId, ids = JsonSerializer.Serialize(ids), now = uow.Now });
            uow.Audit("notification.digest", $"mail/{mailId}", new { ids });
        }

        uow.AfterCommit(signal.Raise);
    }

    private sealed class WaitingRow
    {
        public required string Id { get; init; }

        public bool Drill { get; init; }
    }
}
