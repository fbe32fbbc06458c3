using System.Net;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Values;
using Csirt.IntegrationTests.Samples;
using Xunit;
using static Csirt.IntegrationTests.Clauses.ClauseCase;

namespace Csirt.IntegrationTests.Clauses;

/// <summary>What the policy wants on record, and who may enter it: exceptions, classes of media, evidence that leaves the building.</summary>
public sealed class RecordsTests(SampleTown town) : IClassFixture<SampleTown>
{
    private const string Ciso = "p-fukuchocho";
    private const string Manager = "p-shogai-kacho";

    [Fact]
    public async Task C7_4_2_an_emergency_exception_is_told_to_the_CISO_and_kept_with_the_review()
    {
        var c = await ReportedAsync(town, "shogai-tanto", Report(null, null, "sys-shogai"));
        await c.DoAsync("shogai-kacho", "exceptions", new ExceptionRequest("6.1(12) 持出しの許可", "私物の端末で連絡した", "庁内の網が止まり連絡手段がなかった"));
        await c.ToldAsync("7.4(2)", Ciso);
        var taken = Assert.Single((await c.SeeAsync()).Exceptions);
        Assert.Equal(HttpStatusCode.Forbidden, await c.RefusedAsync("kikaku-bucho", $"exceptions/{taken.Id}/review", new ExceptionReviewRequest(true)));
        await c.DoAsync("fukuchocho", $"exceptions/{taken.Id}/review", new ExceptionReviewRequest(true, Comment: "やむを得ない"));
        Assert.Equal(Ciso, Assert.Single((await c.SeeAsync()).Exceptions).Review!.By);
    }

    [Fact]
    public async Task C6_1_4_U_a_change_by_one_person_alone_at_night_is_an_exception_and_by_two_it_is_none()
    {
        var c = await ReportedAsync(town, "shogai-tanto", Report(null, null, "sys-shogai"));
        var change = new RecordMeasureRequest { Kind = MeasureKind.Containment, Text = "外部との通信を遮断する設定に変更", SystemId = "sys-shogai" };
        await c.DoAsync("shogai-kacho", "measures", change with { CheckedBy = "障がい者福祉担当" });
        Assert.Empty((await c.SeeAsync()).Exceptions);
        Assert.Equal(HttpStatusCode.BadRequest, await c.RefusedAsync("shogai-kacho", "measures", change with { CheckedBy = "だれか", AloneReason = "夜間で一人だった" }));
        await c.DoAsync("shogai-kacho", "measures", change with { AloneReason = "夜間で一人だった" });
        Assert.Equal("夜間で一人だった", Assert.Single((await c.SeeAsync()).Exceptions).Reason);
        await c.ToldAsync("7.4(2)", Ciso);
    }

    [Fact]
    public async Task C2_2_the_highest_class_on_a_medium_counts_and_an_unknown_one_is_the_managers_to_decide()
    {
        var c = await ReportedAsync(town, "shogai-tanto", Report(IncidentKind.LostDevice));
        await c.DoAsync("joho-kakaricho", "media", new MediumRequest("USBメモリ", ["2", "3B", "1"]));
        Assert.Equal("3B", (await c.SeeAsync()).Media[0].Counts);
        await c.DoAsync("joho-kakaricho", "media", new MediumRequest("つづり", []));
        await c.ToldAsync("2(2)エ(ウ)", Manager);
        Assert.Equal(HttpStatusCode.Forbidden, await c.RefusedAsync("joho-kacho", "media/D2/class", new ClassifyRequest("2", "台帳による")));
        await c.DoAsync("shogai-kacho", "media/D2/class", new ClassifyRequest("3A", "障がいの記録を含む"));
        Assert.Equal(("3A", Manager), ((await c.SeeAsync()).Media[1].Counts, (await c.SeeAsync()).Media[1].DecidedBy));
    }

    [Fact]
    public async Task C2_2_K_evidence_leaves_the_building_only_with_the_managers_permission()
    {
        var c = await ReportedAsync(town, "shogai-tanto", Report(IncidentKind.Intrusions, null, "sys-shogai"));
        await c.DoAsync("joho-kakaricho", "evidence", new EvidenceRequest("端末のディスク複製", "サーバ室金庫"));
        var leave = new EvidenceMovementRequest { Move = EvidenceMove.LeftBuilding, To = "調査会社", Purpose = "解析" };
        Assert.Equal(HttpStatusCode.BadRequest, await c.RefusedAsync("joho-kakaricho", "evidence/E1/movements", leave));
        await c.DoAsync("joho-kakaricho", "evidence/E1/movements", leave with { PermittedBy = Manager });
        Assert.Equal(Manager, (await c.SeeAsync()).Evidence[0].Movements[0].PermittedBy);
    }

    [Fact]
    public async Task C6_1_6_E_the_demand_for_evidence_at_a_cloud_provider_is_ready_to_send()
    {
        var c = await FedAsync(town, "cloud", new FeedReportRequest { Text = "事業者での不正アクセス", SectionId = "sec-kikaku", SystemIds = ["sys-denshi"] });
        var duty = await c.DutyAsync("contractor-measures");
        var form = await (await town.AsAsync("joho-kacho")).GetAsync<PreparedReport>($"/api/escalation/duties/{duty.Id}/report", TestContext.Current.CancellationToken);
        Assert.Contains(form.Items, item => item.Title == "保全の求め" && item.Text.Contains("上書き・削除せず", StringComparison.Ordinal));
    }
}
