using System.Diagnostics;
using Csirt.Cases;
using Csirt.Contracts.Http.Cases;
using Csirt.Platform.Database;
using Csirt.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Csirt.IntegrationTests.Cases;

/// <summary>100,000 cases over ten years: a year's figures cost what the year costs.</summary>
public sealed class StatisticsAtScaleTests(ITestOutputHelper output)
{
    // From 2016-04-01 on, evenly: ten years.
    private static readonly Sql Cases = new(
        """
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99999)
        INSERT INTO case_file (town, id, version, number, title, stage, stage_at, lane, ended, channel, kind, incident, severity, drill, restricted,
            section_id, department_id, opened_at, changed_at, next_at, limit_at, due_order, open_duties, waited_for)
        SELECT @town, printf('%032x', i), 1, printf('R8-%04d', i), 'title ' || i, 'closed', 1459436400000 + i * 3155760, 'ended', 1, 'staff', 'missent', NULL, i % 4, 0, 0,
            'sec-resident', 'dep-resident', 1459436400000 + i * 3155760, i, NULL, NULL, 0, 0, NULL FROM n
        """);

    private static readonly Sql Moves = new(
        """
        WITH m(version, stage) AS (VALUES (2, 'triage'), (3, 'containment'), (5, 'recovery'), (6, 'prevention_drafting'), (7, 'resolved'))
        INSERT INTO case_timeline (town, case_id, version, line, code, happened, entered_at, late, person_id, text, stage)
        SELECT f.town, f.id, m.version, 0, 'moved', 'unknown', f.opened_at + m.version * 3600000, 0, NULL, 'text', m.stage FROM case_file f, m WHERE f.town = @town
        """);

    [Fact]
    public async Task A_year_is_counted_without_reading_the_others()
    {
        await using var cases = await CasesProcess.StartAsync();
        var database = cases.Csirt.Services.GetRequiredService<Database<CasesModule>>();
        foreach (var fill in new[] { Cases, Moves })
        {
            await database.WriteAsync(TestDirectory.Town, "test", uow => uow.ExecuteAsync(fill), TestContext.Current.CancellationToken);
        }

        var member = cases.As(TestDirectory.Member);
        await member.GetAsync<CaseStatistics>("/statistics?fiscal_year=2019");
        var started = Stopwatch.GetTimestamp();
        var year = await member.GetAsync<CaseStatistics>("/statistics?fiscal_year=2020");
        var took = Stopwatch.GetElapsedTime(started);
        output.WriteLine($"{took.TotalMilliseconds:0.0} ms");
        Assert.True(took < TimeSpan.FromSeconds(3), $"{took}");
        Assert.Equal(365 * 24 * 3_600_000L / 3_155_760, year.Real.Cases, tolerance: 1);
        Assert.Equal([1.0, 2.0, 1.0, 1.0], year.Real.ByStage.Select(s => s.MedianHours!.Value));
        Assert.All(year.Real.ByStage, s => Assert.Equal(year.Real.Cases, s.Cases));
    }
}
