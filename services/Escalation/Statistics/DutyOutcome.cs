using System.Text.Json.Serialization;
using Csirt.Contracts.Http.Escalation;
using Csirt.Escalation.Rules;

namespace Csirt.Escalation.Statistics;

/// <summary>How a duty is counted, by the word that is stored.</summary>
internal enum DutyOutcome
{
    [JsonStringEnumMemberName("on_time")]
    OnTime,

    [JsonStringEnumMemberName("late")]
    Late,

    /// <summary>Handed in, where no time is stated.</summary>
    [JsonStringEnumMemberName("undated")]
    Undated,

    [JsonStringEnumMemberName("open")]
    Open,

    /// <summary>Not handed in, and past the time.</summary>
    [JsonStringEnumMemberName("overdue")]
    Overdue,
}

/// <summary>A duty as it is counted: what its rule says, and how it went.</summary>
internal sealed record CountedDuty(bool Drill, string RuleId, string Title, string Recipient, DutyOutcome Outcome)
{
    private static readonly string[] Ended = [Words.Of(DutyLife.Accepted), Words.Of(DutyLife.Withdrawn)];

    /// <summary>Null where nothing was to be handed in after all.</summary>
    /// <param name="state">State, as it is stored.</param>
    /// <param name="dueAt">Exclusive end of its time (UTC); null: none is stated.</param>
    /// <param name="filedAt">When it was handed in (UTC).</param>
    /// <param name="now">Now (UTC).</param>
    internal static DutyOutcome? OutcomeOf(string state, DateTimeOffset? dueAt, DateTimeOffset? filedAt, DateTimeOffset now) => (filedAt, dueAt) switch
    {
        ({ }, null) => DutyOutcome.Undated,
        ({ } filed, { } due) => filed < due ? DutyOutcome.OnTime : DutyOutcome.Late,
        _ when Ended.Contains(state) => null,
        (null, { } due) when due <= now => DutyOutcome.Overdue,
        _ => DutyOutcome.Open,
    };
}
