using System.Globalization;
using Csirt.Contracts.Messages;
using Csirt.Escalation.Evaluation;
using Csirt.Escalation.Storage;
using Csirt.Platform.Database;
using Csirt.Platform.Epochs;
using Csirt.Platform.Messaging;

namespace Csirt.Escalation.TakingBack;

/// <summary>A mail that Escalation had asked for before it was restored, as Notification keeps it, and what became of it.</summary>
internal sealed class TakeBackMail : ITakeBack<NotificationRequested>, ITakeBack<NotificationChanged>
{
    private const int MostSteps = 20;

    public async Task TakeBackAsync(NotificationRequested told, DateTimeOffset begunAt, IUnitOfWork uow)
    {
        if (await MailStore.FindAsync(uow, told.NotificationId) is not null)
        {
            return;
        }

        var roots = (await MailStore.OfCaseAsync(uow, told.CaseId)).Select(row => row.Read().RootId).Distinct();
        var (root, step) = roots.SelectMany(r => Enumerable.Range(1, MostSteps).Select(s => (Root: r, Step: s)))
            .FirstOrDefault(follow => FollowId(follow.Root, follow.Step) == told.NotificationId, (Root: told.NotificationId, Step: 0));
        await MailStore.AddAsync(uow, told.CaseId, [new AskedMail(told, root, step)]);
    }

    public async Task TakeBackAsync(NotificationChanged told, DateTimeOffset begunAt, IUnitOfWork uow)
    {
        if (await MailStore.FindAsync(uow, told.NotificationId) is null)
        {
            throw new NotYetException($"Mail {told.NotificationId} has not come back yet.");
        }

        await MailStore.MoveAsync(uow, told.NotificationId, told.State, told.Version);
    }

    /// <summary>What became of a case's mails, for a Notification that was restored.</summary>
    public static async Task<IReadOnlyList<IMessage>> StatesAsync(IReadSession session, string caseId) =>
    [
        .. (await MailStore.OfCaseAsync(session, caseId)).Where(row => row.Version > 0).Select(row => new NotificationChanged
        {
            Town = session.Town,
            NotificationId = row.Id,
            CaseId = caseId,
            Version = row.Version,
            State = row.State,
            At = row.Read().Request.RequestedAt,
        }),
    ];

    private static string FollowId(string root, int step) => StableId.Of("follow", root, step.ToString(CultureInfo.InvariantCulture));
}
