using Csirt.Testing;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Csirt.BrowserTests;

/// <summary>県の受付: the prefecture's officer takes in what a town has filed, and the town sees the receipt.</summary>
public sealed class PrefectureTests(TownInBrowser browser)
{
    [Fact]
    public async Task The_officer_takes_a_report_in_and_passes_it_on()
    {
        await using var town = await SeededTown.StartAsync("障がい福祉課のUSBメモリが見つからない");
        var filed = await town.FileAsync();
        var page = await browser.OpenAsync();
        await page.GotoAsync(new Uri(town.Csirt.Address, "/sign-in?return=/town-reports").ToString());
        await page.GetByLabel("団体").SelectOptionAsync(DemoTown.PrefectureCode);
        await page.GetByLabel("ユーザー名").FillAsync("shichoson-tanto");
        await page.GetByLabel("パスワード").FillAsync(DemoTown.PrefecturePassword);
        await page.PressAsync("サインイン");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("県の受付");
        await Eventually.TrueAsync(
            async () =>
            {
                await page.ReloadAsync();
                return await page.GetByRole(AriaRole.Row).CountAsync() > 1;
            },
            "the report at the prefecture");
        await page.ShouldBeAccessibleAsync();
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("青葉町（デモ）");

        await page.FollowAsync(filed.Title);
        await page.ShouldBeAccessibleAsync();
        await page.PressAsync("県として受け付ける");
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("受付番号を入力してください。");
        await page.ShouldBeAccessibleAsync();
        await page.GetByLabel("受付番号").FillAsync("県-2026-0317");
        await page.PressAsync("県として受け付ける");
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("県-2026-0317");
        await page.PressAsync("総務省への進達を記録する");
        await page.GetByLabel("受付番号").FillAsync("総行情-88");
        await page.PressAsync("総務省の受付を記録する");
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("総行情-88");

        Assert.Equal("総行情-88", (await town.DutyAsync("ministry", d => d.History[^1].What == "ministry_received")).History[^1].ReceiptNumber);
    }
}
