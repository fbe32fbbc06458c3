using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MimeKit;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Csirt.BrowserTests;

/// <summary>Acknowledging a notification: at the page, by 確認番号, over the phone, by the link of the mail.</summary>
public sealed partial class AcknowledgingTests(TownInBrowser town)
{
    [Fact]
    public async Task By_the_button_of_ones_own_page()
    {
        var number = await OpenCaseAsync("自分の画面で確認する事案");
        var manager = await town.OpenAsAsync("shogai-kacho", "/me", script: false);
        var told = manager.GetByRole(AriaRole.Listitem).Filter(new() { HasText = number });
        await told.GetByRole(AriaRole.Button, new() { Name = "受領を確認する" }).ClickAsync();
        await Expect(manager.GetByText("受領を確認しました。")).ToBeVisibleAsync();
        await Expect(manager.GetByRole(AriaRole.Listitem).Filter(new() { HasText = number })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task By_the_number_that_someone_reads_out_over_the_phone()
    {
        var number = await OpenCaseAsync("電話で確認する事案");
        var code = CodeIn(await MailOfAsync(number, "shogai-kacho@"));
        var contact = await town.OpenAsAsync("joho-shunin", "/acknowledge", script: false);
        await contact.PressAsync("受領を確認する");
        await Expect(contact.GetByRole(AriaRole.Alert)).ToContainTextAsync("確認番号を入力してください");

        await contact.GetByLabel("確認番号").FillAsync(code);
        await contact.GetByText("電話で受けた確認を記録する").ClickAsync();
        await contact.GetByLabel("話した内容").FillAsync("庁舎に向かうとのこと");
        await contact.PressAsync("受領を確認する");
        await Expect(contact.GetByText("受領を記録しました")).ToBeVisibleAsync();
        await Expect(contact.GetByText(number)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task By_ones_own_number()
    {
        var number = await OpenCaseAsync("番号で確認する事案");
        var code = CodeIn(await MailOfAsync(number, "shogai-kacho@"));
        var manager = await town.OpenAsAsync("shogai-kacho", "/acknowledge", script: false);
        await manager.GetByLabel("確認番号").FillAsync(code);
        await manager.PressAsync("受領を確認する");
        await Expect(manager.GetByText("受領を記録しました")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task By_the_link_where_looking_alone_changes_nothing()
    {
        var number = await OpenCaseAsync("リンクで確認する事案");
        var link = LinkPattern().Match(await MailOfAsync(number, "shogai-kacho@")).Value;
        using (var scanner = town.Csirt.Client())
        {
            using var looked = await scanner.GetAsync(new Uri(link, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal("no-referrer", looked.Headers.GetValues("Referrer-Policy").Single());
        }

        var page = await town.OpenAsync(script: false);
        await page.GotoAsync(link);
        await Expect(page.GetByText(number, new() { Exact = true })).ToBeVisibleAsync();
        await page.PressAsync("受領を確認する");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("受領を確認しました");

        await page.GotoAsync("/acknowledge/no-such-secret");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("ページが見つかりません");
    }

    [Fact]
    public async Task A_call_is_recorded_beside_the_mail_that_was_only_written_out()
    {
        var number = await OpenCaseAsync("電話の記録を確かめる事案");
        await MailOfAsync(number, "shogai-kacho@");
        var member = await town.OpenAsAsync("joho-kakaricho", $"/cases/{number}", script: false);
        await Expect(member.Locator("#notifications")).ToContainTextAsync("書き出し（未送信）");
        await member.Locator("#notifications").GetByRole(AriaRole.Row).Filter(new() { HasText = "障がい福祉課長" }).GetByRole(AriaRole.Link).First.ClickAsync();
        await member.GetByLabel("つながり、受領を確認した").CheckAsync();
        await member.PressAsync("保存する");
        await Expect(member.Locator("#notifications")).ToContainTextAsync("受領確認済");
    }

    /// <summary>Files a report and returns the number of its case.</summary>
    private async Task<string> OpenCaseAsync(string what)
    {
        var reporter = await town.OpenAsAsync("shogai-tanto", "/report", script: false);
        await reporter.ReportAsync(what);
        await reporter.FollowAsync("経過を見る・追記する");
        var member = await town.OpenAsAsync("joho-kakaricho", "/board", script: false);
        await member.OpenCaseOfAsync(reporter.Url);
        return await member.GetByTestId("case-number").InnerTextAsync();
    }

    private Task<string> MailOfAsync(string number, string to) => Testing.Eventually.GetAsync(
        async () =>
        {
            foreach (var file in System.IO.Directory.GetFiles(Path.Combine(town.Csirt.Folder, "mail", "pickup"), "*.eml"))
            {
                using var mail = await MimeMessage.LoadAsync(file);
                if (mail.To.ToString().Contains(to, StringComparison.Ordinal) && mail.TextBody is { } text && text.Contains(number, StringComparison.Ordinal))
                {
                    return text;
                }
            }

            return string.Empty;
        },
        body => body.Length > 0,
        $"the mail about {number}");

    private static string CodeIn(string mail) => CodePattern().Match(mail).Groups[1].Value;

    [GeneratedRegex("確認番号: ([0-9 -]+)")]
    private static partial Regex CodePattern();

    [GeneratedRegex("/acknowledge/[^\\s]+")]
    private static partial Regex LinkPattern();
}
