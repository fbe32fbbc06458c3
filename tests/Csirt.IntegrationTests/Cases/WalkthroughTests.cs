using System.Net;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Testing;
using Xunit;

namespace Csirt.IntegrationTests.Cases;

/// <summary>A case from the report to its end, through the API.</summary>
public sealed class WalkthroughTests
{
    [Fact]
    public async Task A_report_becomes_a_case_and_the_case_is_carried_to_its_end()
    {
        await using var cases = await CasesProcess.StartAsync();
        var (member, ciso) = (cases.As(TestDirectory.Member), cases.As(TestDirectory.Ciso));
        var id = await cases.OpenAsync();

        var opened = await member.SeeAsync(id);
        Assert.Equal((CaseStage.Received, "dep-resident", "body-town", false), (opened.Stage, opened.DepartmentId, opened.BodyId, opened.Drill));
        Assert.StartsWith("R8-", opened.Number, StringComparison.Ordinal);
        Assert.Contains(opened.WaitedFor, w => w.Role is Role.CsirtMember);

        await member.BringToAsync(id, CaseStage.Resolved, ciso);
        Assert.Equal(["duties_open", "publication_open"], await WhyNotCloseAsync(cases, member, id, [new DutyState("d1", "commission.preliminary", "速報", "open", null, null, false)]));

        await member.DoAsync(id, "publication", new PublicationRequest { State = PublicationState.Withhold, Reason = "本人へ個別に連絡済み" });
        Assert.Equal([], await WhyNotCloseAsync(cases, member, id, [new DutyState("d1", "commission.preliminary", "速報", "accepted", null, null, true)]));
        Assert.Equal(CaseStage.Closed, (await member.MoveAsync(id, "close")).Stage);
        Assert.Equal("refused", (await member.RefusedAsync(id, "triggers/reopen", new MoveRequest())).Code);
        Assert.Equal(CaseStage.Triage, (await member.MoveAsync(id, "reopen", "別の媒体も見つからない")).Stage);

        var timeline = await member.GetAsync<TimelinePage>($"/{id}/timeline?limit=5");
        Assert.Equal(5, timeline.Entries.Count);
        Assert.Equal("対応完了 → 完結", (await member.GetAsync<TimelinePage>($"/{id}/timeline")).Entries.First(e => e.Text.EndsWith("完結", StringComparison.Ordinal)).Text);
        Assert.Equal("opened", (await WholeTimelineAsync(member, id))[^1].Code);
    }

