using Csirt.Intake.Limits;
using Xunit;

namespace Csirt.UnitTests.Intake;

public sealed class TokenBucketTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 25, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void So_many_at_once_then_one_by_one_as_time_goes_on()
    {
        var bucket = new TokenBucket(4, Start);
        Assert.All(Enumerable.Range(0, 4), _ => Assert.True(bucket.TryTake(Start, out var none) && none == TimeSpan.Zero));
        Assert.False(bucket.TryTake(Start, out var wait));
        Assert.Equal(TimeSpan.FromMinutes(15), wait);
        Assert.False(bucket.TryTake(Start.AddMinutes(14), out _));
        Assert.True(bucket.TryTake(Start.AddMinutes(15), out _));
        Assert.False(bucket.TryTake(Start.AddMinutes(15), out _));
    }

    [Fact]
    public void Waiting_long_saves_up_no_more_than_it_holds()
    {
        var bucket = new TokenBucket(2, Start);
        Assert.True(bucket.TryTake(Start, out _));
        Assert.False(bucket.IsFull(Start.AddMinutes(29)));
        Assert.True(bucket.IsFull(Start.AddMinutes(30)));
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => bucket.TryTake(Start.AddDays(9), out var _)));
    }

    [Fact]
    public void A_clock_set_back_takes_nothing_away()
    {
        var bucket = new TokenBucket(2, Start);
        Assert.True(bucket.TryTake(Start.AddHours(-5), out _));
        Assert.True(bucket.TryTake(Start.AddHours(-5), out _));
    }
}
