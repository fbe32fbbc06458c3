using System.Globalization;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Escalation.Evaluation;
using Csirt.Escalation.Packs;
using Csirt.Escalation.Plans;
using Csirt.Escalation.Storage;
using Csirt.Platform.Database;
using Csirt.Platform.Messaging;
using Csirt.Platform.Replicas;

namespace Csirt.Escalation.Consuming;

/// <summary>
/// No answer in time: the next step of the chain as it was planned. Not to be reached at all: the next step at once, but not the same
/// way again. One person's answer ends that person's chain, not the others'.
/// </summary>
internal sealed class FollowNotification(DirectoryCopies<EscalationModule> directories, RuleBooks books) : IMessageHandler<NotificationChanged>
{
    private const string Acknowledged = "acknowledged";
    private const string Failed = "failed";

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
        var told = chain.Select(other => other.Read()).ToList();
        var followed = told.Any(other => other.Step > mail.Step);
        var answered = chain.Any(other => other.State == Acknowledged);
        if (followed || answered || mail.Request.PersonId is null || await CaseCopies.FindAsync(uow, message.CaseId) is not { } snapshot || HasEnded(snapshot))
        {
            return;
        }

        if (await NextAsync(uow, mail, told, snapshot, unanswered) is { } step)
        {
            var next = FollowUp.Of(mail, step, uow.Now);
            await MailStore.AddAsync(uow, message.CaseId, [next]);
            uow.Publish(next.Request);
            uow.Audit("notification.followed", $"notification/{mail.RootId}", new { next.Step, next.Request.NotificationId, next.Request.PersonId, next.Request.Gateway });
        }
    }

    private static bool HasEnded(CaseChanged snapshot) => snapshot.Stage is CaseStage.Closed or CaseStage.Merged or CaseStage.NotIncident;

    /// <summary>The step that comes now; where the plan can't be kept, a new version of it is made first. Null: nobody is left, it stays on the board.</summary>
    private async Task<PlannedStep?> NextAsync(IUnitOfWork uow, AskedMail mail, IReadOnlyList<AskedMail> told, CaseChanged snapshot, bool unanswered)
    {
        var planner = new ChainPlanner(directories.Find(uow.Town), books.For(uow.Town).Town, snapshot, uow.Now);
        var frozen = await PlanStore.FindAsync(uow, mail.RootId);
        var planned = frozen?.Steps.FirstOrDefault(step => IsNext(step, mail, unanswered));
        if (frozen is not null && (planned is null || planner.CanStill(planned)))
        {
            return planned;
        }

        var kind = mail.Kind ?? ChainStepKind.First;
        var steps = planner.After(mail.Request, mail.Step, kind, told.Select(other => other.Request.PersonId!), uow.Now);
        await PlanStore.AddAsync(uow, snapshot.CaseId, [new FrozenChain
        {
            RootId = mail.RootId,
            AcknowledgesFor = frozen?.AcknowledgesFor ?? mail.Request.Roles,
            MadeAt = uow.Now,
            Why = planned is null ? "計画を作る前に知らせたものです。" : "予定した相手が不在、又は連絡できなくなったため、作り直しました。",
            Steps = steps,
        }]);
        uow.Audit("plan.made_anew", $"case/{snapshot.CaseId}", new { mail.RootId, steps = steps.Count });
        return steps.FirstOrDefault(step => IsNext(step, mail, unanswered));
    }

    private static bool IsNext(PlannedStep step, AskedMail mail, bool unanswered) => step.Number > mail.Step && (unanswered || step.Kind != ChainStepKind.Again);
}

/// <summary>The notification of a step, and how it begins.</summary>
internal static class FollowUp
{
    private const int LongestSubject = 400;
    private const string AgainPrefix = "【再送】";
    private const string InsteadPrefix = "【代わりに確認をお願いします】";
    private const string Divider = "\n――――\n";

    public static AskedMail Of(AskedMail mail, PlannedStep step, DateTimeOffset now)
    {
        var same = step.Kind is ChainStepKind.Again or ChainStepKind.NextChannel;
        var opening = same
            ? "確認がまだありません。もう一度お知らせします。"
            : $"{string.Join("・", mail.Request.Roles.Select(role => role.InJapanese()))}からの確認がないため、代わりに確認をお願いします。";
        var late = LateNote.LineOf(step.At, now) is { } line ? $"\n{line}" : "";
        var request = mail.Request with
        {
            NotificationId = StableId.Of("follow", mail.RootId, step.Number.ToString(CultureInfo.InvariantCulture)),
            PersonId = step.PersonId,
            Gateway = step.Gateway,
            Subject = Working.MailRequest.Short((same ? AgainPrefix : InsteadPrefix) + OwnSubject(mail), LongestSubject),
            Body = opening + late + Divider + OwnBody(mail),
            NeedsAcknowledgement = true,
            AcknowledgeBy = now + step.Wait,
            Digest = false,
            RequestedAt = now,
        };
        return new AskedMail(request, mail.RootId, step.Number, step.Kind);
    }

    private static string OwnSubject(AskedMail mail) => mail.Request.Subject.Replace(AgainPrefix, "", StringComparison.Ordinal).Replace(InsteadPrefix, "", StringComparison.Ordinal);

    private static string OwnBody(AskedMail mail) => mail.Request.Body.Split(Divider, 2)[^1];
}
