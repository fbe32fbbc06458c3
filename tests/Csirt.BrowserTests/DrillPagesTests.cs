using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Csirt.BrowserTests;

/// <summary>policy 5.2(3): a drill on the pages; what turns out to be real becomes a case of its own; statistics keep them apart.</summary>
public sealed class DrillPagesTests(TownInBrowser town)
{
    [Fact]
    public async Task What_a_drill_brings_to_light_becomes_a_real_case_with_the_report_of_the_drill()
    {
        var page = await town.OpenAsAsync("joho-kakaricho", "/report");
        await page.GetByLabel("何が起きましたか").FillAsync("訓練中に本物の不審な接続を見つけた");
        await page.GetByLabel("これは訓練です").CheckAsync();
        await page.PressAsync("報告する");
        var receipt = await page.ReceiptNumberAsync();
        await page.FollowAsync("経過を見る・追記する");
        await page.OpenCaseOfAsync(page.Url);
        var drill = page.Url;
        await Expect(page.GetByTestId("case-number")).ToContainTextAsync("訓練-");
        await page.GotoAsync($"{drill.Split('#')[0]}/reason/real-event");
        await page.ShouldBeAccessibleAsync();
        await page.PressAsync("これは実際の事案です");

        // Back on the drill's page, which names the new case.
        await page.Locator(".notice", new() { HasText = "関連する実際の事案" }).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.GetByTestId("case-number")).Not.ToContainTextAsync("訓練");
        Assert.NotEqual(new Uri(drill).AbsolutePath, new Uri(page.Url).AbsolutePath);
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("訓練中に本物の不審な接続を見つけた");
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(receipt);

        await page.GotoAsync("/statistics");
        await page.ShouldBeAccessibleAsync();
        await Expect(page.GetByTestId("real")).ToContainTextAsync("実際の事案");
        await Expect(page.GetByTestId("drills")).ToContainTextAsync("未分類");
        await Expect(page.GetByTestId("real-stages").GetByRole(AriaRole.Rowheader)).ToHaveTextAsync(["トリアージ", "封じ込め", "復旧", "再発防止"]);
        await Expect(page.GetByTestId("drills")).ToContainTextAsync("報告義務");
        var download = await page.RunAndWaitForDownloadAsync(() => page.FollowAsync("事案をCSVで保存"));
        var csv = await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Contains(",訓練,未分類,", csv, StringComparison.Ordinal);
        Assert.Contains(",トリアージの件数,トリアージの時間（中央値）,トリアージの時間（最長）,", csv, StringComparison.Ordinal);
        var duties = await page.RunAndWaitForDownloadAsync(() => page.FollowAsync("報告義務をCSVで保存"));
        Assert.Contains(",報告先,期限内に提出,", await File.ReadAllTextAsync(await duties.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
