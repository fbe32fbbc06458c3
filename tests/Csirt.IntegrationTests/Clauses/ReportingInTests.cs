using System.Net;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Values;
using Csirt.IntegrationTests.Samples;
using Xunit;
using static Csirt.IntegrationTests.Clauses.ClauseCase;

namespace Csirt.IntegrationTests.Clauses;

/// <summary>受付: each clause of the policy about reporting in, filed as the people of the town file and looked up in the ledger.</summary>
public sealed class ReportingInTests(SampleTown town) : IClassFixture<SampleTown>
{
    private const string Chief = "p-kikaku-bucho";
    private const string Ciso = "p-fukuchocho";
    private const string Manager = "p-shogai-kacho";

    [Fact]
    public async Task C5_3_1_A_staff_report_reaches_the_manager_and_the_contact_point()
    {
        var c = await ReportedAsync(town, "shogai-tanto", Report(null));
        Assert.Equal(["p-joho-kakaricho", "p-joho-shunin", Manager], await c.ToldAsync("5.3(1)ア"));
    }

    [Fact]
    public async Task C5_3_2_A_what_a_resident_said_reaches_the_manager()
    {
        var c = await ReportedAsync(town, "shogai-tanto", Report(null) with { Channel = Channel.Resident });
        Assert.Contains(Manager, await c.ToldAsync("5.3(2)ア"));
    }

    [Fact]
    public async Task C5_3_2_E_what_a_cloud_provider_detected_is_tracked_to_its_end()
    {
        var c = await FedAsync(town, "cloud", new FeedReportRequest { Text = "事業者での障害", SectionId = "sec-kikaku", SystemIds = ["sys-denshi"] });
        Assert.Equal([Chief], await c.ToldAsync("5.3(2)エ"));
        Assert.Equal(DutyLife.Open, (await c.DutyAsync("contractor-measures")).State);
    }

    [Fact]
    public async Task C5_4_1_lost_card_is_reported_to_the_chief_and_the_system_manager_and_access_is_a_task_with_a_deadline()
    {
        var c = await ReportedAsync(town, "shogai-tanto", Report(IncidentKind.LostCard, null, "sys-shogai"));
        Assert.Equal([Chief, Manager], await c.ToldAsync("5.4(1)ア(ウ)"));
        var stop = await c.DutyAsync("lost-card-stop");
        Assert.Equal([Role.SystemManager, Role.ChiefSecurityOfficer], stop.PreparedBy);
        Assert.True(stop.Limit!.At <= town.Now.AddHours(4));
        // The シス管 of that system may record it, and with that it is done.
        Assert.Equal(DutyLife.Accepted, (await c.DoOnDutyAsync("shogai-kacho", "lost-card-stop", "file", new FileRequest { How = "カード管理画面で失効" })).State);
    }

    [Fact]
    public async Task C5_4_3_leaked_password_reaches_the_manager_who_records_the_change()
    {
        var c = await ReportedAsync(town, "shogai-tanto", Report(IncidentKind.LeakedPassword));
        Assert.Equal([Manager], await c.ToldAsync("5.4(3)エ"));
        Assert.Equal(HttpStatusCode.NotFound, await c.LookAsync("choju-kacho"));
        Assert.Equal(DutyLife.Accepted, (await c.DoOnDutyAsync("shogai-kacho", "leaked-password-change", "file", new FileRequest { How = "本人が変更した" })).State);
    }

    [Fact]
    public async Task C6_1_15_important_mail_to_a_wrong_address_reaches_the_manager()
    {
        var c = await ReportedAsync(town, "shogai-tanto", Report(IncidentKind.Missent));
        Assert.Equal([Manager], await c.ToldAsync("6.1(15)エ"));
    }

    [Fact]
    public async Task C6_5_1_web_tampering_found_by_monitoring_reaches_the_chief_and_the_system_manager()
    {
        var c = await FedAsync(town, "monitoring", new FeedReportRequest { Text = "トップページの改ざんを検知", SectionId = "sec-kikaku", SystemIds = ["sys-web"], Kind = IncidentKind.Intrusions });
        Assert.Equal([Chief, "p-kikaku-kacho"], (await c.ToldAsync("6.5(1)ウ")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task C7_2_3_a_violation_seen_by_staff_reaches_the_chief_and_the_manager_at_once()
    {
        var c = await ReportedAsync(town, "shogai-tanto", Report(IncidentKind.PolicyViolation));
        Assert.Equal([Chief, Manager], await c.ToldAsync("7.2(3)ア"));
        Assert.DoesNotContain(Ciso, await c.ToldAsync("7.2(1)ア"));
        Assert.Contains(Role.ChiefSecurityOfficer, (await c.JudgementAsync("grave-violation")).DecidedBy);
    }

    [Fact]
    public async Task C1_9_C_every_report_is_at_the_contact_point_and_the_CISO_hears_of_it()
    {
        var c = await ReportedAsync(town, "shogai-tanto", Report(null));
        Assert.Contains("p-joho-kakaricho", await c.ToldAsync("1(9)ウ"));
        Assert.Contains(Ciso, await c.ToldAsync("5.3(1)ウ"));
    }

    [Fact]
    public async Task C8_1_2_a_contractor_reports_over_its_own_channel_and_the_town_decides_on_publication()
    {
        var c = await FedAsync(town, "contractor", new FeedReportRequest { Text = "委託先で名簿が所在不明", SectionId = "sec-shogai", SystemIds = ["sys-shogai"] });
        await c.AssessAsync(new CaseFacts());
        Assert.Equal([Role.Ciso, Role.DeputyCiso], (await c.JudgementAsync("publication")).DecidedBy);
        Assert.Contains("8.1(2)ア(エ)", (await c.DutyAsync("contractor-measures")).Basis, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C6_1_7_a_failure_and_how_it_was_handled_stay_on_record()
    {
        var c = await ReportedAsync(town, "shogai-tanto", Report(IncidentKind.Availability, null, "sys-shogai"));
        await c.DoAsync("shogai-kacho", "measures", new RecordMeasureRequest { Kind = MeasureKind.Recovery, Text = "サーバを再起動した", SystemId = "sys-shogai", CheckedBy = "障がい者福祉担当" });
        Assert.Equal("サーバを再起動した", Assert.Single((await c.SeeAsync()).Measures).Text);
    }
}
