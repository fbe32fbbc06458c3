using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Values;
using Csirt.Escalation.Calendar;
using Csirt.Escalation.Working;
using Csirt.Platform.Access;
using Csirt.Platform.Http;
using Csirt.Platform.Replicas;
using Csirt.Platform.Text;

namespace Csirt.Escalation.Duties;

/// <summary>Who acts on a duty, when, and what lies on the desk.</summary>
internal sealed record Acting(CaseDesk Desk, Caller Caller, DateTimeOffset Now, HolidayCalendar Calendar, TownDirectory? Directory)
{
    private const int LongestText = 4000;

    public string Person => Caller.Subject;

    public DateOnly Today => JapanTime.DayOf(Now);

    /// <summary>What is put off rings again: tomorrow at the earliest, and not in a year that nobody lives to see.</summary>
    public bool CanLookAgainOn(DateOnly? day) => day > Today && day <= Today.AddYears(1);

    public DutyEvent Entry(string what, string? note = null) => new() { What = what, At = Now, By = Person, Note = note };

    public bool HoldsAny(IEnumerable<Role> roles) => roles.Any(Caller.Holds);

    /// <summary>A text that must be there, trimmed. 400 names the field.</summary>
    public static string Required(string? text, string field, string message)
    {
        var trimmed = text?.Trim() ?? "";
        new InputErrors()
            .Check(trimmed.Length > 0, field, message)
            .Check(trimmed.Length <= LongestText, field, $"{LongestText}文字以内で入力してください。")
            .ThrowIfAny();
        return LeakedValues.Mask(trimmed);
    }

    /// <summary>A text that may be missing, trimmed; null where it is.</summary>
    public static string? Optional(string? text, string field)
    {
        var trimmed = text?.Trim();
        new InputErrors().Check(trimmed is null || trimmed.Length <= LongestText, field, $"{LongestText}文字以内で入力してください。").ThrowIfAny();
        return string.IsNullOrEmpty(trimmed) ? null : LeakedValues.Mask(trimmed);
    }

    /// <summary>When something truly happened: now where not told, never in the future.</summary>
    public FactTime TrueTime(FactTime? told, string field)
    {
        var at = told ?? FactTime.At(Now);
        new InputErrors()
            .Check(at.Kind != FactTimeKind.Unknown, field, "日付または日時を入力してください。")
            .Check(!(at.EarliestMoment > Now), field, "未来の日時は記録できません。")
            .ThrowIfAny();
        return at;
    }
}
