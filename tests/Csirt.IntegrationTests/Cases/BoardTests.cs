using System.Net;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Testing;
using Xunit;

namespace Csirt.IntegrationTests.Cases;

/// <summary>The board: lanes, order, filters, pages, and only what the caller may see.</summary>
public sealed class BoardTests
{
    [Fact]
    public async Task Pages_join_to_the_whole_list_in_every_order()
    {
        await using var cases = await CasesProcess.StartAsync();
        var member = cases.As(TestDirectory.Member);
        List<string> ids = [];
        foreach (var severity in new Severity?[] { Severity.Low, null, Severity.Critical, Severity.High, null, Severity.Critical, Severity.Medium })
        {
            cases.Escalation.Duties = severity is null ? [] : [new DutyState("d", "r", "速報", "open", null, new DateTimeOffset(2026, 12, 1 + (int)severity.Value, 0, 0, 0, TimeSpan.Zero), false)];
            var id = await cases.OpenAsync();
            ids.Add(id);
            await Eventually.GetAsync(() => member.SeeAsync(id), s => s.DutiesForVersion == 1, "its duties");
            if (severity is not null)
            {
                await member.DoAsync(id, "assessment", new AssessRequest { Severity = severity });
                await Eventually.GetAsync(() => member.SeeAsync(id), s => s.DutiesForVersion == 2, "its duties");
            }
        }

        Assert.Equal(Enumerable.Reverse(ids), (await AllAsync(member, "sort=opened")).Select(c => c.Id));
        Assert.Equal([Severity.Critical, Severity.Critical, Severity.High, Severity.Medium, Severity.Low, null, null], (await AllAsync(member, "sort=severity")).Select(c => c.Severity));
        var byDeadline = await AllAsync(member, "sort=deadline");
        Assert.Equal(byDeadline.Select(c => c.NextDeadline ?? DateTimeOffset.MaxValue).Order(), byDeadline.Select(c => c.NextDeadline ?? DateTimeOffset.MaxValue));
        Assert.Equal(ids.Order(), byDeadline.Select(c => c.Id).Order());
        Assert.Equal(5, (await AllAsync(member, "lane=triage&sort=deadline")).Count);
        Assert.Equal(3, (await AllAsync(member, "severity=high&sort=severity")).Count);
    }

    [Fact]
    public async Task Lanes_filters_and_search()
    {
        await using var cases = await CasesProcess.StartAsync();
        var (member, ciso) = (cases.As(TestDirectory.Member), cases.As(TestDirectory.Ciso));
        var resolved = await cases.OpenAsync(r => r with { Text = "報告を待つ事案" });
        await member.BringToAsync(resolved, CaseStage.Resolved, ciso);
        var drill = await cases.OpenAsync(r => r with { Drill = true, Text = "100%の訓練" });
        var dismissed = await cases.OpenAsync(r => r with { Text = "何でもなかった" });
        await member.DoAsync(dismissed, "assessment", new AssessRequest { Incident = Answer.No });
        await member.MoveAsync(dismissed, "judge_not_incident");
        var school = await cases.OpenAsync(r => r with { SectionId = "sec-school", Text = "学校の事案", Kind = IncidentKind.Missent });
        await member.DoAsync(school, "handlers", new HandlersRequest([TestDirectory.Member.Id]));

        async Task<IEnumerable<string>> ListAsync(CaseClient who, string query) => (await AllAsync(who, query)).Select(c => c.Id);
        Assert.Equal([school, drill, resolved], await ListAsync(member, ""));
        Assert.Equal([resolved], await ListAsync(member, "lane=awaiting_reports"));
        Assert.Equal([dismissed], await ListAsync(member, "ended=true"));
        Assert.Equal([dismissed], await ListAsync(member, "lane=ended"));
        Assert.Equal([drill], await ListAsync(member, "drill=true"));
        Assert.Equal([school], await ListAsync(member, "section=sec-school"));
        Assert.Equal([school], await ListAsync(member, "kind=missent"));
        Assert.Equal([school], await ListAsync(member, "mine=true"));
        Assert.Equal([drill], await ListAsync(member, "text=%E8%A8%93%E7%B7%B4"));
        Assert.Equal([drill], await ListAsync(member, "text=0%25"));
        Assert.Equal([school], await ListAsync(cases.As(TestDirectory.OtherManager), ""));
        Assert.Equal([drill, resolved], await ListAsync(cases.As(TestDirectory.Manager), ""));

        var lanes = (await member.GetAsync<List<LaneCount>>("/lanes")).ToDictionary(l => l.Lane, l => l.Count);
        Assert.Equal((1, 1, 1, 0), (lanes[BoardLane.Received], lanes[BoardLane.AwaitingReports], lanes[BoardLane.Ended], lanes[BoardLane.Recovery]));
        var drills = await member.GetAsync<List<LaneCount>>("/lanes?drill=true");
        Assert.Equal((1, 1), (drills.Sum(l => l.Count), drills.Sum(l => l.Drills)));
        Assert.Equal(1, (await member.GetAsync<List<LaneCount>>("/lanes")).Sum(l => l.Drills));
        var card = (await AllAsync(member, "lane=awaiting_reports")).Single();
        Assert.Equal(("報告を待つ事案", "住民課", Severity.High, Answer.Yes), (card.Title, card.SectionName, card.Severity, card.Incident));
    }

    [Theory]
    [InlineData("lane=somewhere", "lane")]
    [InlineData("sort=beauty", "sort")]
    [InlineData("drill=maybe", "drill")]
    [InlineData("limit=-1", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("after=nonsense", "after")]
    [InlineData("severity=4", "severity")]
    public async Task A_wrong_query_is_named(string query, string field)
    {
        await using var cases = await CasesProcess.StartAsync();
        using var response = await cases.As(TestDirectory.Member).GetRawAsync($"/api/cases?{query}");
        var refused = await CaseClient.RefusedAsync(response);
        Assert.Equal((HttpStatusCode.BadRequest, "invalid"), (refused.Status, refused.Code));
        Assert.NotNull(refused.Body["errors"]![field]);
    }

    private static async Task<List<BoardCard>> AllAsync(CaseClient who, string query)
    {
        List<BoardCard> all = [];
        string? after = null;
        do
        {
            var page = await who.GetAsync<BoardPage>($"?limit=2&{query}{(after is null ? "" : $"&after={after}")}");
            Assert.InRange(page.Cases.Count, 0, 2);
            all.AddRange(page.Cases);
            after = page.Next;
        }
        while (after is not null);
        return all;
    }
}
