using Csirt.Contracts.Http.Escalation;
using Csirt.Testing;
using Xunit;
using static Csirt.IntegrationTests.Escalation.EscalationProcess;

namespace Csirt.IntegrationTests.Escalation;

/// <summary>A year without holidays stops the start, is warned of before, and is never counted as one without holidays.</summary>
public sealed class HolidayTests
{
    [Fact]
    public async Task A_year_that_a_deadline_of_today_reaches_stops_the_start_with_what_to_do()
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => StartAsync("2027-12-01T09:00+09:00"));
        Assert.Contains("2028年の祝日データがありません", error.Message, StringComparison.Ordinal);
        Assert.Contains("packs/holidays.csv", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_warned_of_months_ahead_on_the_board_and_among_the_gaps()
    {
        await using var process = await StartAsync("2027-07-01T09:00+09:00");
        using var leader = process.As(TestDirectory.Leader);
        var status = await GetAsync<HolidayStatus>(leader, "holidays");
        Assert.Empty(status.MissingNow);
        Assert.Equal([2028], status.MissingSoon);
        Assert.Contains(await GetAsync<IReadOnlyList<ReadinessGap>>(leader, "readiness"), gap => gap.Gap.Contains("2028年", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_process_that_runs_into_the_year_shows_the_deadline_unsettled_on_the_case_and_on_the_board()
    {
        await using var process = await StartAsync("2027-09-01T09:00+09:00");
        process.Time.Advance(TimeSpan.FromDays(100));
        var c = process.Assessed(Over100);
        await process.SayAsync(c);
        var seen = await process.SeeAsync(TestDirectory.Leader, c.CaseId);
        var final = seen.Duties.Single(duty => duty.RuleId == "appi-final");
        Assert.Equal((new DateOnly(2028, 1, 8), true), (final.Limit!.LastDay, final.Limit.HolidaysMissing));
        Assert.Contains(seen.Problems, problem => problem.Contains("2028年の祝日データがありません", StringComparison.Ordinal));
        using var leader = process.As(TestDirectory.Leader);
        Assert.Equal(1, (await GetAsync<HolidayStatus>(leader, "holidays")).Cases);
    }

    [Fact]
    public async Task Filing_goes_through_without_the_years_holidays_and_the_approval_afterwards_says_so()
    {
        await using var process = await StartAsync("2027-09-01T09:00+09:00");
        process.Time.Advance(TimeSpan.FromDays(121)); // 2027-12-31
        var c = process.Assessed(Over100);
        var told = await process.SayAsync(c);
        await process.DoAsync(Liaison, told.Duties.Single(duty => duty.RuleId == "appi-preliminary").Id, "file", new FileRequest { How = "ウェブフォーム", UrgentReason = "承認者不在" });
        var seen = await process.SeeAsync(TestDirectory.Leader, c.CaseId);
        var approval = seen.Duties.Single(duty => duty.ApprovesDutyId is not null);
        Assert.True(approval.Limit!.HolidaysMissing);
        Assert.Contains(approval.History, entry => entry.What == "holidays_missing" && entry.Note!.Contains("2028年", StringComparison.Ordinal));
    }
}
