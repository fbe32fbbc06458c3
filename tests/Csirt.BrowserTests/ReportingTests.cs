using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Csirt.BrowserTests;

/// <summary>Filing a report and following it, with and without JavaScript.</summary>
public sealed class ReportingTests(TownInBrowser town)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Staff_report_get_a_number_and_follow_it_without_signing_in(bool script)
    {
        var page = await town.OpenAsAsync("shogai-tanto", "/report", script);
        await page.GetByLabel("何が起きましたか").FillAsync("添付ファイルを開いたら警告が出た");
        await page.GetByLabel("種類", new() { Exact = true }).Or(page.Locator("#Form-Kind")).First.SelectOptionAsync("MaliciousCode");
        await page.Locator("#Form-Noticed-Date").FillAsync("2026-11-25");
        await page.Locator("#Form-Noticed-Time").FillAsync("09:40");
        await page.PressAsync("報告する");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("報告を受け付けました");
        Assert.StartsWith("受付-R8-", await page.ReceiptNumberAsync(), StringComparison.Ordinal);
        await Expect(page.GetByText("端末の LAN ケーブルを抜く")).ToBeVisibleAsync();

        var link = await page.GetByTestId("follow-link").GetAttributeAsync("href");
        var stranger = await town.OpenAsync(script);
        await stranger.GotoAsync(link!);
        await Expect(stranger.GetByTestId("receipt-number")).ToHaveTextAsync(await page.ReceiptNumberAsync());
        await Expect(stranger.GetByText("添付ファイルを開いたら")).ToHaveCountAsync(0);
        await stranger.GetByLabel("追記する内容").FillAsync("画面の写真を撮りました");
        await stranger.PressAsync("追記する");
        await Expect(stranger.GetByText("追記を受け付けました")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_procedure_of_the_chosen_kind_opens_beside_the_form()
    {
        var page = await town.OpenAsAsync("shogai-tanto", "/report");
        await Expect(page.GetByText("削除せず、窓口（内線 313・314）に知らせる")).ToBeHiddenAsync();
        await page.Locator("#Form-Kind").SelectOptionAsync("InformationGathering");
        await Expect(page.GetByText("削除せず、窓口（内線 313・314）に知らせる")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_double_click_makes_one_report()
    {
        var page = await town.OpenAsAsync("zeimu-kacho", "/report", script: false);
        await page.GetByLabel("何が起きましたか").FillAsync("二重に送信した");
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "報告する" }).DblClickAsync();
        Assert.StartsWith("受付-R8-", await page.ReceiptNumberAsync(), StringComparison.Ordinal);
        await page.GotoAsync("/me");
        await Expect(page.GetByText("二重に送信した")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task What_is_wrong_is_said_by_the_field_and_on_top_and_what_was_typed_stays()
    {
        var page = await town.OpenAsAsync("shogai-tanto", "/report", script: false);
        await page.GetByLabel("折り返しの連絡先").FillAsync("内線 126");
        await page.Locator("#Form-Noticed-Time").FillAsync("09:40");
        await page.PressAsync("報告する");

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("何が起きたかを入力してください");
        await Expect(page.GetByLabel("何が起きましたか")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.GetByLabel("折り返しの連絡先")).ToHaveValueAsync("内線 126");
        await Expect(page.Locator("#Form-Noticed-Time")).ToHaveValueAsync("09:40");
        await page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("#Form-Text$"));
    }

    [Fact]
    public async Task An_attachment_is_kept_and_can_be_saved_by_the_contact_point()
    {
        var page = await town.OpenAsAsync("shogai-tanto", "/report");
        await page.GetByLabel("何が起きましたか").FillAsync("写真を添えます");
        await page.Locator("#Files").SetInputFilesAsync(new FilePayload { Name = "画面.txt", MimeType = "text/plain", Buffer = "<script>alert(1)</script>"u8.ToArray() });
        await page.PressAsync("報告する");
        await page.FollowAsync("経過を見る・追記する");
        var report = page.Url;

        var contact = await town.OpenAsAsync("joho-kakaricho", new Uri(report).PathAndQuery);
        await Csirt.Testing.Eventually.TrueAsync(
            async () =>
            {
                await contact.ReloadAsync();
                return await contact.GetByRole(AriaRole.Link, new() { Name = "画面.txt" }).CountAsync() > 0;
            },
            "the report at the contact point");
        var saving = contact.WaitForDownloadAsync();
        await contact.FollowAsync("画面.txt");
        var download = await saving;
        Assert.Equal("<script>alert(1)</script>", await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Residents_report_without_an_account()
    {
        var page = await town.OpenAsync(script: false);
        await page.GotoAsync("/report/990019");
        await page.GetByLabel("何がありましたか").FillAsync("町の名をかたるメールが届きました");
        await page.PressAsync("知らせる");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("報告を受け付けました");
        Assert.StartsWith("受付-R8-", await page.ReceiptNumberAsync(), StringComparison.Ordinal);
    }
}
