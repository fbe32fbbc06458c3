namespace Csirt.Portal.Wording;

/// <summary>How near a deadline is: shown by words and by colour, never by colour alone.</summary>
internal enum Nearness
{
    Far,
    Near,
    Passed,
}

/// <summary>A deadline as shown: the day or the moment, and what is left of it.</summary>
/// <param name="When">11月29日（日）まで, or 11月25日（水） 15:00まで.</param>
/// <param name="Left">あと2日, 本日, or 3日超過.</param>
/// <param name="Nearness">How near.</param>
internal sealed record DueText(string When, string Left, Nearness Nearness)
{
    /// <summary>Of an exclusive end: midnight in Japan is the whole day before, anything else a moment.</summary>
    public static DueText Of(DateTimeOffset end, DateTimeOffset now)
    {
        var today = JapanTime.Day(now);
        return JapanTime.IsMidnight(end) ? OfDay(JapanTime.Day(end).AddDays(-1), today) : OfMoment(end, now, today);
    }

    private static DueText OfDay(DateOnly day, DateOnly today)
    {
        var left = day.DayNumber - today.DayNumber;
        var when = $"{JapanTime.Say(day, today)}まで";
        return left switch
        {
            < 0 => new(when, $"{-left}日超過", Nearness.Passed),
            0 => new(when, "本日まで", Nearness.Near),
            _ => new(when, $"あと{left}日", left <= 2 ? Nearness.Near : Nearness.Far),
        };
    }

    private static DueText OfMoment(DateTimeOffset end, DateTimeOffset now, DateOnly today)
    {
        var when = $"{JapanTime.Say(end, today)}まで";
        if (end <= now)
        {
            return new(when, JapanTime.Length(now - end) is { Length: > 0 } over ? $"{over}超過" : "期限到来", Nearness.Passed);
        }

        var left = end - now;
        return new(when, JapanTime.Length(left) is { Length: > 0 } rest ? $"あと{rest}" : "まもなく", left.TotalHours <= 24 ? Nearness.Near : Nearness.Far);
    }
}
