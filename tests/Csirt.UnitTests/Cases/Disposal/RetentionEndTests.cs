using System.Globalization;
using Csirt.Cases.Disposal;
using Csirt.Cases.Model;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Xunit;

namespace Csirt.UnitTests.Cases.Disposal;

/// <summary>Retention periods run from the 1st of April in Japan after the fiscal year in which the case ended.</summary>
public sealed class RetentionEndTests
{
    private static readonly RetentionPeriod[] Periods =
        [new(RecordClass.Case, 5), new(RecordClass.Report, 5), new(RecordClass.Ledger, 3), new(RecordClass.PersonalInformation, 10), new(RecordClass.Drill, 1), new(RecordClass.Audit, 30)];

    [Theory]
    [InlineData("2026-04-01T00:00:00+09:00", 5, "2032-04-01T00:00:00+09:00")]
    [InlineData("2026-11-25T12:00:00+09:00", 5, "2032-04-01T00:00:00+09:00")]
    [InlineData("2027-03-31T23:59:59+09:00", 5, "2032-04-01T00:00:00+09:00")]
    [InlineData("2027-04-01T00:00:00+09:00", 5, "2033-04-01T00:00:00+09:00")]
    [InlineData("2027-01-01T00:00:00+09:00", 1, "2028-04-01T00:00:00+09:00")]
    public void It_ends_with_a_fiscal_year_of_Japan(string ended, int years, string end) => Assert.Equal(At(end), RetentionEnd.Of(At(ended), years));

    [Theory]
    [InlineData(null, null, 5)]
    [InlineData(Answer.No, Answer.No, 5)]
    [InlineData(Answer.Yes, null, 10)]
    [InlineData(null, Answer.Suspected, 10)]
    [InlineData(Answer.Unknown, Answer.No, 10)]
    public void The_longest_period_of_what_the_case_is_in_counts(Answer? personal, Answer? myNumber, int years)
    {
        var c = Ended() with { Facts = new CaseFacts { PersonalData = personal, MyNumber = myNumber } };
        Assert.Equal(RetentionEnd.Of(c.StageSince, years), RetentionEnd.Of(c, Periods));
    }

    [Fact]
    public void A_drill_has_a_period_of_its_own() => Assert.Equal(RetentionEnd.Of(Ended().StageSince, 1), RetentionEnd.Of(Ended() with { Drill = true }, Periods));

    [Fact]
    public void What_has_not_ended_or_has_no_period_has_no_end()
    {
        Assert.Null(RetentionEnd.Of(Ended() with { Stage = CaseStage.Resolved }, Periods));
        Assert.Null(RetentionEnd.Of(Ended(), []));
        Assert.Null(RetentionEnd.Of(Ended(), Periods[1..]));
    }

    [Fact]
    public void The_search_leaves_out_nothing_that_is_due()
    {
        foreach (var days in Enumerable.Range(0, 800))
        {
            var ended = At("2025-01-01T00:00:00+09:00").AddDays(days);
            var end = RetentionEnd.Of(ended, Periods.Min(p => p.Years));
            Assert.True(ended < RetentionEnd.EndedBefore(end, Periods));
            Assert.False(ended < RetentionEnd.EndedBefore(end.AddMilliseconds(-1), Periods));
        }
    }

    private static CaseDocument Ended() => Given.Case() with { Stage = CaseStage.Closed, StageSince = At("2026-11-25T12:00:00+09:00") };

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);
}
