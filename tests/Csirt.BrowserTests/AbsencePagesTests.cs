using Csirt.AllInOne;
using Csirt.Testing;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Csirt.BrowserTests;

/// <summary>不在と代理, without JavaScript: one's own absence, that of a colleague, and what the page warns of. In a town of its own.</summary>
public sealed class AbsencePagesTests(TownInBrowser browser)
{
    private const string Librarian = "図書館長（デモ）";

    private static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(9)).DateTime);

    [Fact]
    public async Task An_absence_is_set_seen_with_who_stands_in_accepted_and_ended()
    {
        await using var csirt = await CsirtProcess.StartAsync(AllServices.Modules);
        var own = await SignInAsync(csirt, "toshokancho", "/me", script: false);
        await own.FollowAsync("不在と代理者を設定する");
        await own.PressAsync("不在を設定する");
        await Expect(own.Locator("#Until .error")).ToHaveTextAsync("いつまで不在かを入力してください。");

        // Refused by the service: said beside the field, what was typed stays.
        await own.Locator("#Until-Date").FillAsync(Iso(Today.AddDays(-1)));
        await own.GetByLabel("代理者").SelectOptionAsync("p-shogaku-kacho");
        await own.PressAsync("不在を設定する");
        await Expect(own.Locator("#Until .error")).ToContainTextAsync("終わりの日時は、始まりと現在より後にしてください。");
        await Expect(own.Locator("#Until-Date")).ToHaveValueAsync(Iso(Today.AddDays(-1)));
        await Expect(own.GetByLabel("代理者")).ToHaveValueAsync("p-shogaku-kacho");

        await own.Locator("#Until-Date").FillAsync(Iso(Today.AddDays(7)));
        await own.PressAsync("不在を設定する");
        var running = RowIn(own, "いま不在の人");
        await Expect(running).ToContainTextAsync($"{InJapanese(Today.AddDays(7))}まで");
        await Expect(running).ToContainTextAsync("生涯学習課長（デモ）");
        await Expect(running).ToContainTextAsync("権限はCISOの承認待ち");
        await Expect(own.GetByText("代理者を決め直してください")).ToHaveCountAsync(0);
        // What stands there comes back into the form: the whole last day, without a clock time.
        await own.FollowAsync("変更する");
        await Expect(own.Locator("#Until-Date")).ToHaveValueAsync(Iso(Today.AddDays(7)));
        await Expect(own.Locator("#Until-Time")).ToHaveValueAsync("");

        // The one accepted by the CISO acts for 情報システム管理者.
        var ciso = await SignInAsync(csirt, "fukuchocho", "/absences", script: false);
        await RowIn(ciso, "いま不在の人").GetByRole(AriaRole.Button, new() { Name = "代理者を承認する" }).ClickAsync();
        await Expect(ciso.GetByText("代理者を承認しました。")).ToBeVisibleAsync();
        await Expect(ciso.GetByText("権限はCISOの承認待ち")).ToHaveCountAsync(0);

        await own.GotoAsync(Address(csirt, "/absences"));
        await RowIn(own, "いま不在の人").GetByRole(AriaRole.Button, new() { Name = "不在を終える" }).ClickAsync();
        await Expect(own.GetByText("不在を終えました。")).ToBeVisibleAsync();
        await Expect(own.GetByRole(AriaRole.Region, new() { Name = "いま不在（0人）" })).ToContainTextAsync("いません。");
    }

    [Fact]
    public async Task Where_the_deputy_is_away_too_the_page_says_who_is_told_and_from_when()
    {
        await using var csirt = await CsirtProcess.StartAsync(AllServices.Modules);
        var keeper = await SignInAsync(csirt, "joho-shunin", "/absences", script: false);
        await SetAsync(keeper, "p-toshokancho", Today.AddDays(2), Today.AddDays(6));
        await SetAsync(keeper, "p-shogaku-kacho", Today.AddDays(4), Today.AddDays(5));

        await Expect(keeper.GetByRole(AriaRole.Main)).ToContainTextAsync(
            $"{Librarian}：{InJapanese(Today.AddDays(4))}から{InJapanese(Today.AddDays(5))}まで、代理者の生涯学習課長（デモ）も不在です。知らせは生涯学習課 講座担当（デモ）に届きますが、権限は移りません。");
        var row = RowIn(keeper, "これから不在の人");
        await Expect(row.Locator("td").Nth(1).Locator("p")).ToContainTextAsync(
        [
            $"{InJapanese(Today.AddDays(2))}から{InJapanese(Today.AddDays(3))}まで",
            "代理者（生涯学習課長（デモ））も不在",
            InJapanese(Today.AddDays(6)),
            "権限はCISOの承認待ち",
        ]);
        await SetAsync(keeper, "p-shogaku-tanto", Today.AddDays(5), Today.AddDays(5));
        await Expect(keeper.GetByRole(AriaRole.Main)).ToContainTextAsync(
            $"{Librarian}：{InJapanese(Today.AddDays(5))}、代理者の生涯学習課長（デモ）も不在で、代わりに知らせを受ける人がいません。");

        // A colleague sees it, and can change nothing.
        var colleague = await SignInAsync(csirt, "gakko-tanto", "/absences", script: false);
        await Expect(colleague.GetByRole(AriaRole.Main)).ToContainTextAsync(Librarian);
        await Expect(colleague.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "変更する" })).ToHaveCountAsync(0);
        await Expect(colleague.GetByText("ほかの人の不在を設定する")).ToHaveCountAsync(0);
        await colleague.GotoAsync(Address(csirt, "/absences/set?person=p-toshokancho"));
        await Expect(colleague.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("この操作を行う権限がありません");

        var reader = await SignInAsync(csirt, "joho-shunin", "/absences", script: true);
        await reader.ShouldBeAccessibleAsync();
        await reader.GotoAsync(Address(csirt, "/absences/set?person=p-toshokancho"));
        await reader.ShouldBeAccessibleAsync();
        foreach (var path in (string[])["/absences", "/absences/set?person=p-toshokancho"])
        {
            await reader.SetViewportSizeAsync(390, 900);
            await reader.GotoAsync(Address(csirt, path));
            Assert.True(await reader.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path);
        }
    }

    private static ILocator RowIn(IPage page, string table) =>
        page.GetByRole(AriaRole.Region, new() { Name = table }).GetByRole(AriaRole.Row).Filter(new() { HasText = Librarian });

    private static async Task SetAsync(IPage keeper, string person, DateOnly from, DateOnly until)
    {
        await keeper.Locator("#Person").SelectOptionAsync(person);
        await keeper.PressAsync("期間と代理者を入力する");
        await keeper.Locator("#From-Date").FillAsync(Iso(from));
        await keeper.Locator("#Until-Date").FillAsync(Iso(until));
        await keeper.PressAsync("不在を設定する");
        await Expect(keeper.GetByText("不在を設定しました。")).ToBeVisibleAsync();
    }

    private async Task<IPage> SignInAsync(CsirtProcess csirt, string userName, string path, bool script)
    {
        var page = await browser.OpenAsync(script);
        await page.GotoAsync(Address(csirt, $"/sign-in?return={Uri.EscapeDataString(path)}"));
        await page.FillInSignInAsync(userName);
        await page.WaitForURLAsync(url => !new Uri(url).AbsolutePath.StartsWith("/sign-in", StringComparison.Ordinal));
        return page;
    }

    private static string Address(CsirtProcess csirt, string path) => new Uri(csirt.Address, path).ToString();

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", null);

    private static string InJapanese(DateOnly day) => $"{(day.Year == Today.Year ? null : $"{day.Year}年")}{day.Month}月{day.Day}日（{"日月火水木金土"[(int)day.DayOfWeek]}）";
}