    [Fact]
    public async Task Every_change_is_told_with_its_version_and_nothing_of_the_reporter_s_words()
    {
        await using var cases = await CasesProcess.StartAsync();
        var member = cases.As(TestDirectory.Member);
        var id = await cases.OpenAsync(r => r with { Text = "秘密の言葉" });
        await member.DoAsync(id, "assessment", TestTown.Assessed);
        await member.DoAsync(id, "notes", new NoteRequest("秘密のメモ"));

        var heard = await Eventually.GetAsync(() => Task.FromResult(cases.Escalation.Snapshots.Where(s => s.CaseId == id).ToList()), s => s.Count == 3, "three snapshots");
        Assert.Equal([1L, 2, 3], heard.Select(s => s.Version));
        Assert.Equal(["opened", "assessed", "note"], heard.Select(s => s.Event));
        Assert.Equal((Answer.Yes, CaseStage.Triage, Answer.Yes), (heard[1].Incident, heard[1].Stage, heard[1].Facts.PersonalData));
        Assert.DoesNotContain("秘密", System.Text.Json.JsonSerializer.Serialize(heard, Contracts.CsirtJson.Options), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Emergency_measures_are_recordable_in_every_open_stage_also_on_a_case_just_received()
    {
        await using var cases = await CasesProcess.StartAsync();
        var (member, ciso) = (cases.As(TestDirectory.Member), cases.As(TestDirectory.Ciso));
        foreach (var stage in Enum.GetValues<CaseStage>().Where(s => s <= CaseStage.Resolved))
        {
            var id = await cases.OpenAsync();
            await member.BringToAsync(id, stage, ciso);
            await member.DoAsync(id, "measures", new RecordMeasureRequest { Kind = MeasureKind.Emergency, Text = "LANケーブルを抜いた", DoneAt = CasesProcess.At("2026-09-29T09:10+09:00") });
            var measure = (await member.SeeAsync(id)).Measures.Single(m => m.Kind is MeasureKind.Emergency);
            Assert.Equal((MeasureState.Done, "CSIRT要員", true), (measure.State, measure.DoneBy, measure.Late));
        }
    }

    [Fact]
    public async Task A_refused_move_lists_every_reason_and_changes_nothing()
    {
        await using var cases = await CasesProcess.StartAsync();
        var (member, ciso) = (cases.As(TestDirectory.Member), cases.As(TestDirectory.Ciso));
        var id = await cases.OpenAsync();
        await member.DoAsync(id, "assessment", new AssessRequest { Incident = Answer.Suspected });
        await member.MoveAsync(id, "start_containment");
        await member.DoAsync(id, "instructions", new InstructRequest { Addressee = Role.DepartmentHead, Text = "持ち出しを止める" });
        var before = await member.SeeAsync(id);

        var refused = await member.RefusedAsync(id, "triggers/start_recovery", new MoveRequest());

        string[] expected = ["facts_unanswered", "instructions_open", "kind_missing", "severity_missing", "similar_systems_unchecked", "systems_missing"];
        Assert.Equal((HttpStatusCode.Conflict, "refused"), (refused.Status, refused.Code));
        Assert.Equal(expected, refused.Reasons);
        Assert.Equal(before.Version, (await member.SeeAsync(id)).Version);
        var option = before.Triggers.Single(t => t.Trigger == "start_recovery");
        Assert.False(option.Allowed);
        Assert.Equal(expected, option.Unmet.Select(u => u.Code).Order());
        Assert.Equal(["I1"], option.Unmet.Single(u => u.Code == "instructions_open").Missing);
        Assert.Equal(["personal_data", "my_number"], option.Unmet.Single(u => u.Code == "facts_unanswered").Missing);
        Assert.True(before.Triggers.Single(t => t.Trigger == "return_to_triage") is { Allowed: true, NeedsReason: true });
        Assert.Equal("wrong_stage", (await member.RefusedAsync(id, "triggers/close", new MoveRequest())).Reasons.Single());
        Assert.Equal(HttpStatusCode.NotFound, (await member.RefusedAsync(id, "triggers/nonsense", new MoveRequest())).Status);
        // Whoever may only look is told so, beside the workflow's own reasons.
        Assert.All((await ciso.SeeAsync(id)).Triggers, t => Assert.Contains(t.Unmet, u => u.Code == "not_permitted"));
    }

    [Fact]
    public async Task Times_and_facts_keep_what_they_were()
    {
        await using var cases = await CasesProcess.StartAsync();
        var member = cases.As(TestDirectory.Member);
        var id = await cases.OpenAsync(r => r with { Facts = new CaseFacts { PersonalData = Answer.Yes, Persons = new PersonCount(60, 60) } });

        await member.DoAsync(id, "times", new CorrectTimesRequest { Known = CasesProcess.At("2026-09-28"), Reason = "前日に係が気付いていた" });
        await member.DoAsync(id, "assessment", new AssessRequest { Facts = new CaseFacts { Persons = new PersonCount(101, 101) }, FactsKnown = new Dictionary<string, FactTime> { ["persons"] = CasesProcess.At("2026-10-05") } });

        var seen = await member.SeeAsync(id);
        Assert.Equal("2026-09-28", seen.Times.Known.ToString());
        var corrected = Assert.Single(seen.Times.KnownBefore);
        Assert.Equal(("2026-09-29T09:00:00+09:00", "前日に係が気付いていた", "p-csirt"), (corrected.Known.ToString(), corrected.Reason, corrected.CorrectedBy));
        Assert.Equal("2026-10-05", seen.FactsKnown["persons"].ToString());
        Assert.Equal(("{\"min\":60,\"max\":60}", "{\"min\":101,\"max\":101}"), (seen.FactChanges[^1].From, seen.FactChanges[^1].To));
    }

    private static async Task<IReadOnlyList<string>> WhyNotCloseAsync(CasesProcess cases, CaseClient member, string id, IReadOnlyList<DutyState> duties)
    {
        cases.Escalation.Duties = duties;
        await member.DoAsync(id, "notes", new NoteRequest("報告義務を確認"));
        var seen = await Eventually.GetAsync(() => member.SeeAsync(id), s => s.DutiesForVersion == s.Version, "the duties have been told");
        return [.. seen.Triggers.Single(t => t.Trigger == "close").Unmet.Select(u => u.Code).Order()];
    }

    private static async Task<List<TimelineEntry>> WholeTimelineAsync(CaseClient member, string id)
    {
        List<TimelineEntry> all = [];
        string? after = null;
        do
        {
            var page = await member.GetAsync<TimelinePage>($"/{id}/timeline?limit=3" + (after is null ? "" : $"&after={after}"));
            all.AddRange(page.Entries);
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(all.Count, all.DistinctBy(e => (e.Version, e.Line)).Count());
        return all;
    }
}
