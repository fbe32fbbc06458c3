using System.Globalization;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Escalation.Calendar;
using Csirt.Escalation.Evaluation;
using Csirt.Escalation.Reports;
using Csirt.Escalation.Working;

namespace Csirt.Escalation.Duties;

/// <summary>
/// It was handed in. Filing is a fact and can always be recorded; without approval it is 緊急提出, with the reason, and leaves a
/// 事後承認 due on the next working day.
/// </summary>
internal static class FileDuty
{
    /// <summary>Stands for the rule of a 事後承認.</summary>
    public const string ApprovalRule = "approval-afterwards";

    public static DutyDocument Apply(DutyDocument duty, FileRequest r, Acting x)
    {
        Steps.Demand(duty, Steps.File, x);
        var how = Acting.Required(r.How, "how", "提出の方法（ウェブフォーム、メール、持参など）を入力してください。");
        var at = x.TrueTime(r.FiledAt, "filed_at");
        var unapproved = duty.NeedsApproval && !duty.Filed && duty.State != DutyLife.Approved;
        var reason = unapproved
            ? Acting.Required(r.UrgentReason, "urgent_reason", "承認を受けていません。緊急提出の理由を入力してください。")
            : null;
        var entry = x.Entry(unapproved ? "urgent_filed" : "filed", reason ?? Acting.Optional(r.Note, "note")) with
        {
            TrulyAt = at,
            How = how,
            ReceiptNumber = Acting.Optional(r.ReceiptNumber, "receipt_number"),
        };
        if (unapproved)
        {
            x.Desk.Put(ApprovalAfterwards(duty, x));
        }

        Through.Each(duty, x, Steps.File, other => Filed(other, entry with { ReceiptNumber = null }, at, x));
        return Filed(duty, entry, at, x);
    }

    /// <summary>The 事後承認 of one of the case's duties, as Cases knew it before a restore; null where it is none.</summary>
    public static DutyDocument? ApprovalOf(DutyState told, CaseDesk desk)
    {
        var number = 0;
        var duty = told.DueAt is null ? null : desk.Duties.FirstOrDefault(other => (number = NumbersOfApprovals.FirstOrDefault(n => ApprovalId(other, n) == told.Id)) > 0);
        if (duty is null)
        {
            return null;
        }

        var due = JapanTime.DayOf(told.DueAt!.Value.AddTicks(-1));
        return Approval(duty, number, due, new Deadline(due, told.DueAt.Value, RuleLabel.Town, 1, false), desk.Book.Version);
    }

    private static IEnumerable<int> NumbersOfApprovals => Enumerable.Range(1, 20);

    private static string ApprovalId(DutyDocument duty, int number) => StableId.Of("approval", duty.Id, number.ToString(CultureInfo.InvariantCulture));

    private static DutyDocument Filed(DutyDocument duty, DutyEvent entry, FactTime at, Acting x) => Submissions.Keep(duty with
    {
        State = duty.Recipient == "internal" ? DutyLife.Accepted : duty.State is DutyLife.SupplementOpen or DutyLife.Accepted ? duty.State : DutyLife.Filed,
        FiledAt = duty.FiledAt ?? at.EarliestMoment,
        FiledBy = x.Person,
        FiledReport = ReportTexts.Of(duty, x.Desk, x.Directory, x.Now),
        Deferred = null,
        WithdrawalProposed = false,
    }, entry.What, x).With(entry);

    private static DutyDocument ApprovalAfterwards(DutyDocument duty, Acting x)
    {
        var number = x.Desk.Duties.Count(other => other.ApprovesDutyId == duty.Id) + 1;
        var open = NextWorkingDay(x);
        var due = open ?? x.Today.AddDays(1);
        var limit = new Deadline(due, JapanTime.EndOf(due), RuleLabel.Town, due.DayNumber - x.Today.DayNumber + 1, false, HolidaysMissing: open is null);
        var approval = Approval(duty, number, x.Today, limit, x.Desk.Book.Version) with { FiledBy = x.Person };
        return open is null ? approval.With(x.Entry("holidays_missing", $"{HolidayYears.Say(due.Year)}翌日を期限としました。")) : approval;
    }

    private static DutyDocument Approval(DutyDocument duty, int number, DateOnly trigger, Deadline limit, string packVersion) => new()
    {
        Id = ApprovalId(duty, number),
        CaseId = duty.CaseId,
        RuleId = ApprovalRule,
        Clock = $"approval:{duty.Id}",
        Generation = number,
        State = DutyLife.Open,
        Title = $"事後承認：{duty.Title}",
        Basis = "町ポリシー1(8)ア、緊急提出の事後承認",
        Label = RuleLabel.Town,
        Recipient = "internal",
        Scope = "approval-afterwards",
        PreparedBy = duty.ApprovedBy,
        ApprovedBy = duty.ApprovedBy,
        Trigger = trigger,
        Limit = limit,
        Grounds = [],
        PackVersion = packVersion,
        ApprovesDutyId = duty.Id,
    };

    // Recording a filing never fails for want of data: null, and the duty says so, as does the board.
    private static DateOnly? NextWorkingDay(Acting x)
    {
        try
        {
            return x.Calendar.OpenDayFrom(x.Today.AddDays(1));
        }
        catch (HolidayDataException)
        {
            return null;
        }
    }
}
