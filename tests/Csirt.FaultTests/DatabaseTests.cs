using Csirt.Contracts;
using Csirt.Testing;
using Xunit;

namespace Csirt.FaultTests;

/// <summary>A service's database is held by someone else, again and again or for longer than anyone waits.</summary>
[Collection(TownCollection.Name)]
public sealed class DatabaseTests(TownFixture fixture)
{
    // A writer waits ten seconds for the file.
    private static readonly TimeSpan LongerThanAWriterWaits = TimeSpan.FromSeconds(12);

    [Fact]
    public async Task While_Cases_database_is_locked_its_messages_wait_and_use_up_no_attempt()
    {
        var stop = TestContext.Current.CancellationToken;
        // Other tests of this town leave dead letters of their own.
        var before = await DeadLettersAsync(stop);
        using var held = HeldDatabase.Of(fixture.Town, Topology.Services.Cases);
        var reporters = await fixture.ReportAsync(20, stop);
        await reporters.AllAccepted;
        await HoldAsync(LongerThanAWriterWaits);
        held.Dispose();
        await fixture.EverythingIsThereOnceAsync(reporters, stop);
        Assert.Equal(before, await DeadLettersAsync(stop));
    }

    [Fact]
    public async Task While_Intakes_database_is_locked_the_reporter_hears_that_nothing_was_kept()
    {
        var stop = TestContext.Current.CancellationToken;
        using var held = HeldDatabase.Of(fixture.Town, Topology.Services.Intake);
        var reporters = await fixture.ReportAsync(8, stop);
        await Eventually.TrueAsync(() => Task.FromResult(reporters.Refusals > 0), "a refusal");
        Assert.Empty(reporters.Receipts);
        held.Dispose();
        await fixture.EverythingIsThereOnceAsync(reporters, stop);
    }

    [Fact]
    public async Task A_database_that_is_slow_because_others_use_it_is_slow_and_nothing_else()
    {
        var stop = TestContext.Current.CancellationToken;
        var reporters = await fixture.ReportAsync(30, stop);
        for (var round = 0; round < 6; round++)
        {
            using var cases = HeldDatabase.Of(fixture.Town, Topology.Services.Cases);
            using var escalation = HeldDatabase.Of(fixture.Town, Topology.Services.Escalation);
            await HoldAsync(TimeSpan.FromMilliseconds(700));
        }

        await fixture.EverythingIsThereOnceAsync(reporters, stop);
    }

    private async Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(CancellationToken stop)
    {
        using var member = await fixture.Town.SignInAsync("joho-kakaricho", stop);
        return [.. (await member.GetAsync<IReadOnlyList<DeadLetter>>("/api/cases/dead-letters", stop)).OrderBy(letter => letter.Id)];
    }

    private static Task HoldAsync(TimeSpan time)
    {
        var since = TimeProvider.System.GetUtcNow();
        return Eventually.TrueAsync(() => Task.FromResult(TimeProvider.System.GetUtcNow() - since > time), "the lock's time");
    }
}
