using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Csirt.Contracts;
using Csirt.Contracts.Http.Intake;
using Csirt.Testing;
using Xunit;

namespace Csirt.FaultTests;

/// <summary>
/// Two portals on one data folder: a person who is sent to the other with each request notices nothing. Cookies and forms are
/// sealed by keys of the folder that both read; neither keeps anything of a person in memory.
/// </summary>
[Collection(TownCollection.Name)]
public sealed partial class SeveralPortalsTests(TownFixture fixture) : IAsyncDisposable
{
    private readonly List<ServiceProcess> _started = [];
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("csirt-portals-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_signs_in_at_one_reports_over_both_and_goes_on_when_one_has_died()
    {
        var (first, second) = (fixture.Town.Services[Topology.Services.Portal], fixture.Town.Another(Topology.Services.Portal));
        _started.Add(second);
        await second.StartAsync();
        using var visitor = new Visitor([first.Address, second.Address]);
        await SignInAsync(visitor, "shogai-tanto");

        var picture = RandomNumberGenerator.GetBytes(50_000);
        var form = await visitor.ShowAsync("/report", Stop);
        var receipt = await visitor.SubmitAsync(form, "/report", Typed("共有フォルダの件 二つの画面"), Stop, ("Files", "photo.png", picture));
        var reportId = await AcceptedAsync(visitor, receipt);
        var report = await visitor.ShowAsync($"/reports/{reportId}", Stop);
        Assert.Contains("共有フォルダの件 二つの画面", report, StringComparison.Ordinal);

        second.Kill();
        visitor.Portals = [first.Address];
        using var member = new Visitor([first.Address, first.Address]);
        await SignInAsync(member, "joho-kakaricho");
        var link = Attachment().Match(await member.ShowAsync($"/reports/{reportId}", Stop)).Groups[1].Value;
        Assert.Equal(picture, await member.DownloadAsync(link, Stop));
        Assert.Contains("photo.png", await visitor.ShowAsync($"/reports/{reportId}", Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_sent_after_the_session_ended_is_carried_from_one_to_the_other_and_nothing_typed_is_lost()
    {
        var (first, second) = (fixture.Town.Services[Topology.Services.Portal], fixture.Town.Another(Topology.Services.Portal));
        _started.Add(second);
        await second.StartAsync();
        using var visitor = new Visitor([first.Address, second.Address]);
        await SignInAsync(visitor, "shogai-tanto");
        var form = await visitor.ShowAsync("/report", Stop);
        await visitor.SubmitAsync(form, "/sign-out", new Dictionary<string, string>(), Stop);

        var signIn = await visitor.SubmitAsync(form, "/report", Typed("共有フォルダの件 期限切れ"), Stop);
        Assert.Contains("入力した内容は残っています", signIn, StringComparison.Ordinal);
        var resumed = await visitor.SubmitAsync(signIn, "/sign-in", Credentials("shogai-tanto"), Stop);
        Assert.Contains("共有フォルダの件 期限切れ", resumed, StringComparison.Ordinal);
        await AcceptedAsync(visitor, await visitor.SubmitAsync(resumed, "/report", new Dictionary<string, string>(), Stop));
    }

    [Fact]
    public async Task Two_that_start_at_once_on_an_empty_folder_seal_with_one_key()
    {
        var settings = fixture.Town.Services[Topology.Services.Portal].Settings;
        _started.AddRange(Enumerable.Range(0, 3).Select(_ => new ServiceProcess("Csirt.Portal", _folder, settings)));
        _started.ForEach(portal => portal.Begin());
        await Task.WhenAll(_started.Select(portal => portal.ReadyAsync()));
        Assert.Single(System.IO.Directory.GetFiles(Path.Combine(_folder, "keys", "portal"), "key-*.xml"));
        using var visitor = new Visitor([.. _started.Select(p => p.Address)]);
        await SignInAsync(visitor, "shogai-tanto");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var portal in _started)
        {
            await portal.DisposeAsync();
        }

        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private static Dictionary<string, string> Credentials(string userName) => new() { ["UserName"] = userName, ["Password"] = DemoTown.Password };

    private static Dictionary<string, string> Typed(string text) => new() { ["Form.Text"] = text, ["Form.SectionId"] = "sec-shogai" };

    private static async Task SignInAsync(Visitor visitor, string userName)
    {
        var page = await visitor.SubmitAsync(await visitor.ShowAsync("/sign-in", Stop), "/sign-in", Credentials(userName), Stop);
        Assert.Contains("サインインしました", page, StringComparison.Ordinal);
        // Every portal knows the person, and shows no sign-in.
        foreach (var _ in visitor.Portals)
        {
            Assert.Contains("サインアウト", await visitor.ShowAsync("/report", Stop), StringComparison.Ordinal);
            Assert.Equal("/report", visitor.Path);
        }
    }

    /// <summary>The receipt that the page shows; the report counts among the town's.</summary>
    private async Task<string> AcceptedAsync(Visitor visitor, string receipt)
    {
        Assert.Contains("報告を受け付けました", receipt, StringComparison.Ordinal);
        var id = ReceiptPath().Match(visitor.Path).Groups[1].Value;
        using var staff = await fixture.Town.SignInAsync("shogai-tanto", Stop);
        var detail = await staff.GetAsync<ReportDetail>($"/api/intake/reports/{id}", Stop);
        Assert.Contains(detail.ReceiptNumber, receipt, StringComparison.Ordinal);
        Assert.True(fixture.Accepted.TryAdd(id, new ReportReceipt
        {
            ReportId = id,
            ReceiptNumber = detail.ReceiptNumber,
            AcceptedAt = detail.AcceptedAt,
            Drill = detail.Drill,
            Known = detail.Times.Known,
            KnownAssumed = detail.KnownAssumed,
            FollowSecret = string.Empty,
            FollowPath = string.Empty,
            Procedures = [],
        }));
        return id;
    }

    [GeneratedRegex("^/reports/([^/]+)/receipt")]
    private static partial Regex ReceiptPath();

    [GeneratedRegex("href=\"(/reports/[^\"]*/attachments/[^\"]*)\"")]
    private static partial Regex Attachment();
}
