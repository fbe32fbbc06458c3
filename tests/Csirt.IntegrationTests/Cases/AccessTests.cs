using System.Net;
using Csirt.Cases;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;
using Csirt.Platform.Database;
using Csirt.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Csirt.IntegrationTests.Cases;

/// <summary>Who sees and does what.</summary>
public sealed class AccessTests
{
    [Fact]
    public async Task Only_those_whose_case_it_is_see_it()
    {
        await using var cases = await CasesProcess.StartAsync();
        var id = await cases.OpenAsync();
        foreach (var person in new[] { TestDirectory.Member, TestDirectory.Contact, TestDirectory.Ciso, TestDirectory.Auditor, TestDirectory.Manager, TestDirectory.Head })
        {
            Assert.Equal((person.Id, HttpStatusCode.OK), (person.Id, await cases.As(person).StatusAsync($"/{id}")));
        }

        foreach (var person in new[] { TestDirectory.OtherManager, TestDirectory.SystemManager })
        {
            Assert.Equal((person.Id, HttpStatusCode.NotFound), (person.Id, await cases.As(person).StatusAsync($"/{id}")));
            Assert.Empty((await cases.As(person).GetAsync<BoardPage>("/")).Cases);
        }

        Assert.Equal(HttpStatusCode.NotFound, await cases.As(TestDirectory.Clerk).StatusAsync($"/{id}"));
        Assert.Equal(HttpStatusCode.Forbidden, await cases.As(TestDirectory.Clerk).StatusAsync("/"));
        Assert.Equal(HttpStatusCode.Forbidden, await cases.As(TestDirectory.Operator).StatusAsync("/"));
        Assert.Equal(HttpStatusCode.Unauthorized, await cases.AsNobody().StatusAsync($"/{id}"));
        Assert.Equal(HttpStatusCode.NotFound, await cases.As(TestDirectory.Member, TestDirectory.OtherTown).StatusAsync($"/{id}"));
        Assert.Empty((await cases.As(TestDirectory.Member, TestDirectory.OtherTown).GetAsync<BoardPage>("/")).Cases);
    }

