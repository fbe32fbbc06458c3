using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Values;
using Csirt.IntegrationTests.Samples;
using Xunit;
using static Csirt.IntegrationTests.Clauses.ClauseCase;

namespace Csirt.IntegrationTests.Clauses;

/// <summary>報告・エスカレーション: each clause about telling others, through the whole town.</summary>
public sealed class EscalatingTests(SampleTown town) : IClassFixture<SampleTown>
{
    private const string Chief = "p-kikaku-bucho";
    private const string Ciso = "p-fukuchocho";
    private const string Manager = "p-shogai-kacho";
    private const string Head = "p-fukushi-bucho";
    private const string Liaison = "p-kikaku-hosa";

    [Fact]
    public async Task C5_3_1_I_U_chief_and_system_manager_at_once_CISO_and_head_with_the_managers_tap()
    {
        var c = await ReportedAsync(town, "shogai-tanto", Report(null, null, "sys-shogai"));
        Assert.Equal([Chief, Manager], await c.ToldAsync("5.3(1)イ"));
        await c.TapAsync("shogai-kacho", "internal-ciso");
        await c.ToldAsync("5.3(1)ウ", Ciso);
        await c.ToldAsync("5.3(1)ウ", Head);
    }

    [Fact]
    public async Task C5_3_2_I_U_from_outside_the_CISO_and_the_head_are_told_as_the_manager_decides()
    {
        var c = await ReportedAsync(town, "shogai-tanto", Report(null, null, "sys-shogai") with { Channel = Channel.Resident });
        Assert.Equal([Chief, Manager], await c.ToldAsync("5.3(2)イ"));
        Assert.Empty(await c.ToldAsync("5.3(2)ウ"));
        await c.TapAsync("shogai-kacho", "external-ciso");
        await c.ToldAsync("5.3(2)ウ", Ciso);
        await c.ToldAsync("5.3(2)ウ", Head);
    }

