using Csirt.Directory.SecondFactor;
using Csirt.Testing;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Csirt.BrowserTests;

/// <summary>Second factors, temporary passwords and keys at the pages, without JavaScript (policy 4.4(2), 6.2(1)イ, カ). Each test has an account of its own.</summary>
public sealed class AccountTests(TownInBrowser town)
{
    [Fact]
    public async Task An_authenticator_is_registered_and_asked_for_at_the_next_sign_in()
    {
        var page = await town.OpenAsAsync("kikaku-tanto", "/me/second-factor", script: false);
        await page.PressAsync("認証アプリを登録する");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("パスワードを入力してください");
        await page.GetByLabel("パスワード").FillAsync(DemoTown.Password);
        await page.PressAsync("認証アプリを登録する");
        var secret = FromBase32((await page.GetByTestId("secret").InnerTextAsync()).Replace(" ", string.Empty, StringComparison.Ordinal));

        // A mistyped code doesn't cost the key that was just typed into the phone.
        await page.GetByLabel("6桁の数字").FillAsync("000000");
        await page.PressAsync("登録を終える");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("6桁の数字");
        await page.GetByLabel("6桁の数字").FillAsync(Totp.CodeAt(secret, TimeProvider.System.GetUtcNow()));
        await page.PressAsync("登録を終える");
        await Expect(page.GetByText("認証アプリを登録しました")).ToBeVisibleAsync();

        var next = await town.OpenAsync(script: false);
        await next.SignInAsync("kikaku-tanto", "/me");
        await Expect(next.GetByLabel("ワンタイムコード")).ToBeVisibleAsync();
        await next.GetByLabel("パスワード").FillAsync(DemoTown.Password);
        // The code of the next half minute: the one of this was used up by the registration.
        await next.GetByLabel("ワンタイムコード").FillAsync(Totp.CodeAt(secret, TimeProvider.System.GetUtcNow().AddSeconds(30)));
        await next.PressAsync("サインイン");
        await Expect(next.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("自分あて");
    }

    [Fact]
    public async Task The_it_section_prints_codes_for_someone_without_a_phone()
    {
        var operatorPage = await town.OpenAsAsync("joho-shunin", "/accounts?q=soumu-tanto", script: false);
        await operatorPage.GetByRole(AriaRole.Rowheader).GetByRole(AriaRole.Link).ClickAsync();
        await operatorPage.PressAsync("紙のワンタイムコードを発行する");
        var codes = operatorPage.Locator(".code-sheet li");
        await Expect(codes).ToHaveCountAsync(10);
        var code = await codes.First.InnerTextAsync();
        await operatorPage.FollowAsync("渡しました");
        await Expect(operatorPage.GetByText(code)).ToHaveCountAsync(0);

        var page = await town.OpenAsync(script: false);
        await page.SignInAsync("soumu-tanto", "/me");
        await page.GetByLabel("パスワード").FillAsync(DemoTown.Password);
        await page.GetByLabel("ワンタイムコード").FillAsync(code);
        await page.PressAsync("サインイン");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("自分あて");
    }

    [Fact]
    public async Task A_temporary_password_is_changed_at_the_first_sign_in()
    {
        var operatorPage = await town.OpenAsAsync("joho-shunin", "/accounts?q=zaisei-kakaricho", script: false);
        await operatorPage.GetByRole(AriaRole.Rowheader).GetByRole(AriaRole.Link).ClickAsync();
        await operatorPage.PressAsync("仮パスワードを発行する");
        var temporary = await operatorPage.GetByTestId("temporary-password").InnerTextAsync();
        await Expect(operatorPage.GetByText("仮パスワードのまま")).ToBeVisibleAsync();

        var page = await town.OpenAsync(script: false);
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("ユーザー名").FillAsync("zaisei-kakaricho");
        await page.GetByLabel("パスワード").FillAsync(temporary);
        await page.PressAsync("サインイン");
        await Expect(page.GetByText("仮のパスワードを変更してください")).ToBeVisibleAsync();
        await page.GetByLabel("現在のパスワード").FillAsync(temporary);
        await page.GetByLabel("新しいパスワード", new() { Exact = false }).First.FillAsync("midori-no-yama-2026");
        await page.GetByLabel("新しいパスワード（確認）").FillAsync("midori-no-yama-2026");
        await page.PressAsync("変更する");
        await Expect(page.GetByText("パスワードを変更しました。")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_account_out_of_use_lets_nobody_in_until_it_is_given_back()
    {
        var operatorPage = await town.OpenAsAsync("joho-shunin", "/accounts/p-kiki-kakaricho", script: false);
        await operatorPage.PressAsync("無効にする");
        await Expect(operatorPage.GetByText("アカウントを変更しました。")).ToBeVisibleAsync();
        var page = await town.OpenAsync(script: false);
        await page.SignInAsync("kiki-kakaricho", "/me");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("正しくありません");

        await operatorPage.PressAsync("有効に戻す");
        await Expect(operatorPage.GetByRole(AriaRole.Button, new() { Name = "無効にする" })).ToBeVisibleAsync();
        await page.SignInAsync("kiki-kakaricho", "/me");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("自分あて");
    }

    [Fact]
    public async Task A_key_is_shown_once_listed_without_its_secret_and_withdrawn()
    {
        var page = await town.OpenAsAsync("joho-shunin", "/accounts/keys", script: false);
        await page.PressAsync("鍵を作る");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("用途を入力してください");
        await page.GetByLabel("用途").FillAsync("監視センターからの連絡");
        await page.GetByLabel("報告の経路").SelectOptionAsync("監視");
        await page.PressAsync("鍵を作る");
        var key = await page.GetByTestId("api-key").InnerTextAsync();
        Assert.StartsWith("csirt.990019.", key, StringComparison.Ordinal);

        await page.GotoAsync("/accounts/keys");
        await Expect(page.GetByText(key)).ToHaveCountAsync(0);
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "監視センターからの連絡" });
        await row.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(row).ToContainTextAsync("取消し済み");
    }

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2))];
    }
}
