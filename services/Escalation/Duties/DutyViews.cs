using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Messages;
using Csirt.Escalation.Evaluation;
using Csirt.Escalation.Rules;
using Csirt.Platform.Access;
using Csirt.Platform.Replicas;

namespace Csirt.Escalation.Duties;

/// <summary>Duties as the API shows them, with what the caller may do now.</summary>
internal sealed class DutyViews(DirectoryCopies<EscalationModule> directories)
{
    public DutyDetail Detail(DutyDocument duty, CaseChanged snapshot, Caller caller, DateTimeOffset now)
    {
        var contact = directories.Find(snapshot.Town)?.Snapshot.Contacts.FirstOrDefault(contact => contact.Kind == duty.Recipient);
        return new DutyDetail
        {
            Id = duty.Id,
            Version = duty.Version,
            CaseId = duty.CaseId,
            RuleId = duty.RuleId,
            Title = duty.Title,
            Basis = duty.Basis,
            Label = duty.Label,
            Recipient = duty.Recipient,
            RecipientName = contact?.Name ?? Vocabulary.Recipients.GetValueOrDefault(duty.Recipient, duty.Recipient),
            RecipientNote = contact?.Note,
            Via = duty.Via,
            State = duty.State,
            Overdue = duty.IsOverdue(now),
            NeedsApproval = duty.NeedsApproval,
            PreparedBy = duty.PreparedBy,
            ApprovedBy = duty.ApprovedBy,
            Trigger = duty.Trigger,
            Target = duty.Target,
            Limit = duty.Limit,
            DateChanges = duty.DateChanges,
            ProposedLimit = duty.ProposedLimit,
            Grounds = [.. duty.Grounds.Select(Ground)],
            WithdrawalProposed = duty.WithdrawalProposed,
            PackVersion = duty.PackVersion,
            ApprovesDutyId = duty.ApprovesDutyId,
            Deferred = duty.Deferred,
            History = duty.History,
            Submissions = duty.Submissions,
            Groups = duty.Groups,
            Allowed = Allowed(duty, snapshot, caller),
        };
    }

    public static DutyGround Ground(PlannedGround ground) =>
        new(ground.Id, ground.Title, ground.Basis, ground.Status, ground.Since, Why(ground.Because));

    public static IReadOnlyList<DecidingFact> Why(IReadOnlyList<FactSeen> facts) =>
        [.. facts.DistinctBy(fact => fact.Name).Select(fact => new DecidingFact(fact.Name, JapaneseText.Question(fact.Name), JapaneseText.Value(fact)))];

    private static IReadOnlyList<string> Allowed(DutyDocument duty, CaseChanged snapshot, Caller caller)
    {
        var scope = CaseScope.Of(snapshot);
        var handles = AccessTable.Decide(caller, Act.HandleDuties, scope) == Verdict.Permitted;
        var approves = AccessTable.Decide(caller, Act.ApproveFiling, scope) == Verdict.Permitted && duty.ApprovedBy.Any(caller.Holds);
        return [.. Steps.All.Where(step => Steps.Open(duty, step) && (step == Steps.Approve ? approves : handles && DutyRights.May(caller, duty, step, snapshot)))];
    }
}
