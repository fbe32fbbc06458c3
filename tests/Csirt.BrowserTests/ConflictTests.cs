using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Csirt.BrowserTests;

/// <summary>Two people at one case at once.</summary>
public sealed class ConflictTests(TownInBrowser town)
{
    [Fact]
    public async Task Whoever_was_slower_sees_what_the_other_did_and_keeps_what_was_typed()
    {
        var (first, second) = await TwoAtOneCaseAsync("同時に書き換える事案");
        await first.FollowAsync("評価を入力する");
        await second.FollowAsync("評価を入力する");
        await first.GetByLabel("題名").FillAsync("先に付けた題名");
        await first.PressAsync("保存する");
        await second.GetByLabel("題名").FillAsync("後から付けた題名");
        await second.PressAsync("保存する");

        await Expect(second.GetByRole(AriaRole.Alert)).ToContainTextAsync("ほかの人が先に更新しました");
        await Expect(second.GetByText("先に行われたこと")).ToBeVisibleAsync();
        await Expect(second.GetByLabel("題名")).ToHaveValueAsync("後から付けた題名");
        await second.PressAsync("保存する");
        await Expect(second.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("後から付けた題名");
    }

    [Fact]
    public async Task What_only_adds_goes_through_for_both()
    {
        var (first, second) = await TwoAtOneCaseAsync("同時に書き足す事案");
        await first.GetByLabel("何をしましたか").FillAsync("端末を隔離した");
        await second.GetByLabel("何をしましたか").FillAsync("回線を切断した");
        await first.PressAsync("いま行ったこととして記録");
        await second.PressAsync("いま行ったこととして記録");
        await Expect(second.Locator("#measures")).ToContainTextAsync("端末を隔離した");
        await Expect(second.Locator("#measures")).ToContainTextAsync("回線を切断した");
    }

    [Fact]
    public async Task News_arrive_without_reloading_and_leave_what_is_being_typed_alone()
    {
        var (first, second) = await TwoAtOneCaseAsync("知らせが届く事案", script: true);
        await second.GetByLabel("何をしましたか").FillAsync("書きかけの措置");
        await first.GetByLabel("何をしましたか").FillAsync("画面に現れる措置");
        await first.PressAsync("いま行ったこととして記録");
        await Expect(second.Locator("#measures")).ToContainTextAsync("画面に現れる措置", new() { Timeout = 40_000 });
        await Expect(second.GetByLabel("何をしましたか")).ToHaveValueAsync("書きかけの措置");
    }

    private async Task<(IPage First, IPage Second)> TwoAtOneCaseAsync(string what, bool script = false)
    {
        var reporter = await town.OpenAsAsync("shogai-tanto", "/report", script: false);
        await reporter.ReportAsync(what);
        await reporter.FollowAsync("経過を見る・追記する");
        var first = await town.OpenAsAsync("joho-kakaricho", "/board", script);
        await first.OpenCaseOfAsync(reporter.Url);
        var second = await town.OpenAsAsync("joho-kacho", new Uri(first.Url).AbsolutePath, script);
        return (first, second);
    }
}