    [Fact]
    public async Task Who_may_look_may_not_therefore_act()
    {
        await using var cases = await CasesProcess.StartAsync();
        var id = await cases.OpenAsync();
        foreach (var person in new[] { TestDirectory.Ciso, TestDirectory.Auditor, TestDirectory.Manager })
        {
            var refused = await cases.As(person).RefusedAsync(id, "assessment", new AssessRequest { Incident = Answer.No });
            Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), (refused.Status, refused.Code));
        }

        // But the section's manager, at the place of it, records what was done.
        await cases.As(TestDirectory.Manager).DoAsync(id, "measures", new RecordMeasureRequest { Kind = MeasureKind.Emergency, Text = "LANケーブルを抜いた" });
        Assert.Equal(HttpStatusCode.NotFound, (await cases.As(TestDirectory.OtherManager).PostAsync(id, "measures", new RecordMeasureRequest { Kind = MeasureKind.Emergency, Text = "よその課" }, "*")).StatusCode);
    }

    [Fact]
    public async Task A_restricted_case_does_not_exist_for_others_and_each_look_at_it_is_on_record()
    {
        await using var cases = await CasesProcess.StartAsync();
        var id = await cases.OpenAsync(r => r with { Restricted = true, ImplicatedIds = [TestDirectory.Manager.Id] });
        var (leader, chief) = (cases.As(TestDirectory.Leader), cases.As(TestDirectory.ChiefSecurityOfficer));

        var seen = await leader.SeeAsync(id);
        Assert.True(seen.Restricted);
        Assert.Equal([TestDirectory.ChiefSecurityOfficer.Id, TestDirectory.Leader.Id, TestDirectory.Ciso.Id], seen.HandlerIds);
        Assert.Equal([TestDirectory.Manager.Id], seen.ImplicatedIds);
        await chief.GetAsync<TimelinePage>($"/{id}/timeline");
        foreach (var person in new[] { TestDirectory.Member, TestDirectory.Auditor, TestDirectory.Manager, TestDirectory.Head })
        {
            Assert.Equal((person.Id, HttpStatusCode.NotFound), (person.Id, await cases.As(person).StatusAsync($"/{id}")));
            Assert.Equal((person.Id, HttpStatusCode.NotFound), (person.Id, await cases.As(person).StatusAsync($"/{id}/timeline")));
            Assert.Equal((person.Id, HttpStatusCode.NotFound), (person.Id, await cases.As(person).StatusAsync($"/by-number/{seen.Number}")));
            // Those who never record notes are told so before any case is looked at; the others find none.
            using var note = await cases.As(person).PostAsync(id, "notes", new NoteRequest("見えない"), "*");
            Assert.Contains(note.StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.Forbidden });
        }

        Assert.Empty((await cases.As(TestDirectory.Member).GetAsync<BoardPage>("/")).Cases);
        Assert.Equal([id], (await leader.GetAsync<BoardPage>("/")).Cases.Select(c => c.Id));
        Assert.Equal(0, (await cases.As(TestDirectory.Member).GetAsync<List<LaneCount>>("/lanes")).Sum(l => l.Count));

        var reads = await AuditAsync(cases, id, "case.read");
        Assert.Equal([TestDirectory.Leader.Id, TestDirectory.ChiefSecurityOfficer.Id], reads);
    }

    [Fact]
    public async Task An_implicated_officer_is_shut_out_and_can_be_let_back()
    {
        await using var cases = await CasesProcess.StartAsync();
        var (chief, auditor, ciso) = (cases.As(TestDirectory.ChiefSecurityOfficer), cases.As(TestDirectory.Auditor), cases.As(TestDirectory.Ciso));
        var id = await cases.OpenAsync();

        Assert.Equal("may_not_implicate", (await chief.RefusedAsync(id, "implicated", new ImplicateRequest(TestDirectory.ChiefSecurityOfficer.Id, true, "自分"))).Code);
        await auditor.DoAsync(id, "implicated", new ImplicateRequest(TestDirectory.Ciso.Id, true, "関与の疑い"));
        Assert.Equal(HttpStatusCode.NotFound, await ciso.StatusAsync($"/{id}"));
        Assert.Empty((await ciso.GetAsync<BoardPage>("/")).Cases);
        await chief.DoAsync(id, "implicated", new ImplicateRequest(TestDirectory.Ciso.Id, false, "疑いが晴れた"));
        Assert.Equal(HttpStatusCode.OK, await ciso.StatusAsync($"/{id}"));
    }

    [Fact]
    public async Task A_system_manager_asked_about_another_system_sees_the_case_and_answers()
    {
        await using var cases = await CasesProcess.StartAsync();
        var member = cases.As(TestDirectory.Member);
        var files = cases.As(TestTown.OtherSystemManager);
        var id = await cases.OpenAsync(r => r with { SystemIds = ["sys-core"] });
        Assert.Equal(HttpStatusCode.OK, await cases.As(TestDirectory.SystemManager).StatusAsync($"/{id}"));
        Assert.Equal(HttpStatusCode.NotFound, await files.StatusAsync($"/{id}"));

        await member.DoAsync(id, "instructions", new InstructRequest { Addressee = Role.SystemManager, SystemId = "sys-files", IsSimilarSystemsCheck = true, Text = "同じ脆弱性の有無を確認" });
        Assert.Equal([id], (await files.GetAsync<BoardPage>("/")).Cases.Select(c => c.Id));
        await files.DoAsync(id, "instructions/I1/answers", new AnswerInstructionRequest { Text = "同じ設定だった", Affected = Answer.Yes });
        Assert.Equal(["sys-core", "sys-files"], (await member.SeeAsync(id)).Systems.Select(s => s.SystemId));
        Assert.Equal(HttpStatusCode.Forbidden, (await files.RefusedAsync(id, "assessment", new AssessRequest { Incident = Answer.No })).Status);
    }

    [Fact]
    public async Task Prevention_is_approved_by_the_CISO_or_a_delegate_on_record()
    {
        await using var cases = await CasesProcess.StartAsync();
        var (member, ciso, deputy, chief) = (cases.As(TestDirectory.Member), cases.As(TestDirectory.Ciso), cases.As(TestTown.DeputyCiso), cases.As(TestDirectory.ChiefSecurityOfficer));
        var id = await cases.OpenAsync();
        await member.BringToAsync(id, CaseStage.PreventionAwaitingCiso, ciso);

        Assert.Equal("forbidden", (await member.RefusedAsync(id, "decision", new DecisionRequest { Approve = true })).Code);
        Assert.Equal("not_ciso_or_delegate", (await deputy.RefusedAsync(id, "decision", new DecisionRequest { Approve = true })).Code);
        await ciso.DoAsync(id, "delegations", new DelegationRequest(TestTown.DeputyCiso.Id, "決裁 第12号"));
        Assert.Equal("not_ciso_or_delegate", (await chief.RefusedAsync(id, "decision", new DecisionRequest { Approve = true })).Code);
        await deputy.DoAsync(id, "decision", new DecisionRequest { Approve = true });
        Assert.Equal(DecisionCapacity.Delegate, (await member.SeeAsync(id)).Reviews.Single().Decision!.Capacity);
    }

    private static async Task<IReadOnlyList<string>> AuditAsync(CasesProcess cases, string id, string action)
    {
        var database = cases.Csirt.Services.GetRequiredService<Database<CasesModule>>();
        return await database.ReadAsync(TestDirectory.Town, s => s.QueryAsync<string>(
            new Sql("SELECT actor FROM audit WHERE town = @town AND subject = @subject AND action = @action ORDER BY seq"), new { subject = $"case/{id}", action }));
    }
}
