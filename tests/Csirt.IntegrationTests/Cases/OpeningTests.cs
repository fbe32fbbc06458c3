using System.Net;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Csirt.IntegrationTests.Cases;

/// <summary>Every accepted report has a case: once, numbered, whatever comes late or twice.</summary>
public sealed class OpeningTests
{
    [Fact]
    public async Task A_report_that_is_replayed_has_one_case()
    {
        await using var cases = await CasesProcess.StartAsync();
        var report = await cases.SayReportAsync();
        var id = await cases.CaseOfAsync(report);
        await IntakeStandIn.SayAsync(cases.Csirt.Services, report);
        var next = await cases.OpenAsync();
        Assert.Equal(new[] { id, next }.Order(), (await cases.As(TestDirectory.Member).GetAsync<BoardPage>("/")).Cases.Select(c => c.Id).Order());
        Assert.Equal(id, (await cases.As(TestDirectory.Member).GetAsync<CaseLink>($"/by-report/{report.ReportId}")).Id);
        var versions = await cases.As(TestDirectory.Auditor).GetAsync<List<CaseVersion>>("/versions");
        Assert.Equal([(id, 1L, report.ReportId)], versions.Where(v => v.CaseId == id).Select(v => (v.CaseId, v.Version, v.ReportIds.Single())));
    }