    [Fact]
    public async Task An_incident_is_told_to_the_CISO_owed_to_prefecture_and_ministry_and_put_up_for_publication_and_sharing()
    {
        var c = await ReportedAsync(town, "shogai-tanto", Report(null, null, "sys-shogai"));
        await c.AssessAsync(new CaseFacts { PersonalData = Answer.No, MyNumber = Answer.No }, Severity.Low);
        Assert.Equal([Ciso], await c.ToldAsync("5.3(3)イ"));
        Assert.Equal([Ciso, Head, Chief], await c.ToldAsync("1(4)ウ"));
        Assert.Equal("prefecture", (await c.DutyAsync("prefecture")).Recipient);
        Assert.Equal("prefecture", (await c.DutyAsync("ministry")).Via);
        Assert.Contains("1(9)カ", (await c.JudgementAsync("publication")).Basis, StringComparison.Ordinal);
        Assert.Contains("1(9)キ", (await c.JudgementAsync("sharing")).Basis, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C5_3_1_E_leaked_personal_data_is_owed_to_the_commission_and_to_the_persons()
    {
        var c = await ReportedAsync(town, "shogai-tanto", Report(IncidentKind.LostDevice));
        await c.AssessAsync(new CaseFacts { PersonalData = Answer.Yes, Sensitive = Answer.Yes, Persons = new PersonCount(3, 3), MyNumber = Answer.No });
        foreach (var rule in new[] { "appi-preliminary", "appi-final" })
        {
            Assert.Equal("commission", (await c.DutyAsync(rule)).Recipient);
        }

        Assert.Equal("persons_concerned", (await c.DutyAsync("appi-persons")).Recipient);
    }

    [Fact]
    public async Task C6_5_2_and_3_an_attack_asks_CISO_and_chief_for_measures_up_to_a_stop_and_a_crime_for_the_records_and_the_police()
    {
        var c = await ReportedAsync(town, "shogai-tanto", Report(null, null, "sys-shogai"));
        await c.AssessAsync(new CaseFacts { Attack = Answer.Suspected, CrimeSuspected = Answer.Suspected }, Severity.High);
        Assert.Equal([Ciso, Chief, Liaison], await c.ToldAsync("6.5(2)"));
        Assert.Contains(Manager, await c.ToldAsync("6.5(3)"));
        Assert.Equal("police", (await c.DutyAsync("police-crime")).Recipient);
        Assert.Contains("6.4(4)", (await c.JudgementAsync("experts")).Basis, StringComparison.Ordinal);
        await c.DoAsync("kikaku-bucho", "measures", new RecordMeasureRequest { Kind = MeasureKind.Emergency, Text = "システムを停止した", SystemId = "sys-shogai" });
        await c.ToldAsync("1(2)ク、6.5(2)", Ciso);
    }

    [Fact]
    public async Task C1_2_K_an_emergency_is_told_to_the_CISO_at_once_in_the_chiefs_stead()
    {
        var c = await ReportedAsync(town, "shogai-tanto", Report(null, null, "sys-shogai"));
        await c.AssessAsync(new CaseFacts(), Severity.Critical);
        var told = await c.ToldAsync("1(2)ク", Ciso);
        Assert.StartsWith("【緊急", told.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C8_1_3_measures_at_a_contractor_go_to_the_chief_and_by_severity_to_the_CISO()
    {
        var c = await FedAsync(town, "contractor", new FeedReportRequest { Text = "委託先で端末が感染", SectionId = "sec-shogai", SystemIds = ["sys-shogai"] });
        Assert.Equal([Chief], await c.ToldAsync("8.1(3)ア(ウ)"));
        Assert.Contains("8.1(3)ア(エ)", (await c.DutyAsync("contractor-measures")).Basis, StringComparison.Ordinal);
        await c.AssessAsync(new CaseFacts(), Severity.High);
        await c.ToldAsync("8.1(3)ア(ウ)", Ciso);
        Assert.Equal(DutyLife.Accepted, (await c.DoOnDutyAsync("joho-kacho", "contractor-measures", "file", new FileRequest { How = "契約に基づき業務の一時中断を求めた" }) is { State: DutyLife.Filed } ? await c.DoOnDutyAsync("joho-kacho", "contractor-measures", "accept", new AcceptRequest()) : throw new InvalidOperationException()).State);
    }

    [Fact]
    public async Task C1_2_O_what_the_chief_decides_in_the_CISOs_absence_is_on_record_and_reported_to_the_CISO_in_person()
    {
        var c = await ReportedAsync(town, "shogai-tanto", Report(null, null, "sys-shogai"));
        await c.DoAsync("kikaku-bucho", "absence-decisions", new AbsenceDecisionRequest("出張中で連絡がつかない", "システムを停止する"));
        await c.ToldAsync("1(2)オ", Ciso);
        var entry = Assert.Single((await c.SeeAsync()).AbsenceDecisions);
        await c.DoAsync("kikaku-bucho", $"absence-decisions/{entry.Id}/report", new AbsenceReportRequest("帰庁後に口頭で"));
        Assert.NotNull(Assert.Single((await c.SeeAsync()).AbsenceDecisions).ReportedAt);
    }

    [Fact]
    public async Task C1_9_E_the_CISOs_decision_is_passed_to_the_departments_concerned()
    {
        var walk = new SampleWalk(town, SampleIncident.All["misdirected-mail-60"], TestContext.Current.CancellationToken);
        await walk.ReportAsync();
        await walk.AssessAsync();
        await walk.CarryToTheEndAsync();
        var told = (await walk.ToldAsync()).Where(entry => entry.Basis!.Contains("1(9)エ", StringComparison.Ordinal)).SelectMany(entry => entry.Roles).ToHashSet();
        Assert.Superset(new HashSet<Role> { Role.DepartmentHead, Role.SectionManager, Role.SystemManager }, told);
    }
}
