using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Csirt.BrowserTests;

/// <summary>The main job at the pages: a report becomes a case, is carried on, and everyone told answers. With and without JavaScript.</summary>
public sealed class MainPathTests(TownInBrowser town)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task From_the_report_to_containment(bool script)
    {
        var reporter = await town.OpenAsAsync("shogai-tanto", "/report", script);
        await reporter.ReportAsync("端末の画面に身代金を求める文が出た");
        await reporter.FollowAsync("経過を見る・追記する");
        var report = reporter.Url;

        var member = await town.OpenAsAsync("joho-kakaricho", "/board", script);
        await Expect(member.GetByRole(AriaRole.Alert).Or(member.GetByText("通知に問題があります"))).ToBeVisibleAsync();
        await member.OpenCaseOfAsync(report);
        Assert.Equal("受付", await member.StageAsync());

        await member.GetByLabel("何をしましたか").FillAsync("LANケーブルを抜いた");
        await member.PressAsync("いま行ったこととして記録");
        await Expect(member.Locator("#measures")).ToContainTextAsync("LANケーブルを抜いた");
        await Expect(member.Locator("#timeline")).ToContainTextAsync("LANケーブルを抜いた");

        await AssessAsync(member);
        Assert.Equal("トリアージ", await member.StageAsync());
        await member.PressAsync("封じ込めへ進む");
        Assert.Equal("封じ込め", await member.StageAsync());

        // What can't be done yet is shown, with every reason.
        await Expect(member.GetByRole(AriaRole.Button, new() { Name = "復旧へ進む" })).ToBeDisabledAsync();
        await Expect(member.Locator("#why-start_recovery")).ToContainTextAsync("横展開");

        await reporter.ReloadAsync();
        await Expect(reporter.GetByText("対応中").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Instructions_go_out_and_their_answers_come_back()
    {
        var reporter = await town.OpenAsAsync("shogai-tanto", "/report", script: false);
        await reporter.ReportAsync("指示の流れを確かめる事案");
        await reporter.FollowAsync("経過を見る・追記する");
        var member = await town.OpenAsAsync("joho-kakaricho", "/board", script: false);
        await member.OpenCaseOfAsync(reporter.Url);
        await AssessAsync(member);

        await member.FollowAsync("指示を出す");
        await member.GetByLabel("情報セキュリティ責任者").CheckAsync();
        await member.GetByLabel("指示の内容").FillAsync("部内の端末に同じ画面がないか確かめてください");
        await member.PressAsync("指示を出す");
        await Expect(member.Locator("#instructions")).ToContainTextAsync("回答待ち");

        var head = await town.OpenAsAsync("fukushi-bucho", new Uri(member.Url).AbsolutePath, script: false);
        await head.Locator("#instructions").GetByRole(AriaRole.Link, new() { Name = "回答を記録する" }).ClickAsync();
        await head.GetByLabel("回答", new() { Exact = false }).First.FillAsync("ほかの端末にはありません");
        await head.PressAsync("回答を記録する");
        await Expect(head.Locator("#instructions")).ToContainTextAsync("ほかの端末にはありません");
        await Expect(head.Locator("#instructions")).ToContainTextAsync("回答済み");
    }

    [Fact]
    public async Task A_duty_is_drafted_approved_by_another_and_filed_with_its_receipt_number()
    {
        var reporter = await town.OpenAsAsync("shogai-tanto", "/report", script: false);
        await reporter.ReportAsync("報告義務の流れを確かめる事案");
        await reporter.FollowAsync("経過を見る・追記する");
        var member = await town.OpenAsAsync("joho-kakaricho", "/board", script: false);
        await member.OpenCaseOfAsync(reporter.Url);
        await AssessAsync(member, personalData: true);
        var @case = new Uri(member.Url).AbsolutePath;
        await Testing.Eventually.TrueAsync(
            async () =>
            {
                await member.GotoAsync(@case);
                return await member.GetByRole(AriaRole.Link, new() { Name = "個人情報保護委員会への速報（個人情報）" }).CountAsync() > 0;
            },
            "the duty");
        await member.FollowAsync("個人情報保護委員会への速報（個人情報）");
        var duty = new Uri(member.Url).AbsolutePath;
        await Expect(member.GetByText("あと4日")).ToBeVisibleAsync();
        await member.FollowAsync("起案し、承認を求める");
        await member.PressAsync("起案し、承認を求める");
        await Expect(member.GetByTestId("duty-state")).ToHaveTextAsync("起案済み（承認待ち）");

        var leader = await town.OpenAsAsync("joho-kacho", duty, script: false);
        await leader.FollowAsync("承認する");
        await leader.PressAsync("承認する");
        await Expect(leader.GetByTestId("duty-state")).ToHaveTextAsync("承認済み（提出待ち）");

        await member.GotoAsync(duty);
        await member.FollowAsync("提出を記録する");
        await member.PressAsync("提出を記録する");
        await Expect(member.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await member.GetByLabel("提出の方法").FillAsync("報告フォーム");
        await member.GetByLabel("受付番号").FillAsync("R080000123");
        await member.PressAsync("提出を記録する");
        await Expect(member.GetByTestId("duty-state")).ToHaveTextAsync("提出済み（受理待ち）");
        await Expect(member.GetByText("R080000123")).ToBeVisibleAsync();
    }

    private static async Task AssessAsync(IPage page, bool personalData = false)
    {
        await page.FollowAsync("評価を入力する");
        await page.Locator("#Incident-Suspected").CheckAsync();
        await page.Locator("#Severity").SelectOptionAsync("High");
        await page.Locator("#fact-information_system-Yes").CheckAsync();
        if (personalData)
        {
            await page.Locator("#fact-personal_data-Suspected").CheckAsync();
            await page.Locator("#fact-leak-Suspected").CheckAsync();
            await page.Locator("#fact-sensitive-Suspected").CheckAsync();
        }

        await page.PressAsync("保存する");
        await Expect(page.GetByText("評価を保存しました")).ToBeVisibleAsync();
    }
}
