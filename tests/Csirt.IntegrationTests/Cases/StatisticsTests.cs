using System.Globalization;
using System.Net;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;
using Csirt.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Csirt.IntegrationTests.Cases;

/// <summary>A fiscal year in figures: by kind and month of Japan, drills apart, and only what the caller may list.</summary>
public sealed class StatisticsTests
{
    private const string Path = "/statistics";

    [Fact]
    public async Task Drills_are_counted_apart_and_the_year_begins_in_April_of_Japan()
    {
        // Ten minutes to April in Japan.
        var time = new FakeTimeProvider(new DateTimeOffset(2027, 3, 31, 14, 50, 0, TimeSpan.Zero));
        await using var cases = await CasesProcess.StartAsync(time);
        var march = await cases.OpenAsync(r => r with { Kind = IncidentKind.Missent });
        time.Advance(TimeSpan.FromMinutes(20));
        var member = cases.As(TestDirectory.Member);
        var april = await cases.OpenAsync(r => r with { Kind = IncidentKind.Missent });
        await cases.OpenAsync(r => r with { Kind = IncidentKind.LostDevice });
        await cases.OpenAsync(r => r with { Kind = IncidentKind.LostDevice, Drill = true });
        await member.DoAsync(april, "assessment", new AssessRequest { Incident = Answer.No, Severity = Severity.Critical, Kind = IncidentKind.Missent });
        time.Advance(TimeSpan.FromHours(6));
        member = cases.As(TestDirectory.Member);
        await member.MoveAsync(april, "judge_not_incident");

        var year = await member.GetAsync<CaseStatistics>(Path);
        Assert.Equal((2027, 2, 1, 1), (year.FiscalYear, year.Real.Cases, year.Real.Ended, year.Drills.Cases));
        Assert.Equal([2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], year.Real.ByMonth);
        var missent = year.Real.ByKind.Single(k => k.Kind == IncidentKind.Missent);
        Assert.Equal((1, 1, 1, 6.0, 6.0), (missent.Cases, missent.Grave, missent.Ended, Math.Round(missent.MedianHours!.Value, 3), Math.Round(missent.LongestHours!.Value, 3)));
        Assert.Equal([IncidentKind.LostDevice], year.Drills.ByKind.Select(k => k.Kind!.Value));

        var before = await member.GetAsync<CaseStatistics>($"{Path}?fiscal_year=2026");
        Assert.Equal((1, 0, 1), (before.Real.Cases, before.Drills.Cases, before.Real.ByMonth[11]));
        Assert.Null(before.Real.ByKind.Single().MedianHours);
        Assert.NotEmpty(march);
    }

    [Fact]
    public async Task Time_in_a_stage_is_what_the_case_stood_there_in_all_once_it_has_left_it()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero));
        await using var cases = await CasesProcess.StartAsync(time);
        var back = await cases.OpenAsync(r => r with { Kind = IncidentKind.Missent });
        var straight = await cases.OpenAsync(r => r with { Kind = IncidentKind.Missent });
        var drill = await cases.OpenAsync(r => r with { Kind = IncidentKind.Missent, Drill = true });
        foreach (var one in new[] { back, straight, drill })
        {
            await cases.As(TestDirectory.Member).DoAsync(one, "assessment", new AssessRequest { Incident = Answer.Suspected });
        }

        await GoAsync(2, back, "start_containment");
        await GoAsync(3, back, "return_to_triage");
        await GoAsync(1, back, "start_containment", straight, "start_containment", drill, "start_containment");

        // Triage: 2 h and 1 h more in the one, 6 h in the other. Containment: one has left it once, but stands in it again.
        Assert.Equal("2: 4.5 / 6", await StageAsync(s => s.Real, BoardLane.Triage));
        Assert.Equal("0:  / ", await StageAsync(s => s.Real, BoardLane.Containment));
        Assert.Equal("1: 6 / 6", await StageAsync(s => s.Drills, BoardLane.Triage));

        await GoAsync(4, back, "return_to_triage");
        Assert.Equal("1: 7 / 7", await StageAsync(s => s.Real, BoardLane.Containment));
        Assert.Equal("1: 6 / 6", await StageAsync(s => s.Real, BoardLane.Triage));
        Assert.Equal([BoardLane.Triage, BoardLane.Containment, BoardLane.Recovery, BoardLane.Prevention], (await SeeAsync()).Real.ByKind.Single().ByStage.Select(s => s.Stage));

        Task<CaseStatistics> SeeAsync() => cases.As(TestDirectory.Member).GetAsync<CaseStatistics>(Path);

        async Task<string> StageAsync(Func<CaseStatistics, CaseFigures> part, BoardLane stage)
        {
            var figures = part(await SeeAsync()).ByStage.Single(s => s.Stage == stage);
            return string.Create(CultureInfo.InvariantCulture, $"{figures.Cases}: {figures.MedianHours:0.###} / {figures.LongestHours:0.###}");
        }

        async Task GoAsync(int hours, params string[] casesAndTriggers)
        {
            time.Advance(TimeSpan.FromHours(hours));
            foreach (var step in casesAndTriggers.Chunk(2))
            {
                await cases.As(TestDirectory.Member).MoveAsync(step[0], step[1], "理由");
            }
        }
    }

    [Fact]
    public async Task Nobody_counts_what_they_may_not_list()
    {
        await using var cases = await CasesProcess.StartAsync();
        await cases.OpenAsync(r => r with { SectionId = "sec-school" });
        await cases.OpenAsync(r => r with { Restricted = true });
        Assert.Equal(1, (await cases.As(TestDirectory.Member).GetAsync<CaseStatistics>(Path)).Real.Cases);
        Assert.Equal(0, (await cases.As(TestDirectory.Manager).GetAsync<CaseStatistics>(Path)).Real.Cases);
        Assert.Equal(0, (await cases.As(TestDirectory.Member, TestDirectory.OtherTown).GetAsync<CaseStatistics>(Path)).Real.Cases);
        Assert.Equal(HttpStatusCode.Unauthorized, await cases.AsNobody().StatusAsync(Path));
        using var nonsense = await cases.As(TestDirectory.Member).GetRawAsync($"/api/cases{Path}?fiscal_year=12");
        Assert.Equal(HttpStatusCode.BadRequest, nonsense.StatusCode);
        Assert.Contains("年度を西暦4桁で", await nonsense.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
