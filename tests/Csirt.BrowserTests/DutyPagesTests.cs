using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Csirt.Testing;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Csirt.BrowserTests;

/// <summary>What is owed, on the pages: the dry run, the text of a report, 本人通知 by group, every version.</summary>
public sealed class DutyPagesTests(TownInBrowser town)
{
    [Fact]
    public async Task The_dry_run_answers_without_script_who_by_when_under_which_clause_and_why()
    {
        var page = await town.OpenAsAsync("joho-kakaricho", "/dry-run", script: false);
        await page.Locator("#fact-personal_data-Yes").CheckAsync();
        await page.Locator("#fact-sensitive-Suspected").CheckAsync();
        await page.GetByLabel("本人の数：少なくとも").First.FillAsync("3");
        await page.GetByLabel("多くても").First.FillAsync("3");
        await page.PressAsync("試算する");
        var result = page.GetByTestId("dry-run-result");
        await Expect(result).ToContainTextAsync("個人情報保護委員会への確報");
        await Expect(result).ToContainTextAsync("法令・30日");
        await Expect(result).ToContainTextAsync("要配慮個人情報が含まれるか＝おそれあり");
        await Expect(result).ToContainTextAsync("5.3(1)ア");
        await Expect(page.Locator("#fact-sensitive-Suspected")).ToBeCheckedAsync();
    }

    [Fact]
    public async Task A_report_is_written_filed_added_to_and_read_again_by_version()
    {
        var page = await OwingAsync("名簿の入ったUSBメモリが見当たらない");
        var @case = new Uri(page.Url).AbsolutePath;
        await page.GotoAsync($"{@case}#duties");
        await page.FollowAsync("個人情報保護委員会への速報（個人情報）");
        var duty = new Uri(page.Url).AbsolutePath;
        await page.ShouldBeAccessibleAsync();
        await Expect(page.Locator("button[data-copy]").First).ToBeVisibleAsync();

        await page.FollowAsync("文案を書く");
        await page.ShouldBeAccessibleAsync();
        await page.GetByLabel("4. 原因").FillAsync("施錠していない棚");
        await page.PressAsync("保存する");
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("施錠していない棚");

        var download = await page.RunAndWaitForDownloadAsync(() => page.FollowAsync("Wordファイル"));
        Assert.EndsWith(".docx", download.SuggestedFilename, StringComparison.Ordinal);
        await using (var word = await ZipFile.OpenReadAsync(await download.PathAsync(), TestContext.Current.CancellationToken))
        {
            using var text = new StreamReader(await word.GetEntry("word/document.xml")!.OpenAsync(TestContext.Current.CancellationToken));
            Assert.Contains("施錠していない棚", await text.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        await page.GotoAsync($"{duty}/print");
        await page.ShouldBeAccessibleAsync();
        await page.GotoAsync($"{duty}/file");
        await page.GetByLabel("提出の方法").FillAsync("ウェブフォーム");
        await page.GetByLabel("承認を待たずに提出した理由（緊急提出）").FillAsync("期限が迫っている");
        await page.PressAsync("提出を記録する");
        await Expect(page.GetByTestId("duty-state")).ToHaveTextAsync("提出済み（受理待ち）");
        await page.GotoAsync($"{@case}/versions");
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("第1版 緊急提出");
        await Expect(page.Locator("div[aria-label='事実の変更'] tr").Filter(new() { HasText = "要配慮個人情報" })).ToContainTextAsync("はい");
        await page.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task Persons_concerned_are_kept_by_group_without_script()
    {
        var page = await OwingAsync("封筒の誤送付", script: false);
        await page.FollowAsync("本人への通知（個人情報）");
        await page.FollowAsync("区分を加える");
        await page.GetByLabel("どのような人たちか").FillAsync("転居先の分からない人");
        await page.GetByLabel("延期").CheckAsync();
        await page.PressAsync("保存する");
        await Expect(page.Locator("#error-summary")).ToContainTextAsync("理由を入力してください。");
        await page.GetByLabel("理由").FillAsync("住所を照会中");
        var inAMonth = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(9)).AddDays(30);
        await page.GetByLabel("次に見直す日").FillAsync(inAMonth.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await page.PressAsync("保存する");
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("転居先の分からない人");
    }

    [Fact]
    public async Task The_form_for_a_group_is_accessible()
    {
        var page = await OwingAsync("名簿の誤公開");
        await page.FollowAsync("本人への通知（個人情報）");
        await page.FollowAsync("区分を加える");
        await page.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task Statistics_say_which_duties_were_kept_and_fit_a_phone()
    {
        var page = await OwingAsync("統計に数える誤送付");
        await page.SetViewportSizeAsync(390, 900);
        await page.GotoAsync("/statistics");
        var row = page.GetByTestId("real-duties").GetByRole(AriaRole.Row).Filter(new() { HasText = "個人情報保護委員会への速報（個人情報）" });
        await Expect(row.GetByRole(AriaRole.Cell).First).ToHaveTextAsync("個人情報保護委員会");
        await Expect(row.GetByRole(AriaRole.Cell).Nth(4)).ToHaveTextAsync(new Regex("^[1-9]"));
        await page.ShouldBeAccessibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), "the page");
        var stages = page.GetByRole(AriaRole.Region, new() { Name = "実際の事案の段階ごとの時間" });
        Assert.True(await stages.EvaluateAsync<bool>("table => table.scrollWidth <= table.clientWidth"), "the times of the stages, to the last column");

        var download = await page.RunAndWaitForDownloadAsync(() => page.FollowAsync("報告義務をCSVで保存"));
        var csv = await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Contains("実際の事案,\"appi-preliminary\",\"個人情報保護委員会への速報（個人情報）\",\"個人情報保護委員会\",", csv, StringComparison.Ordinal);
    }

    /// <summary>The case page of an incident with personal data, its duties worked out.</summary>
    private async Task<IPage> OwingAsync(string what, bool script = true)
    {
        var page = await town.OpenAsAsync("joho-kakaricho", "/report", script);
        await page.ReportAsync(what);
        await page.FollowAsync("経過を見る・追記する");
        await page.OpenCaseOfAsync(page.Url);
        var @case = new Uri(page.Url).AbsolutePath;
        await page.GotoAsync($"{@case}/assessment");
        await page.GetByRole(AriaRole.Group, new() { Name = "インシデントか" }).GetByLabel("はい").CheckAsync();
        await page.Locator("#fact-personal_data-Yes").CheckAsync();
        await page.Locator("#fact-sensitive-Yes").CheckAsync();
        await page.PressAsync("保存する");
        await Eventually.TrueAsync(
            async () =>
            {
                await page.GotoAsync(@case);
                return await page.GetByRole(AriaRole.Link, new() { Name = "個人情報保護委員会への速報（個人情報）" }).CountAsync() > 0;
            },
            "the duties of the case");
        return page;
    }
}
