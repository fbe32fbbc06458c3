using System.Net;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Csirt.BrowserTests;

/// <summary>Who isn't signed in, whose case it isn't, what is no page, and text that would like to be script.</summary>
public sealed class SafetyTests(TownInBrowser town)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/report")]
    [InlineData("/me")]
    [InlineData("/board")]
    [InlineData("/cases/00000000000000000000000000000000")]
    [InlineData("/duties/00000000000000000000000000000000")]
    [InlineData("/acknowledge")]
    [InlineData("/absences")]
    [InlineData("/call-list")]
    [InlineData("/operations")]
    public async Task Whoever_is_not_signed_in_goes_to_the_sign_in_and_comes_back(string path)
    {
        var page = await town.OpenAsync(script: false);
        await page.GotoAsync(path);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("サインイン");
        Assert.Contains($"return={Uri.EscapeDataString(path)}", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_in_leads_nowhere_else()
    {
        var page = await town.OpenAsync(script: false);
        await page.GotoAsync("/sign-in?return=https%3A%2F%2Felsewhere.invalid%2F");
        await page.FillInSignInAsync("shogai-tanto");
        await Expect(page).ToHaveURLAsync(new Uri(town.Csirt.Address, "/me").ToString());
    }

    [Fact]
    public async Task A_wrong_password_is_refused_in_words_and_the_user_name_stays()
    {
        var page = await town.OpenAsync(script: false);
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("ユーザー名").FillAsync("nobody-of-that-name");
        await page.GetByLabel("パスワード").FillAsync("wrong-password-1");
        await page.PressAsync("サインイン");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("ユーザー名");
        await Expect(page.GetByLabel("ユーザー名")).ToHaveValueAsync("nobody-of-that-name");
        await Expect(page.GetByLabel("パスワード")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task What_is_no_page_says_so_with_a_reference_number()
    {
        var page = await town.OpenAsync(script: false);
        var answer = await page.GotoAsync("/nowhere");
        Assert.Equal((int)HttpStatusCode.NotFound, answer!.Status);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("ページが見つかりません");
        await Expect(page.GetByText("参照番号：")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_case_that_is_not_theirs_does_not_exist_for_staff()
    {
        var reporter = await town.OpenAsAsync("shogai-tanto", "/report", script: false);
        await reporter.ReportAsync("ほかの人には見えない事案");
        await reporter.FollowAsync("経過を見る・追記する");
        var member = await town.OpenAsAsync("joho-kakaricho", "/board", script: false);
        await member.OpenCaseOfAsync(reporter.Url);

        var stranger = await town.OpenAsAsync("chomin-madoguchi", new Uri(member.Url).AbsolutePath, script: false);
        await Expect(stranger.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("ページが見つかりません");
        await stranger.GotoAsync(new Uri(member.Url).AbsolutePath + "/assessment");
        await Expect(stranger.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("ページが見つかりません");
        await stranger.GotoAsync("/board");
        await Expect(stranger.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("この操作を行う権限がありません");
    }

    [Fact]
    public async Task Script_in_a_text_field_stays_text()
    {
        const string Evil = "<script>document.title='やられた'</script><img src=x onerror=\"document.title='やられた'\">\"'>";
        var reporter = await town.OpenAsAsync("shogai-tanto", "/report");
        await reporter.ReportAsync(Evil);
        await reporter.FollowAsync("経過を見る・追記する");
        await Expect(reporter.GetByText("<script>document.title=")).ToBeVisibleAsync();
        var member = await town.OpenAsAsync("joho-kakaricho", "/board");
        await member.OpenCaseOfAsync(reporter.Url);
        await Expect(member.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("<script>");
        Assert.Equal(0, await member.Locator("img[src=x]").CountAsync());
        Assert.DoesNotContain("document.title='やられた'", await member.EvaluateAsync<string>("[...document.scripts].map(s => s.textContent).join()"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_tell_the_browser_to_run_nothing_foreign_and_to_keep_nothing()
    {
        using var nobody = town.Csirt.Client();
        using var answer = await nobody.GetAsync(new Uri("/sign-in", UriKind.Relative), TestContext.Current.CancellationToken);
        string Header(string name) => string.Join(' ', answer.Headers.TryGetValues(name, out var values) ? values : []);
        Assert.Contains("default-src 'none'", Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.Contains("no-store", Header("Cache-Control"), StringComparison.Ordinal);
        Assert.All(answer.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase));
    }
}
