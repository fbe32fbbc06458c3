using Csirt.Contracts.Messages;
using Csirt.Escalation.Evaluation;
using Csirt.Escalation.Reports;
using Csirt.Escalation.Storage;
using Csirt.Escalation.Working;

namespace Csirt.Escalation.Duties;

/// <summary>
/// The mail to an outside body, once its report is approved and where the pack says that it goes by mail. One submission goes to one
/// contact once, whatever the number of duties it fulfils.
/// </summary>
internal static class OutsideMail
{
    public static void Ask(DutyDocument duty, Acting x)
    {
        var kind = duty.Via ?? duty.Recipient;
        if (!duty.SendsMail || x.Directory?.Snapshot.Contacts.FirstOrDefault(contact => contact.Kind == kind && contact.Mail is not null) is not { } contact)
        {
            return;
        }

        var c = x.Desk.Case;
        var id = StableId.Of("outside", c.CaseId, contact.Id, duty.Report ?? duty.RuleId, duty.Clock);
        if (x.Desk.State.Told.Contains(id))
        {
            return;
        }

        x.Desk.State = x.Desk.State with { Told = [.. x.Desk.State.Told, id] };
        x.Desk.Ask(new AskedMail(new NotificationRequested
        {
            Town = c.Town,
            NotificationId = id,
            CaseId = c.CaseId,
            CaseNumber = c.Number,
            Drill = c.Drill,
            RuleId = duty.RuleId,
            Basis = MailRequest.Short(duty.Basis, 400),
            ContactId = contact.Id,
            Roles = [],
            Subject = $"【{x.Directory.Snapshot.TownName}】{duty.Title}（{c.Number}）",
            Wanted = "情報セキュリティインシデントについて、次のとおり報告します。受領の連絡をお願いします。",
            Body = duty.DraftText ?? ReportTexts.Prepare(duty, x.Desk, x.Directory, x.Now)?.PlainText ?? "",
            NeedsAcknowledgement = false,
            RequestedAt = x.Now,
        }, id, 0));
    }
}
