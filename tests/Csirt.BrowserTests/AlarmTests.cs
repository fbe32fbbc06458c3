using Csirt.AllInOne;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Http.Intake;
using Csirt.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Csirt.BrowserTests;

/// <summary>照合の警報: a lost row is an alarm on the page, closed by a person with a reason, in a town of its own.</summary>
public sealed class AlarmTests(TownInBrowser browser)
{
    [Fact]
    public async Task An_alarm_is_looked_into_and_closed_with_a_reason()
    {
        await using var csirt = await CsirtProcess.StartAsync(AllServices.Modules, settings: new Dictionary<string, string?>
        {
            ["Auditor:Interval"] = "00:00:01",
            ["Auditor:Grace"] = "00:00:01",
        });
        await LoseReportAsync(csirt);
        var page = await browser.OpenAsync();
        await page.GotoAsync(new Uri(csirt.Address, "/sign-in?return=/board").ToString());
        await page.FillInSignInAsync("kikaku-bucho");
        await page.FollowAsync("警報に対処する");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("照合の警報");
        await page.ShouldBeAccessibleAsync();
        await page.GetByText("調べたうえで閉じる").First.ClickAsync();
        await page.PressAsync("警報を閉じる");
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("閉じる理由を入力してください。");
        await page.ShouldBeAccessibleAsync();
        await page.GetByLabel("閉じる理由").First.FillAsync("試験で行を消したことを確かめた");
        await page.PressAsync("警報を閉じる");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "閉じた警報" }).Last).ToContainTextAsync("試験で行を消したことを確かめた");

        // Whoever may only read finds no form.
        var reader = await browser.OpenAsync();
        await reader.GotoAsync(new Uri(csirt.Address, "/sign-in?return=/alarms").ToString());
        await reader.FillInSignInAsync("joho-shunin");
        await Expect(reader.GetByRole(AriaRole.Main)).ToContainTextAsync("試験で行を消したことを確かめた");
        await Expect(reader.GetByRole(AriaRole.Button, new() { Name = "いま照合する" })).ToHaveCountAsync(0);
    }

    private static async Task LoseReportAsync(CsirtProcess csirt)
    {
        using var staff = await CsirtClient.SignInAsync(csirt.Address, "shogai-tanto");
        using var chief = await CsirtClient.SignInAsync(csirt.Address, "kikaku-bucho");
        var receipt = await staff.PostAsync<ReportReceipt>("/api/intake/reports", new FileReportRequest { Text = "宛先を誤ったメール", SectionId = "sec-shogai" });
        await Eventually.TrueAsync(async () => (await chief.GetAsync<ReconciliationAlarms>("/api/escalation/alarms")) is { LastCleanAt: not null, Open: 0 }, "a clean reconciliation");
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(csirt.Folder, "db", "intake.db")};Pooling=False;Default Timeout=60"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "DELETE FROM report WHERE id = @id";
            command.Parameters.AddWithValue("@id", receipt.ReportId);
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }

        await Eventually.TrueAsync(async () => (await chief.GetAsync<ReconciliationAlarms>("/api/escalation/alarms")).Items.Any(a => a.Subject == receipt.ReportId), "the alarm");
    }
}
