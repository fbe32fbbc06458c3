using System.Text.Json;
using System.Text.RegularExpressions;
using Csirt.AllInOne;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Values;
using Csirt.Testing;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Csirt.BrowserTests;

/// <summary>保存と廃棄: one person holds, lifts and proposes, another approves; afterwards the case's page says 廃棄済み.</summary>
public sealed class DisposalPagesTests(TownInBrowser browser)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_case_is_held_proposed_and_disposed_of_by_another_person()
    {
        var clock = new LaterClock();
        await using var csirt = await CsirtProcess.StartAsync(AllServices.Modules, time: clock);
        var @case = await EndedCaseAsync(csirt);
        clock.By = TimeSpan.FromDays(366 * 7);

        var page = await SignInAsync(csirt, "joho-kacho", "/board");
        await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "保存と廃棄" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("起案できる");
        await page.ShouldBeAccessibleAsync();
        await page.GetByLabel("事案番号").FillAsync(@case.Number);
        await page.PressAsync("事案の保存と廃棄を開く");
        await page.ShouldBeAccessibleAsync();

        await page.GetByLabel("種類").SelectOptionAsync("Litigation");
        await page.GetByLabel("保留の理由").FillAsync("損害賠償請求");
        await page.PressAsync("保留を設定する");
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("保留中です：損害賠償請求");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "廃棄を起案する" })).ToHaveCountAsync(0);
        await page.ShouldBeAccessibleAsync();
        await page.GetByLabel("解除する保留").SelectOptionAsync("H1");
        await page.GetByLabel("解除の理由").FillAsync("判決が確定した");
        await page.PressAsync("保留を解除する");

        await page.PressAsync("廃棄を起案する");
        await Expect(page.Locator("#error-summary")).ToContainTextAsync("理由を入力してください。");
        await page.ShouldBeAccessibleAsync();
        await page.GetByRole(AriaRole.Main).GetByLabel("理由", new() { Exact = false }).First.FillAsync("保存期間の満了");
        await page.PressAsync("廃棄を起案する");
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("承認待ち");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "承認して廃棄する" })).ToHaveCountAsync(0);

        var approver = await SignInAsync(csirt, "kikaku-bucho", $"/disposal/{@case.Id}");
        await approver.ShouldBeAccessibleAsync();
        await approver.GetByRole(AriaRole.Main).GetByLabel("理由", new() { Exact = false }).First.FillAsync("引継ぎの必要なし");
        await approver.PressAsync("承認して廃棄する");
        await Expect(approver.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("廃棄済み");
        await approver.ShouldBeAccessibleAsync();
        await page.GotoAsync(new Uri(csirt.Address, $"/cases/{@case.Id}").ToString());
        await Expect(page).ToHaveURLAsync(new Regex($"/disposal/{@case.Id}$"));
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(@case.Number);
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("引継ぎの必要なし");
        await page.GotoAsync(new Uri(csirt.Address, "/disposal/register").ToString());
        await Expect(page.GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        await page.ShouldBeAccessibleAsync();
    }

    private async Task<IPage> SignInAsync(CsirtProcess csirt, string userName, string path)
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync(new Uri(csirt.Address, $"/sign-in?return={Uri.EscapeDataString(path)}").ToString());
        await page.FillInSignInAsync(userName);
        await page.WaitForURLAsync(url => !new Uri(url).AbsolutePath.StartsWith("/sign-in", StringComparison.Ordinal));
        return page;
    }

    private static async Task<CaseLink> EndedCaseAsync(CsirtProcess csirt)
    {
        using var staff = await CsirtClient.SignInAsync(csirt.Address, "shogai-tanto", Stop);
        using var leader = await CsirtClient.SignInAsync(csirt.Address, "joho-kacho", Stop);
        var receipt = await staff.PostAsync<ReportReceipt>("/api/intake/reports", new FileReportRequest { Text = "不審なメールを受け取った", SectionId = "sec-shogai" }, stop: Stop);
        var found = (await Eventually.GetAsync(() => leader.FindAsync<CaseLink>($"/api/cases/by-report/{receipt.ReportId}", Stop), c => c is not null, "the case"))!;
        Task<CaseDetail> See() => leader.GetAsync<CaseDetail>($"/api/cases/{found.Id}", Stop);
        async Task Do(string command, object body) => await leader.PostAsync<JsonElement>($"/api/cases/{found.Id}/{command}", body, (await See()).Version, stop: Stop);
        await Do("triggers/start_triage", new MoveRequest());
        await Do("assessment", new AssessRequest { Incident = Answer.No });
        await Do("triggers/judge_not_incident", new MoveRequest());
        await Eventually.TrueAsync(async () => await See() is var c && c.DutiesForVersion == c.Version && c.Duties.All(d => d.Ended), "no duty is open");
        return found;
    }

    /// <summary>The machine's clock, later by so much.</summary>
    private sealed class LaterClock : TimeProvider
    {
        private long _ticks;

        public TimeSpan By
        {
            set => Interlocked.Exchange(ref _ticks, value.Ticks);
        }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ticks));
    }
}
