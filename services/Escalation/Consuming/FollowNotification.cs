using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Escalation.Packs;
using Csirt.Escalation.Storage;
using Csirt.Escalation.Working;
using Csirt.Platform.Database;
using Csirt.Platform.Messaging;
using Csirt.Platform.Replicas;

namespace Csirt.Escalation.Consuming;

/// <summary>
/// No answer in time: again, then the deputy, then the leader. Not to be reached at all: the next person at once. One person's
/// answer ends that person's chain, not the others'.
/// </summary>
internal sealed class FollowNotification(DirectoryCopies<EscalationModule> directories, RuleBooks books) : IMessageHandler<NotificationChanged>
{
    private const string Acknowledged = "acknowledged";
    private const string Failed = "failed";
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMinutes(15);

    public async Task HandleAsync(NotificationChanged message, IUnitOfWork uow)
    {
        if (await MailStore.FindAsync(uow, message.NotificationId) is not { } row || !await MailStore.MoveAsync(uow, row.Id, message.State, message.Version))
        {
            return;
        }

        var mail = row.Read();
        var unanswered = message is { Overdue: true, State: not Acknowledged } && mail.Request.NeedsAcknowledgement;
        if (!unanswered && message.State != Failed)
        {
            return;
        }

        var chain = await MailStore.ChainAsync(uow, mail.RootId);
        var followed = chain.Any(other => other.Read().Step > mail.Step);
        var answered = chain.Any(other => other.State == Acknowledged);
        if (followed || answered || mail.Request.PersonId is null || await CaseCopies.FindAsync(uow, message.CaseId) is not { } snapshot || HasEnded(snapshot))
        {
            return;
        }

        if (Next(mail, snapshot, uow, unanswered) is { } next)
        {
            await MailStore.AddAsync(uow, message.CaseId, [next]);
            uow.Publish(next.Request);
            uow.Audit("notification.followed", $"notification/{mail.RootId}", new { next.Step, next.Request.NotificationId, next.Request.PersonId });
        }
    }

    private static bool HasEnded(CaseChanged snapshot) => snapshot.Stage is CaseStage.Closed or CaseStage.Merged or CaseStage.NotIncident;

    private AskedMail? Next(AskedMail mail, CaseChanged snapshot, IUnitOfWork uow, bool unanswered)
    {
        var chain = new FollowUpChain(directories.Find(uow.Town), books.For(uow.Town).Town, snapshot, uow.Now);
        if (chain.After(mail, again: unanswered) is not { } step)
        {
            return null;
        }

        var wait = mail.Request.AcknowledgeBy - mail.Request.RequestedAt is { } given && given > ShortestWait ? given : ShortestWait;
        var request = mail.Request with
        {
            NotificationId = Evaluation.StableId.Of("follow", mail.RootId, step.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            PersonId = step.PersonId,
            Subject = MailRequest.Short(step.SubjectPrefix + FollowUpChain.OwnSubject(mail), 400),
            Body = step.Opening + FollowUpChain.OwnBody(mail),
            NeedsAcknowledgement = true,
            AcknowledgeBy = uow.Now + wait,
            Digest = false,
            RequestedAt = uow.Now,
        };
        return new AskedMail(request, mail.RootId, step.Number);
    }
}
