using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Values;
using Csirt.Escalation.Calendar;
using Csirt.Escalation.Rules;

namespace Csirt.Escalation.Evaluation;

/// <summary>Works deadlines out from the periods of the packs.</summary>
internal sealed class Deadlines(CaseView view, HolidayCalendar calendar, IReadOnlyList<KnownDuty> duties, ICollection<string> problems)
{
    /// <summary>The deadline; null where there is no period, or where the time it runs from has not come yet.</summary>
    public Deadline? Of(Period? period, DateOnly trigger, bool longer = false)
    {
        if (period is null || StartOf(period, trigger) is not { } start)
        {
            return null;
        }

        if (period.Hours is { } hours)
        {
            var at = start.Moment.AddHours(hours).ToUniversalTime();
            return new Deadline(JapanTime.DayOf(at), at, LabelOf(period.Label), null, false);
        }

        var days = longer ? period.LongerDays!.Value : period.Days!.Value;
        var last = DayCount.LastDay(start.Day, days);
        var open = period.RollsOver ? OpenDayFrom(last) : last;
        var day = open ?? last;
        return new Deadline(day, JapanTime.EndOf(day), LabelOf(period.Label), days, day != last, HolidaysMissing: open is null);
    }

    public static RuleLabel LabelOf(Label label) => label switch
    {
        Label.Statute => RuleLabel.Statute,
        Label.Guideline => RuleLabel.Guideline,
        _ => RuleLabel.Town,
    };

    // Without the year's holidays the last day cannot be moved on: null. It is shown unmoved, which is never too late, marked as
    // such, and an alarm stands on the case and on the board until the data is there.
    private DateOnly? OpenDayFrom(DateOnly day)
    {
        try
        {
            return calendar.OpenDayFrom(day);
        }
        catch (HolidayDataException missing)
        {
            problems.Add($"{missing.Message}期限は繰り延べ前の{JapaneseText.Day(day)}で示しています。");
            return null;
        }
    }

    private (DateOnly Day, DateTimeOffset Moment)? StartOf(Period period, DateOnly trigger) => period.From switch
    {
        From.Trigger => (trigger, JapanTime.StartOf(trigger)),
        From.Known => Known(),
        From.Judged => At(view.Case.Times.Judged) ?? Known(),
        From.Opened => (JapanTime.DayOf(view.Case.OpenedAt), view.Case.OpenedAt),
        _ => duties.Where(duty => duty.RuleId == period.FiledRule).Max(duty => duty.FiledAt) is { } filed ? (JapanTime.DayOf(filed), filed) : null,
    };

    private (DateOnly Day, DateTimeOffset Moment)? Known() => At(view.Case.Times.Known) ?? (view.KnownDay, view.Case.OpenedAt);

    private static (DateOnly Day, DateTimeOffset Moment)? At(FactTime time) =>
        time is { JapanDate: { } day, EarliestMoment: { } moment } ? (day, moment) : null;
}
