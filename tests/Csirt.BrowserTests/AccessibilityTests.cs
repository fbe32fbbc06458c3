using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Csirt.BrowserTests;

/// <summary>axe finds nothing serious on any page; the keyboard gets everywhere; 200 % zoom needs no sideways scrolling.</summary>
public sealed class AccessibilityTests(TownInBrowser town)
{
    private static readonly string[] FormsOfCase =
    [
        "assessment", "times", "cause", "measures/new", "instructions/new", "similar-systems", "decision", "delegations/new", "absence-decisions/new",
        "notes/new", "evidence/new", "publication", "lessons/new", "nominations/new", "handlers", "restriction", "implicated", "merge",
        "exceptions/new", "media/new", "move/start_triage", "reason/recovery-waiver", "contacts/new",
    ];

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/password")]
    [InlineData("/report/990019")]
    [InlineData("/nowhere")]
    public async Task Pages_for_everyone(string path)
    {
        var page = await town.OpenAsync();
        await page.GotoAsync(path);
        await page.ShouldBeAccessibleAsync();
    }

    [Theory]
    [InlineData("/report")]
    [InlineData("/me")]
    [InlineData("/board")]
    [InlineData("/board?list=true")]
    [InlineData("/acknowledge")]
    [InlineData("/absences")]
    [InlineData("/absences/set")]
    [InlineData("/call-list")]
    [InlineData("/systems")]
    [InlineData("/systems/sys-juki")]
    [InlineData("/procedures")]
    [InlineData("/readiness")]
    [InlineData("/paper")]
    [InlineData("/operations")]
    [InlineData("/alarms")]
    [InlineData("/statistics")]
    [InlineData("/dry-run")]
    [InlineData("/plan")]
    [InlineData("/me/second-factor")]
    public async Task Pages_for_the_csirt(string path)
    {
        var page = await town.OpenAsAsync("joho-kakaricho", path);
        await page.ShouldBeAccessibleAsync();
    }

    [Theory]
    [InlineData("/accounts")]
    [InlineData("/accounts/p-joho-shunin")]
    [InlineData("/accounts/keys")]
    public async Task Pages_for_whoever_looks_after_accounts(string path)
    {
        var page = await town.OpenAsAsync("joho-shunin", path);
        await page.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task On_a_phone_no_page_of_the_csirt_scrolls_sideways()
    {
        var page = await town.OpenAsAsync("joho-kakaricho", "/report", width: 390);
        await page.ReportAsync("電話で見る事案");
        await page.FollowAsync("経過を見る・追記する");
        await page.OpenCaseOfAsync(page.Url);
        // The table of notifications is what was too wide.
        await Expect(page.Locator("#notifications table")).ToHaveCountAsync(1);
        foreach (var path in (string[])[new Uri(page.Url).AbsolutePath, "/board", "/board?list=true", "/paper", "/absences", "/absences/set", "/call-list", "/systems", "/systems/sys-juki", "/procedures", "/readiness", "/statistics", "/alarms", "/disposal", "/operations", "/dry-run", "/plan"])
        {
            await page.GotoAsync(path);
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path);
        }
    }

    [Fact]
    public async Task The_case_page_and_every_form_of_it()
    {
        var page = await town.OpenAsAsync("joho-kakaricho", "/report");
        await page.ReportAsync("すべての画面を確かめるための事案");
        await page.ShouldBeAccessibleAsync();
        await page.FollowAsync("経過を見る・追記する");
        await page.ShouldBeAccessibleAsync();
        await page.OpenCaseOfAsync(page.Url);
        await page.ShouldBeAccessibleAsync();
        var @case = new Uri(page.Url).AbsolutePath;
        foreach (var form in FormsOfCase)
        {
            await page.GotoAsync($"{@case}/{form}");
            await Expect(page.Locator("main form")).ToHaveCountAsync(1);
            await page.ShouldBeAccessibleAsync();
        }
    }

    [Fact]
    public async Task Errors_are_announced_and_have_the_focus()
    {
        var page = await town.OpenAsAsync("shogai-tanto", "/report");
        await page.PressAsync("報告する");
        await Expect(page.Locator("#error-summary")).ToBeFocusedAsync();
        await Expect(page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex("^エラー："));
        await page.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task The_first_tab_leads_past_the_menu()
    {
        var page = await town.OpenAsAsync("joho-kakaricho", "/board");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "本文へ移動" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#main")).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData("/report")]
    [InlineData("/board")]
    [InlineData("/board?list=true")]
    [InlineData("/me")]
    public async Task Zoomed_to_200_percent_nothing_needs_sideways_scrolling(string path)
    {
        var page = await town.OpenAsAsync("joho-kakaricho", path, width: 640);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path);
    }
}
