using Csirt.Escalation.Statistics;
using Xunit;

namespace Csirt.UnitTests.Escalation.Statistics;

/// <summary>How one duty is counted. The end of its time is exclusive.</summary>
public sealed class DutyOutcomeTests
{
    private static readonly DateTimeOffset Due = new(2026, 6, 5, 15, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("filed", 0, -1, 9, nameof(DutyOutcome.OnTime))]
    [InlineData("accepted", 0, 0, 9, nameof(DutyOutcome.Late))]
    [InlineData("withdrawn", 0, -1, 9, nameof(DutyOutcome.OnTime))]
    [InlineData("supplement_open", null, 5, 9, nameof(DutyOutcome.Undated))]
    [InlineData("provisional", 0, null, -1, nameof(DutyOutcome.Open))]
    [InlineData("approved", 0, null, 0, nameof(DutyOutcome.Overdue))]
    [InlineData("open", null, null, 9, nameof(DutyOutcome.Open))]
    [InlineData("withdrawn", 0, null, 9, null)]
    [InlineData("accepted", null, null, 9, null)]
    public void It_counts_once(string state, int? due, int? filed, int now, string? outcome) =>
        Assert.Equal(outcome, CountedDuty.OutcomeOf(state, At(due), At(filed), Due.AddMinutes(now))?.ToString());

    private static DateTimeOffset? At(int? minutes) => minutes is { } m ? Due.AddMinutes(m) : null;
}
