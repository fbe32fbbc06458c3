using Csirt.AllInOne;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Http.Intake;
using Csirt.IntegrationTests.Escalation;
using Csirt.Testing;
using Xunit;

namespace Csirt.IntegrationTests.WholeTown;

/// <summary>policy 1(2)キ, 7.3(1): when the network is off, the call list, the open cases and the forms are on paper.</summary>
public sealed class PaperPackTests
{
    private static readonly DateTimeOffset Evening = new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Every_day_the_call_list_the_open_cases_and_the_forms_are_written_restricted_ones_are_only_counted_and_old_ones_go()
    {
        var time = new StandingClock(Evening);
        await using var csirt = await CsirtProcess.StartAsync(AllServices.Modules, time: time, settings: new Dictionary<string, string?> { ["PaperPack:KeepDays"] = "2" });
        var folder = Path.Combine(csirt.Folder, "paper", DemoTown.Code);
        await ExistsAsync(folder, "csirt-paper-2026-11-25.html");
        using (var staff = await CsirtClient.SignInAsync(csirt.Address, "shogai-tanto", TestContext.Current.CancellationToken))
        {
            await FileAsync(staff, "USBメモリが見つからない <b>&", restricted: false);
            await FileAsync(staff, "内部通報の件", restricted: true);
        }

        using var csirtMember = await CsirtClient.SignInAsync(csirt.Address, "joho-kakaricho", TestContext.Current.CancellationToken);
        await Eventually.GetAsync(() => csirtMember.GetAsync<PaperPack>("/api/cases/paper-pack"), pack => pack is { Cases.Count: 1, Withheld: 1 }, "both cases");

        time.Advance(TimeSpan.FromHours(12));
        await ExistsAsync(folder, "csirt-paper-2026-11-26.txt");
        var html = await Eventually.GetAsync(() => File.ReadAllTextAsync(Path.Combine(folder, "csirt-paper-latest.html")), page => page.Contains("2026年11月26日（木）6時", StringComparison.Ordinal), "the new one as the latest");
        Assert.Contains("USBメモリが見つからない &lt;b&gt;&amp;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("内部通報の件", html, StringComparison.Ordinal);
        Assert.Contains("取扱者を限る事案が1件", html, StringComparison.Ordinal);
        Assert.All(["緊急連絡網", "副町長（デモ）", "00-0000-9001", "様式 第一報", "様式 経過記録", "様式 連絡記録"], part => Assert.Contains(part, html, StringComparison.Ordinal));
        Assert.DoesNotContain("http", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        var text = await File.ReadAllTextAsync(Path.Combine(folder, "csirt-paper-latest.txt"), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("内部通報の件", text, StringComparison.Ordinal);
        Assert.Contains("00-0000-9001", text, StringComparison.Ordinal);

        // Five days off: one pack, not five, and the oldest are gone.
        time.Advance(TimeSpan.FromDays(5));
        await ExistsAsync(folder, "csirt-paper-2026-12-01.html");
        Assert.Equal(
            ["csirt-paper-2026-12-01.html", "csirt-paper-2026-12-01.txt", "csirt-paper-latest.html", "csirt-paper-latest.txt"],
            await Eventually.GetAsync(() => Task.FromResult(System.IO.Directory.GetFiles(folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal).ToArray()), files => files.Length == 4, "the old ones to go"));
    }

    [Fact]
    public async Task What_cannot_be_written_is_an_alarm_and_written_when_it_can()
    {
        var time = new StandingClock(Evening);
        var blocked = Path.Combine(System.IO.Directory.CreateTempSubdirectory("csirt-paper-").FullName, "share");
        await File.WriteAllTextAsync(blocked, "a file where a folder should be", TestContext.Current.CancellationToken);
        await using var csirt = await CsirtProcess.StartAsync(AllServices.Modules, time: time, settings: new Dictionary<string, string?> { ["PaperPack:Folder"] = blocked });
        using var member = await CsirtClient.SignInAsync(csirt.Address, "joho-kakaricho", TestContext.Current.CancellationToken);
        var state = await Eventually.GetAsync(() => member.GetAsync<PaperPackState>("/api/cases/paper-pack/state"), s => s.Error is not null, "the alarm");
        Assert.True(state.Late);
        Assert.Contains("書き込めません", state.Error, StringComparison.Ordinal);

        // Where on the server it lies is told to those who can do something about it.
        Assert.Null(state.Folder);
        using var chief = await CsirtClient.SignInAsync(csirt.Address, "kikaku-bucho", TestContext.Current.CancellationToken);
        Assert.Equal(Path.Combine(blocked, DemoTown.Code), (await chief.GetAsync<PaperPackState>("/api/cases/paper-pack/state", TestContext.Current.CancellationToken)).Folder);

        File.Delete(blocked);
        time.Advance(TimeSpan.FromMinutes(6));
        var mended = await Eventually.GetAsync(() => member.GetAsync<PaperPackState>("/api/cases/paper-pack/state"), s => !s.Late, "the alarm to end");
        Assert.Null(mended.Error);
        Assert.True(File.Exists(Path.Combine(blocked, DemoTown.Code, "csirt-paper-latest.html")));
        System.IO.Directory.Delete(Path.GetDirectoryName(blocked)!, recursive: true);
    }

    [Fact]
    public async Task Who_may_not_see_every_case_may_not_print_them()
    {
        await using var csirt = await CsirtProcess.StartAsync(AllServices.Modules);
        using var manager = await CsirtClient.SignInAsync(csirt.Address, "shogai-kacho", TestContext.Current.CancellationToken);
        using var answer = await manager.Http.GetAsync(new Uri("/api/cases/paper-pack", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static Task<ReportReceipt> FileAsync(CsirtClient staff, string text, bool restricted) =>
        staff.PostAsync<ReportReceipt>("/api/intake/reports", new FileReportRequest { Text = text, SectionId = "sec-shogai", Restricted = restricted }, stop: TestContext.Current.CancellationToken);

    private static Task ExistsAsync(string folder, string file) => Eventually.TrueAsync(() => Task.FromResult(File.Exists(Path.Combine(folder, file))), file);
}
