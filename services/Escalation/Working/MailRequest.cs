using Csirt.Contracts.Messages;
using Csirt.Escalation.Evaluation;

namespace Csirt.Escalation.Working;

/// <summary>A planned mail as Notification is asked for it.</summary>
internal static class MailRequest
{
    // What the ledger's columns hold; the mail's body names every clause in full.
    private const int LongestBasis = 400;
    private const int LongestLine = 400;

    public static NotificationRequested Of(PlannedMail mail, CaseChanged @case, DateTimeOffset now) => new()
    {
        Town = @case.Town,
        NotificationId = mail.Id,
        CaseId = @case.CaseId,
        CaseNumber = @case.Number,
        Drill = @case.Drill,
        RuleId = mail.RuleId,
        Basis = Short(mail.Basis, LongestBasis),
        PersonId = mail.PersonId,
        Roles = mail.Roles,
        Subject = Short(mail.Subject, LongestLine),
        Wanted = Short(mail.Wanted, LongestLine),
        Body = mail.Body,
        NeedsAcknowledgement = mail.NeedsAcknowledgement,
        AcknowledgeBy = mail.NeedsAcknowledgement ? mail.AcknowledgeBy : null,
        Digest = mail.Digest,
        RequestedAt = now,
    };

    internal static string Short(string text, int longest) => text.Length <= longest ? text : string.Concat(text.AsSpan(0, longest - 1), "…");
}
