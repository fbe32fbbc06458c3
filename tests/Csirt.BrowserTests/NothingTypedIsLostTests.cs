using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Csirt.BrowserTests;

/// <summary>Never lose what was typed: not to a session that ended, not to an error, not to a closed page.</summary>
public sealed class NothingTypedIsLostTests(TownInBrowser town)
{
    private const string SessionCookie = "csirt_session";
    private const string FormCookie = "csirt_form";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_report_goes_on_after_signing_in_again(bool script)
    {
        var page = await town.OpenAsAsync("chomin-madoguchi", "/report", script);
        await page.GetByLabel("何が起きましたか").FillAsync("期限切れのあとに送る報告");
        await page.GetByLabel("折り返しの連絡先").FillAsync("内線 101");
        await page.Context.ClearCookiesAsync(new() { Name = SessionCookie });
        await page.PressAsync("報告する");

        await Expect(page.GetByText("サインインの期限が切れていました")).ToBeVisibleAsync();
        await page.FillInSignInAsync("chomin-madoguchi");
        await Expect(page.GetByText("期限切れのあとに送る報告")).ToBeVisibleAsync();
        await page.PressAsync("この内容で送信する");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("報告を受け付けました");
    }

    [Fact]
    public async Task A_form_that_was_taken_and_comes_again_with_other_words_makes_no_second_report_unless_it_is_meant()
    {
        var page = await town.OpenAsAsync("chomin-madoguchi", "/report");
        var key = await page.Locator("#Key").InputValueAsync();
        await page.GetByLabel("何が起きましたか").FillAsync("封筒を取り違えた");
        await page.PressAsync("報告する");
        var first = await page.ReceiptNumberAsync();

        // As a browser that goes back to the page as it was.
        await page.GotoAsync("/report");
        await page.EvaluateAsync("key => document.querySelector('#Key').value = key", key);
        await page.GetByLabel("何が起きましたか").FillAsync("封筒を二通取り違えた");
        await page.PressAsync("報告する");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("すでに受け付けています");
        await Expect(page.GetByLabel("何が起きましたか")).ToHaveValueAsync("封筒を二通取り違えた");
        await page.ShouldBeAccessibleAsync();

        // A second press is meant.
        await page.PressAsync("報告する");
        Assert.NotEqual(first, await page.ReceiptNumberAsync());
    }

    [Fact]
    public async Task The_filled_form_can_be_had_back_before_it_is_sent()
    {
        var page = await town.OpenAsAsync("chomin-madoguchi", "/report", script: false);
        await page.GetByLabel("何が起きましたか").FillAsync("書き直してから送る報告");
        await page.Context.ClearCookiesAsync(new() { Name = SessionCookie });
        await page.PressAsync("報告する");
        await page.FillInSignInAsync("chomin-madoguchi");
        await page.PressAsync("入力画面に戻る");
        await Expect(page.GetByLabel("何が起きましたか")).ToHaveValueAsync("書き直してから送る報告");
    }

    [Fact]
    public async Task A_form_whose_token_is_gone_is_shown_once_more()
    {
        var page = await town.OpenAsAsync("chomin-madoguchi", "/report", script: false);
        await page.GetByLabel("何が起きましたか").FillAsync("トークンが失われた報告");
        await page.Context.ClearCookiesAsync(new() { Name = FormCookie });
        await page.PressAsync("報告する");
        await Expect(page.GetByText("トークンが失われた報告")).ToBeVisibleAsync();
        await page.PressAsync("この内容で送信する");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("報告を受け付けました");
    }

    [Fact]
    public async Task A_form_of_another_site_is_not_carried_through_the_sign_in()
    {
        var page = await town.OpenAsync();
        await page.RouteAsync("http://elsewhere.invalid/", route => route.FulfillAsync(new()
        {
            ContentType = "text/html",
            Body = $"<form method=post action='{town.Csirt.Address}report'><input name='Form.Text' value='偽の報告'><button>続ける</button></form>",
        }));
        await page.GotoAsync("http://elsewhere.invalid/");
        await page.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.GetByText("送信された内容を読み取れません").First).ToBeVisibleAsync();
        await Expect(page.GetByText("偽の報告")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_draft_comes_back_when_the_page_was_left()
    {
        var page = await town.OpenAsAsync("chomin-madoguchi", "/report");
        await page.GetByLabel("何が起きましたか").FillAsync("途中まで書いた報告");
        await page.GotoAsync("/me");
        await page.GotoAsync("/report");
        await Expect(page.GetByLabel("何が起きましたか")).ToHaveValueAsync("途中まで書いた報告");
        await page.PressAsync("報告する");
        await page.ReceiptNumberAsync();
        await page.GotoAsync("/report");
        await Expect(page.GetByLabel("何が起きましたか")).ToHaveValueAsync("");
    }
}
