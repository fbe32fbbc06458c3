using System.Net;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;
using Csirt.Testing;
using Xunit;

namespace Csirt.IntegrationTests.Cases;

/// <summary>Two reports of one event: suggested, merged by a person, taken back.</summary>
public sealed class MergingTests
{
    [Fact]
    public async Task Likely_duplicates_are_suggested_merged_by_a_person_and_taken_back()
    {
        await using var cases = await CasesProcess.StartAsync();
        var member = cases.As(TestDirectory.Member);
        var first = await cases.SayReportAsync(r => r with { Facts = new CaseFacts { Persons = new PersonCount(60, 60) } });
        var one = await cases.CaseOfAsync(first);
        var two = await cases.OpenAsync(r => r with
        {
            LikelyDuplicateReportIds = [first.ReportId],
            Times = r.Times with { Known = CasesProcess.At("2026-09-28") },
            Facts = new CaseFacts { Persons = new PersonCount(101, 101) },
        });

        Assert.Equal([one], (await member.SeeAsync(two)).LikelyDuplicates.Select(d => d.Id));
        Assert.Equal([two], (await member.SeeAsync(one)).LikelyDuplicates.Select(d => d.Id));

        var merged = await member.DoAsync(two, "merge", new MergeRequest(one, "同じUSBメモリ"));
        var (gone, left) = (await member.SeeAsync(two), await member.SeeAsync(one));
        Assert.Equal((CaseStage.Merged, one), (merged.Stage, gone.MergedInto?.Id));
        Assert.Equal(("2026-09-28", new PersonCount(101, 101), two), (left.Times.Known.ToString(), left.Facts.Persons, left.Absorbed.Single().Id));
        Assert.Empty(left.LikelyDuplicates);
        Assert.Equal("merged_elsewhere", (await member.RefusedAsync(two, "notes", new NoteRequest("ここに書く"))).Reasons.Single());
        var told = await Eventually.GetAsync(() => Task.FromResult(cases.Escalation.Snapshots.Where(s => s.MergedIntoId == one || s.AbsorbedIds.Contains(two)).ToList()), s => s.Count == 2, "both are told");
        Assert.Equal(["absorbed", "merged"], told.Select(s => s.Event).Order());

        var apart = await member.DoAsync(two, "unmerge", new ReasonRequest("別の媒体だった"));
        var back = await member.SeeAsync(one);
        Assert.Equal(CaseStage.Triage, apart.Stage);
        Assert.Equal((first.Times.Known, new PersonCount(60, 60), 0), (back.Times.Known, back.Facts.Persons, back.Absorbed.Count));
        Assert.Equal("not_merged", (await member.RefusedAsync(two, "unmerge", new ReasonRequest("もう一度"))).Code);
    }

    [Fact]
    public async Task A_suggestion_can_be_dismissed()
    {
        await using var cases = await CasesProcess.StartAsync();
        var member = cases.As(TestDirectory.Member);
        var first = await cases.SayReportAsync();
        var one = await cases.CaseOfAsync(first);
        var two = await cases.OpenAsync(r => r with { LikelyDuplicateReportIds = [first.ReportId] });

        await member.DoAsync(one, $"duplicates/{two}/dismissal", new ReasonRequest("別の課の別の媒体"));
        Assert.Empty((await member.SeeAsync(two)).LikelyDuplicates);
        Assert.Equal(HttpStatusCode.NotFound, (await member.RefusedAsync(one, $"duplicates/{two}/dismissal", new ReasonRequest("再度"))).Status);
    }

    [Fact]
    public async Task A_merge_that_is_refused_changes_neither_case()
    {
        await using var cases = await CasesProcess.StartAsync();
        var member = cases.As(TestDirectory.Member);
        var (real, drill) = (await cases.OpenAsync(), await cases.OpenAsync(r => r with { Drill = true }));
        var hidden = await cases.OpenAsync(r => r with { Restricted = true });

        Assert.Equal("drill_mismatch", (await member.RefusedAsync(drill, "merge", new MergeRequest(real, "同じ"))).Reasons.Single());
        Assert.Equal("merge_into_itself", (await member.RefusedAsync(real, "merge", new MergeRequest(real, "同じ"))).Reasons.First(r => r == "merge_into_itself"));
        Assert.Equal(HttpStatusCode.NotFound, (await member.RefusedAsync(real, "merge", new MergeRequest(hidden, "同じ"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await member.RefusedAsync(real, "merge", new MergeRequest("nowhere", "同じ"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await member.RefusedAsync(drill, "merge", new MergeRequest(real, " "))).Status);
        Assert.Equal((1L, 1L), ((await member.SeeAsync(real)).Version, (await member.SeeAsync(drill)).Version));
        // A restricted case's reports are not shown to all who see another one.
        Assert.Equal("restricted_into_open", (await cases.As(TestDirectory.Leader).RefusedAsync(hidden, "merge", new MergeRequest(real, "同じ"))).Reasons.Single());
    }
}
