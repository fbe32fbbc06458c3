using Csirt.Escalation.Auditing;
using Xunit;

namespace Csirt.UnitTests.Escalation.Auditing;

/// <summary>What is on its way is no difference; what stands still is.</summary>
public sealed class TwoLooksTests
{
    private static readonly DateTimeOffset First = new(2026, 11, 25, 0, 0, 0, TimeSpan.Zero);

    private static Look Look => new(Checks.CaseFacts, [], _ => true) { Grace = TimeSpan.FromMinutes(2) };

    [Fact]
    public void A_difference_that_stays_is_an_alarm_only_after_its_time()
    {
        Assert.Equal(NextStep.Wait, Decide(5, 4, 5, 4, TimeSpan.FromMinutes(1)));
        Assert.Equal(NextStep.Confirm, Decide(5, 4, 5, 4, TimeSpan.FromMinutes(2)));
        Assert.Equal(NextStep.Confirm, Decide(5, null, 5, null, TimeSpan.FromMinutes(2)));
        Assert.Equal(NextStep.Confirm, Decide(null, 5, null, 5, TimeSpan.FromMinutes(2)));
    }

    [Fact]
    public void A_case_that_changes_all_the_time_is_none_as_long_as_the_other_side_follows()
    {
        Assert.Equal(NextStep.Restart, Decide(5, 4, 8, 7, TimeSpan.FromMinutes(10)));
        Assert.Equal(NextStep.Restart, Decide(1, null, 2, 1, TimeSpan.FromMinutes(10)));
        Assert.Equal(NextStep.Confirm, Decide(5, 4, 8, 4, TimeSpan.FromMinutes(10)));
    }

    [Fact]
    public void While_older_messages_are_still_to_be_carried_it_waits()
    {
        var carrying = Look with { OldestOnItsWay = First.AddMinutes(-1) };
        Assert.Equal(NextStep.Wait, TwoLooks.Decide(Row(5, 4), new Seen("c", 5, 4), carrying, First.AddHours(1)));
        var newer = Look with { OldestOnItsWay = First.AddMinutes(1) };
        Assert.Equal(NextStep.Confirm, TwoLooks.Decide(Row(5, 4), new Seen("c", 5, 4), newer, First.AddHours(1)));
    }

    [Fact]
    public void A_count_that_moved_is_looked_at_anew_even_where_it_fell()
    {
        var counts = Look with { Check = Checks.CaseFacts with { Counts = true } };
        Assert.Equal(NextStep.Restart, TwoLooks.Decide(Row(2, 3), new Seen("c", 1, 2), counts, First.AddHours(1)));
        Assert.Equal(NextStep.Confirm, TwoLooks.Decide(Row(2, 3), new Seen("c", 1, 3), counts, First.AddHours(1)));
    }

    private static NextStep Decide(long? here, long? there, long? hereNow, long? thereNow, TimeSpan after) =>
        TwoLooks.Decide(Row(here, there), new Seen("c", hereNow, thereNow), Look, First + after);

    private static FindingRow Row(long? here, long? there) => new() { Id = "f", Code = "cases", Subject = "c", Here = here, There = there, FirstSeenAt = First };
}
