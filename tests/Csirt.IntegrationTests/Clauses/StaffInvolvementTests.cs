using System.Net;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Values;
using Csirt.IntegrationTests.Samples;
using Xunit;
using static Csirt.IntegrationTests.Clauses.ClauseCase;

namespace Csirt.IntegrationTests.Clauses;

/// <summary>Violations and staff who did it: who is told depends on who found it, and whoever is implicated is shut out.</summary>
public sealed class StaffInvolvementTests(SampleTown town) : IClassFixture<SampleTown>
{
    private const string Chief = "p-kikaku-bucho";
    private const string Ciso = "p-fukuchocho";
    private const string Manager = "p-shogai-kacho";

    [Fact]
    public async Task C7_6_2_A_found_by_the_chief_it_goes_to_that_persons_manager_alone()
    {
        var c = await ReportedAsync(town, "kikaku-bucho", Report(IncidentKind.PolicyViolation, "sec-shogai"));
        Assert.Equal([Manager], await c.ToldAsync("7.6(2)ア"));
        Assert.Empty(await c.ToldAsync("7.6(2)イ"));
    }

    [Fact]
    public async Task C7_6_2_I_found_by_a_system_manager_it_goes_to_the_chief_and_that_persons_manager()
    {
        var c = await ReportedAsync(town, "kikaku-kacho", Report(IncidentKind.PolicyViolation, "sec-shogai"));
        Assert.Equal([Chief, Manager], await c.ToldAsync("7.6(2)イ"));
    }

    [Fact]
    public async Task C7_2_1_a_problem_that_a_manager_finds_goes_to_the_CISO_and_the_chief()
    {
        var c = await ReportedAsync(town, "shogai-kacho", Report(IncidentKind.PolicyViolation));
        Assert.Equal([Ciso, Chief], await c.ToldAsync("7.2(1)ア"));
    }

    [Fact]
    public async Task C6_5_5_unauthorised_access_by_staff_goes_to_that_persons_manager_who_is_to_act()
    {
        var c = await ReportedAsync(town, "kikaku-kacho", Report(IncidentKind.Intrusions, "sec-shogai", "sys-shogai"));
        await c.AssessAsync(new CaseFacts { StaffInvolved = Answer.Suspected });
        Assert.Contains("処置", (await c.ToldAsync("6.5(5)", Manager)).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_implicated_manager_is_shut_out_and_others_are_told_instead()
    {
        var c = await ReportedAsync(town, "kikaku-kacho", Report(IncidentKind.PolicyViolation, "sec-shogai") with { ImplicatedIds = [Manager] });
        var told = await c.ToldAsync("7.6(2)ア");
        Assert.DoesNotContain(Manager, told);
        Assert.Contains(Chief, told);
        Assert.Equal(HttpStatusCode.NotFound, await c.LookAsync("shogai-kacho"));
    }

    [Fact]
    public async Task C7_6_2_U_rights_withdrawn_are_told_to_the_CISO_and_the_manager_promptly()
    {
        var c = await ReportedAsync(town, "shogai-tanto", Report(IncidentKind.PolicyViolation));
        Assert.Empty(await c.ToldAsync("7.6(2)ウ"));
        await c.TapAsync("kikaku-bucho", "rights-suspended");
        await c.ToldAsync("7.6(2)ウ", Ciso);
        await c.ToldAsync("7.6(2)ウ", Manager);
    }

    [Fact]
    public async Task C7_2_3_I_the_chief_judges_whether_a_violation_is_grave()
    {
        var c = await ReportedAsync(town, "shogai-tanto", Report(IncidentKind.PolicyViolation));
        var grave = await c.JudgementAsync("grave-violation");
        Assert.Equal([Role.ChiefSecurityOfficer], grave.DecidedBy);
        var chief = await town.AsAsync("kikaku-bucho");
        var answered = await chief.PostAsync<Judgement>($"/api/escalation/judgements/{grave.Id}/answer", new JudgementAnswerRequest("緊急時対応計画に従う", "名簿を持ち出している"), grave.Version, stop: TestContext.Current.CancellationToken);
        Assert.Equal(Chief, answered.Answer!.By);
    }
}
