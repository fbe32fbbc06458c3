using System.Net;
using System.Text.Json.Nodes;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;
using Csirt.IntegrationTests.Samples;
using Xunit;
using static Csirt.IntegrationTests.Clauses.ClauseCase;

namespace Csirt.IntegrationTests.Clauses;

/// <summary>Whom the CSIRT instructs is told by mail, each by itself; others are asked to check for the same weakness.</summary>
public sealed class InstructionTests(SampleTown town) : IClassFixture<SampleTown>
{
    [Fact]
    public async Task C5_3_3_U_the_head_and_the_manager_of_another_system_are_told_of_their_instruction()
    {
        var c = await ReportedAsync(town, "shogai-tanto", Report(IncidentKind.MaliciousCode, null, "sys-shogai"));
        await c.DoAsync("joho-kacho", "instructions", new InstructRequest { Addressee = Role.DepartmentHead, Text = "該当端末を切り離す" });
        await c.ToldAsync("5.3(3)ウ", "p-fukushi-bucho");
        await c.DoAsync("joho-kacho", "instructions", new InstructRequest { Addressee = Role.SystemManager, SystemId = "sys-web", IsSimilarSystemsCheck = true, Text = "同じ痕跡がないか確認" });
        await c.ToldAsync("5.3(3)ウ", "p-kikaku-kacho");
    }

    [Fact]
    public async Task C9_1_7_I_a_weakness_that_an_audit_found_is_checked_by_managers_of_other_sections()
    {
        var c = await ReportedAsync(town, "joho-kakaricho", Report(IncidentKind.Vulnerable, "sec-shogai") with { Text = "監査の指摘：共有IDの使い回し" });
        await c.DoAsync("joho-kacho", "triggers/start_triage", new MoveRequest());
        Assert.Equal(HttpStatusCode.BadRequest, await c.RefusedAsync("joho-kacho", "instructions", new InstructRequest { Addressee = Role.SectionManager, Text = "確認" }));
        await c.DoAsync("joho-kacho", "instructions", new InstructRequest { Addressee = Role.SectionManager, PersonId = "p-zaisei-kacho", IsSimilarSystemsCheck = true, Text = "共有IDを使っていないか確認" });
        await c.ToldAsync("9.1(7)イ", "p-zaisei-kacho");
        var manager = await town.AsAsync("zaisei-kacho");
        var seen = await manager.GetAsync<CaseDetail>($"/api/cases/{c.Id}", TestContext.Current.CancellationToken);
        await manager.PostAsync<JsonNode>($"/api/cases/{c.Id}/instructions/I1/answers", new AnswerInstructionRequest { Text = "使っていない", Affected = Answer.No }, seen.Version, stop: TestContext.Current.CancellationToken);
        Assert.Equal(InstructionStatus.Answered, Assert.Single((await c.SeeAsync()).Instructions).Status);
    }
}
