namespace Csirt.Escalation.Evaluation;

/// <summary>What comes later than it was due says so, with both times: the machine was off, or the report came late.</summary>
internal static class LateNote
{
    private static readonly TimeSpan Tolerated = TimeSpan.FromMinutes(30);

    /// <summary>Null where it comes in time, or has no time.</summary>
    public static string? LineOf(DateTimeOffset? due, DateTimeOffset now) => due is { } at && now - at > Tolerated
        ? $"※ 予定の時刻：{JapaneseText.Moment(at)}　この知らせを出した時刻：{JapaneseText.Moment(now)}（予定より遅れています）"
        : null;
}