    [Fact]
    public async Task Numbers_run_by_fiscal_year_drills_apart()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2027, 3, 31, 14, 0, 0, TimeSpan.Zero));
        await using var cases = await CasesProcess.StartAsync(time);
        List<string> numbers = [];
        foreach (var drill in new[] { false, true, false })
        {
            numbers.Add(await NumberAsync(cases, drill));
        }

        time.Advance(TimeSpan.FromHours(2));
        numbers.Add(await NumberAsync(cases, false));
        numbers.Add(await NumberAsync(cases, true));
        Assert.Equal(["R8-0001", "訓練-R8-001", "R8-0002", "R9-0001", "訓練-R9-001"], numbers);
    }

    [Fact]
    public async Task Without_the_directory_a_case_is_opened_a_confidential_one_as_soon_as_it_is_known_who_may_see_it()
    {
        await using var cases = await CasesProcess.StartAsync(withDirectory: false);
        var confidential = await cases.SayReportAsync(r => r with { Restricted = true });
        var open = await cases.OpenAsync();
        Assert.Equal(HttpStatusCode.NotFound, await cases.As(TestDirectory.Leader).StatusAsync($"/by-report/{confidential.ReportId}"));
        Assert.Null((await cases.As(TestDirectory.Leader).SeeAsync(open)).DepartmentId);

        await cases.TellDirectoryAsync(TestTown.Snapshot);
        var id = await cases.CaseOfAsync(confidential);
        Assert.Equal(HttpStatusCode.OK, await cases.As(TestDirectory.Leader).StatusAsync($"/{id}"));
        Assert.Equal(HttpStatusCode.NotFound, await cases.As(TestDirectory.Member).StatusAsync($"/{id}"));
    }

    [Fact]
    public async Task What_the_reporter_adds_reaches_the_case_once()
    {
        await using var cases = await CasesProcess.StartAsync();
        var member = cases.As(TestDirectory.Member);
        var report = await cases.SayReportAsync();
        var addition = new ReportSupplemented { Town = TestDirectory.Town, ReportId = report.ReportId, Number = 1, AcceptedAt = report.AcceptedAt.AddHours(1), Text = "見つかりました", AttachmentCount = 2 };
        await IntakeStandIn.SayAsync(cases.Csirt.Services, addition);
        await IntakeStandIn.SayAsync(cases.Csirt.Services, addition);
        await IntakeStandIn.SayAsync(cases.Csirt.Services, addition with { Number = 2, Text = null, AttachmentCount = 3 });
        var id = await cases.CaseOfAsync(report);
        var seen = await Eventually.GetAsync(() => member.SeeAsync(id), s => s.Reports[0].Additions.Count == 2, "both additions");
        Assert.Equal((3L, 3), (seen.Version, seen.Reports[0].AttachmentCount));
        Assert.Equal(2, (await member.GetAsync<TimelinePage>($"/{id}/timeline")).Entries.Count(e => e.Code == "report_supplemented"));
    }

    [Fact]
    public async Task A_real_event_found_in_a_drill_becomes_a_case_of_its_own()
    {
        await using var cases = await CasesProcess.StartAsync();
        var member = cases.As(TestDirectory.Member);
        var drill = await cases.OpenAsync(r => r with { Drill = true });
        var real = await member.DoAsync(drill, "real-event");

        var (before, after) = (await member.SeeAsync(drill), await member.SeeAsync(real.CaseId));
        Assert.Equal((true, real.Number, false, before.Number), (before.Drill, before.Counterpart?.Number, after.Drill, after.Counterpart?.Number));
        Assert.Equal((before.Times.Known, before.Reports[0].ReportId, "R8-0001"), (after.Times.Known, after.Reports[0].ReportId, after.Number));
        Assert.Equal("already_real", (await member.RefusedAsync(drill, "real-event")).Reasons.Single());
        Assert.Equal("not_a_drill", (await member.RefusedAsync(real.CaseId, "real-event")).Reasons.Single());
        await Eventually.TrueAsync(() => Task.FromResult(cases.Escalation.Snapshots.Any(s => s.CaseId == real.CaseId && !s.Drill)), "the real case is told");
    }

    [Fact]
    public async Task Older_duties_are_ignored_and_duties_of_a_case_not_yet_here_wait()
    {
        await using var cases = await CasesProcess.StartAsync();
        var member = cases.As(TestDirectory.Member);
        cases.Escalation.Duties = null;
        var id = await cases.OpenAsync();
        DutiesChanged Duties(long version, string title) => new()
        {
            Town = TestDirectory.Town,
            CaseId = id,
            Version = version,
            CaseVersion = 1,
            Duties = [new DutyState("d", "rule", title, "provisional", null, new DateTimeOffset(2026, 10, 3, 15, 0, 0, TimeSpan.Zero), false)],
        };
        await EscalationStandIn.SayAsync(cases.Csirt.Services, Duties(2, "新"));
        await Eventually.GetAsync(() => member.SeeAsync(id), s => s.Duties.Count == 1, "the duty");
        await EscalationStandIn.SayAsync(cases.Csirt.Services, Duties(1, "旧"));
        await EscalationStandIn.SayAsync(cases.Csirt.Services, Duties(3, "最新"));
        var seen = await Eventually.GetAsync(() => member.SeeAsync(id), s => s.Duties[0].Title != "新", "the newer duty");
        Assert.Equal("最新", seen.Duties[0].Title);

        var card = (await member.GetAsync<BoardPage>("/")).Cases.Single();
        Assert.Equal((1, new DateTimeOffset(2026, 10, 3, 15, 0, 0, TimeSpan.Zero), true), (card.OpenDuties, card.NextDeadline, card.Overdue));
        Assert.Contains("要判断：最新", card.WaitedFor, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_is_there_after_a_restart()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("csirt-cases-").FullName;
        try
        {
            string id;
            await using (var cases = await CasesProcess.StartAsync(folder: folder))
            {
                id = await cases.OpenAsync();
                await cases.As(TestDirectory.Member).DoAsync(id, "assessment", TestTown.Assessed);
            }

            await using var again = await CasesProcess.StartAsync(withDirectory: false, folder: folder);
            var seen = await again.As(TestDirectory.Member).SeeAsync(id);
            Assert.Equal((CaseStage.Triage, Answer.Yes, "住民課"), (seen.Stage, seen.Facts.PersonalData, seen.Names["sec-resident"]));
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> NumberAsync(CasesProcess cases, bool drill) =>
        (await cases.As(TestDirectory.Member).SeeAsync(await cases.OpenAsync(r => r with { Drill = drill }))).Number;
}
