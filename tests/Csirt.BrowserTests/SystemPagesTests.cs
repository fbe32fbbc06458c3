using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Values;
using Csirt.Testing;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Csirt.BrowserTests;

/// <summary>情報システム台帳 and 初動手順, without JavaScript: whom to call about a system and what to do first, also from the case.</summary>
public sealed class SystemPagesTests(TownInBrowser town)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_register_is_narrowed_down_and_says_whom_to_call_by_night_only_to_those_who_call()
    {
        var member = await town.OpenAsAsync("joho-kakaricho", "/call-list", script: false);
        await member.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "システム" }).ClickAsync();
        await member.GetByLabel("ネットワーク区分").SelectOptionAsync("LGWAN接続系");
        await member.PressAsync("絞り込む");
        await Expect(member.GetByRole(AriaRole.Main)).ToContainTextAsync("共有ファイルサーバ");
        await Expect(member.GetByRole(AriaRole.Main)).Not.ToContainTextAsync("住民記録システム");
        await member.FollowAsync("条件を消す");
        await member.FollowAsync("総合福祉システム");
        await Expect(member.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "福祉課長（デモ）" })).ToContainTextAsync("00-0000-9022");
        var provider = member.GetByRole(AriaRole.Region, new() { Name = "事業者" });
        await Expect(provider).ToContainTextAsync("基幹業務システム保守事業者（デモ）");
        await Expect(provider).ToContainTextAsync("00-0000-3002");

        var outsider = await town.OpenAsAsync("chomin-madoguchi", "/systems/sys-fukushi", script: false);
        await Expect(outsider.GetByRole(AriaRole.Region, new() { Name = "事業者" })).ToContainTextAsync("00-0000-3001");
        await Expect(outsider.GetByRole(AriaRole.Main)).Not.ToContainTextAsync("00-0000-3002");
        await Expect(outsider.GetByRole(AriaRole.Main)).Not.ToContainTextAsync("00-0000-9022");
        await outsider.GotoAsync("/systems/sys-nowhere");
        await Expect(outsider.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("ページが見つかりません");
    }

    [Fact]
    public async Task The_case_names_the_manager_and_the_provider_of_its_system_and_the_town_s_first_steps_for_its_kind()
    {
        using var staff = await CsirtClient.SignInAsync(town.Csirt.Address, "fukushi-kakaricho", Stop);
        var receipt = await staff.PostAsync<ReportReceipt>("/api/intake/reports", new FileReportRequest { Text = "画面に身代金を求める文が出た", SectionId = "sec-fukushi", Kind = IncidentKind.MaliciousCode, SystemIds = ["sys-fukushi"] }, stop: Stop);
        var member = await town.OpenAsAsync("joho-kakaricho", "/board", script: false);
        await member.OpenCaseOfAsync($"/reports/{receipt.ReportId}");

        var row = member.Locator("#systems").GetByRole(AriaRole.Row).Filter(new() { HasText = "総合福祉システム" });
        await Expect(row).ToContainTextAsync("情報システム管理者：福祉課長（デモ） 内線 123");
        await Expect(row).ToContainTextAsync("事業者：基幹業務システム保守事業者（デモ） 00-0000-3001");
        await Expect(member.Locator("#procedures")).ToContainTextAsync("電源は切らない");
        await row.GetByRole(AriaRole.Link, new() { Name = "総合福祉システム", Exact = true }).ClickAsync();
        await Expect(member.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("総合福祉システム");
    }

    [Fact]
    public async Task Every_kind_has_its_procedure_or_is_named_as_having_none()
    {
        var page = await town.OpenAsAsync("kikaku-bucho", "/procedures", script: false);
        await page.Locator("details").Filter(new() { HasText = "端末・USBメモリなどの紛失、盗難" }).Locator("summary").ClickAsync();
        await Expect(page.GetByText("警察に遺失届を出す")).ToBeVisibleAsync();
        await Expect(page.GetByText("町の助言（情報政策課）", new() { Exact = false }).First).ToBeAttachedAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "種類が分からないとき" })).ToContainTextAsync("手順のない種類：");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "種類が分からないとき" })).ToContainTextAsync("まず行うこと");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "種類が分からないとき" })).ToContainTextAsync(IncidentKind.Fraud.InJapanese());
    }
}
