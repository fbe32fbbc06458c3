using Csirt.Testing;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Csirt.BrowserTests;

/// <summary>What people do at the pages, in their words.</summary>
internal static class Steps
{
    public static async Task SignInAsync(this IPage page, string userName, string path)
    {
        await page.GotoAsync($"/sign-in?return={Uri.EscapeDataString(path)}");
        await page.FillInSignInAsync(userName);
    }

    public static async Task FillInSignInAsync(this IPage page, string userName)
    {
        await page.GetByLabel("ユーザー名").FillAsync(userName);
        await page.GetByLabel("パスワード").FillAsync(DemoTown.Password);
        await page.PressAsync("サインイン");
    }

    /// <summary>Presses the button of this name.</summary>
    public static Task PressAsync(this IPage page, string name) => page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First.ClickAsync();

    public static Task FollowAsync(this IPage page, string link) => page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = link }).First.ClickAsync();

    /// <summary>Files a report and returns its receipt number.</summary>
    public static async Task<string> ReportAsync(this IPage page, string what)
    {
        await page.GotoAsync("/report");
        await page.GetByLabel("何が起きましたか").FillAsync(what);
        await page.PressAsync("報告する");
        return await page.ReceiptNumberAsync();
    }

    public static async Task<string> ReceiptNumberAsync(this IPage page) => await page.GetByTestId("receipt-number").InnerTextAsync();

    public static Task<string> StageAsync(this IPage page) => page.GetByTestId("stage").InnerTextAsync();

    /// <summary>Opens the case that a report came into, by way of the report.</summary>
    public static async Task OpenCaseOfAsync(this IPage page, string reportUrl)
    {
        await Eventually.TrueAsync(
            async () =>
            {
                await page.GotoAsync(reportUrl);
                return await page.GetByRole(AriaRole.Link, new() { Name = "を開く" }).CountAsync() > 0;
            },
            "the report's case");
        await page.FollowAsync("を開く");
    }

    /// <summary>axe finds nothing serious or critical. It is a script itself: only for windows with JavaScript.</summary>
    public static async Task ShouldBeAccessibleAsync(this IPage page)
    {
        var result = await page.RunAxe();
        var grave = result.Violations.Where(v => v.Impact is "serious" or "critical").Select(Say).ToList();
        Assert.True(grave.Count == 0, $"{page.Url}\n{string.Join('\n', grave)}");
    }

    private static string Say(AxeResultItem violation) => $"{violation.Impact} {violation.Id}: {violation.Help} – {string.Join(" | ", violation.Nodes.Select(n => n.Html))}";
}
