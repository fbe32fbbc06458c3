using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Http.Notification;
using Csirt.Contracts.Http.Reconciliation;
using Csirt.Contracts.Values;
using Csirt.Directory.SecondFactor;
using Csirt.Testing;
using Xunit;

namespace Csirt.FaultTests;

/// <summary>Two processes of Directory: whatever one was told, the other knows when it is asked next. Nothing is kept in memory alone.</summary>
[Collection(TownCollection.Name)]
public sealed class SeveralDirectoriesTests(TownFixture fixture) : IAsyncLifetime
{
    private const string Wrong = "not the password";
    private ServiceProcess _first = null!;
    private ServiceProcess _second = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _first = fixture.Town.Services[Topology.Services.Directory];
        _first.Stop();
        _first.Settings["Database:Shared"] = "true";
        _second = fixture.Town.Another(Topology.Services.Directory);
        await Task.WhenAll(_first.StartAsync(), _second.StartAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _second.DisposeAsync();
        _first.Stop();
        _first.Settings["Database:Shared"] = null;
        await _first.StartAsync();
    }

    [Fact]
    public async Task A_session_begun_at_one_goes_on_and_ends_at_the_other_and_every_service_believes_both()
    {
        var begun = await SignedInAsync(_first, "joho-kakaricho");
        var renewed = await TellAsync<Renewed>(_second, "renew", new RenewRequest(begun.RenewalToken));
        var other = await SignedInAsync(_second, "joho-kakaricho");
        foreach (var token in (string[])[begun.AccessToken, renewed.AccessToken, other.AccessToken])
        {
            foreach (var directory in (ServiceProcess[])[_first, _second])
            {
                Assert.Equal("joho-kakaricho", (await As(token, directory.Address).GetAsync<WhoAmI>("/api/directory/me", Stop)).UserName);
            }

            await As(token, AddressOf(Topology.Services.Cases)).GetAsync<BoardPage>("/api/cases/", Stop);
            await As(token, AddressOf(Topology.Services.Notification)).GetAsync<NotificationAlarms>("/api/notification/alarms", Stop);
        }

        using (var ended = await TryAsync(_first, "sign-out", new SignOutRequest(begun.RenewalToken)))
        {
            Assert.True(ended.IsSuccessStatusCode);
        }

        using var refused = await TryAsync(_second, "renew", new RenewRequest(begun.RenewalToken));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task Failed_sign_ins_at_both_count_together_and_who_is_unlocked_at_one_signs_in_at_the_other()
    {
        for (var attempt = 0; attempt < 5; attempt++)
        {
            using var failed = await TryAsync(attempt % 2 == 0 ? _first : _second, "sign-in", new SignInRequest(DemoTown.Code, "zeimu-kakaricho", Wrong));
            Assert.Equal(HttpStatusCode.Unauthorized, failed.StatusCode);
        }

        foreach (var directory in (ServiceProcess[])[_first, _second])
        {
            using var locked = await TryAsync(directory, "sign-in", Credentials("zeimu-kakaricho"));
            Assert.Equal(HttpStatusCode.Locked, locked.StatusCode);
        }

        using (var unlocked = await As((await SignedInAsync(_first, "joho-shunin")).AccessToken, _first.Address).SendAsync("/api/directory/accounts/p-zeimu-kakaricho/unlock", null, stop: Stop))
        {
            Assert.True(unlocked.IsSuccessStatusCode);
        }

        await SignedInAsync(_second, "zeimu-kakaricho");
    }

    [Fact]
    public async Task A_one_time_code_opens_one_session_whichever_process_sees_it()
    {
        const string User = "zaisei-kakaricho";
        var own = (await SignedInAsync(_first, User)).AccessToken;
        var begun = await As(own, _first.Address).PostAsync<NewAuthenticator>("/api/directory/me/second-factor/authenticator", new ProveIdentity(DemoTown.Password), stop: Stop);
        var secret = FromBase32(begun.Secret);
        var now = TimeProvider.System.GetUtcNow();
        using (var confirmed = await As(own, _second.Address).SendAsync("/api/directory/me/second-factor/authenticator/confirmation", new ConfirmAuthenticator(Totp.CodeAt(secret, now)), stop: Stop))
        {
            Assert.True(confirmed.IsSuccessStatusCode);
        }

        var code = Totp.CodeAt(secret, now.AddSeconds(30));
        Assert.Equal((1, 1), await AtBothAsync(Credentials(User) with { OneTimeCode = code }));
        using (var replayed = await TryAsync(_second, "sign-in", Credentials(User) with { OneTimeCode = code }))
        {
            Assert.Equal("one_time_code_wrong", await CodeOfAsync(replayed));
        }

        var operate = As((await SignedInAsync(_second, "joho-shunin")).AccessToken, _second.Address);
        var sheet = await operate.PostAsync<PrintedCodeSheet>("/api/directory/accounts/p-zaisei-kakaricho/printed-codes", null, stop: Stop);
        Assert.Equal((1, 1), await AtBothAsync(Credentials(User) with { OneTimeCode = sheet.Codes[0] }));

        using (var removed = await operate.SendAsync("/api/directory/accounts/p-zaisei-kakaricho/remove-second-factor", null, stop: Stop))
        {
            Assert.True(removed.IsSuccessStatusCode);
        }

        await SignedInAsync(_first, User);
    }

    [Fact]
    public async Task An_absence_set_at_one_is_seen_at_the_other_and_Escalation_tells_the_deputy()
    {
        const string Absence = "/api/directory/people/p-zeimu-kacho/absence";
        var chief = (await SignedInAsync(_first, "kikaku-bucho")).AccessToken;
        await As(chief, _first.Address).PostAsync<PersonEntry>(Absence, new SetAbsence(TimeProvider.System.GetUtcNow().AddDays(1)), method: HttpMethod.Put, stop: Stop);
        Assert.NotNull((await As(chief, _second.Address).GetAsync<PersonEntry>("/api/directory/people/p-zeimu-kacho", Stop)).AbsentUntil);
        Assert.Contains((await SignedInAsync(_second, "zeimu-kakaricho")).Person.Roles, r => r is { Role: Role.SectionManager, StandingInForId: "p-zeimu-kacho" });
        var told = await ToldOfAReportAsync();
        Assert.Contains("p-zeimu-kakaricho", told);
        Assert.DoesNotContain("p-zeimu-kacho", told);

        await As(chief, _second.Address).PostAsync<PersonEntry>(Absence, null, method: HttpMethod.Delete, stop: Stop);
        Assert.Null((await As(chief, _first.Address).GetAsync<PersonEntry>("/api/directory/people/p-zeimu-kacho", Stop)).AbsentUntil);
        told = await ToldOfAReportAsync();
        Assert.Contains("p-zeimu-kacho", told);
        Assert.DoesNotContain("p-zeimu-kakaricho", told);
    }

    [Fact]
    public async Task Two_that_start_at_once_on_an_empty_folder_make_one_key_and_one_password_for_each()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("csirt-directories-").FullName;
        var settings = new Dictionary<string, string?> { ["Database:Shared"] = "true" };
        await using var first = new ServiceProcess("Csirt.Directory", folder, settings);
        await using var second = new ServiceProcess("Csirt.Directory", folder, settings);
        first.Begin();
        second.Begin();
        await Task.WhenAll(first.ReadyAsync(), second.ReadyAsync());

        var handedOut = Assert.Single(await File.ReadAllLinesAsync(Path.Combine(folder, "secrets", $"temporary-passwords-{DemoTown.Code}.txt"), Stop)).Split('\t');
        using (var opened = await TryAsync(second, "sign-in", new SignInRequest(DemoTown.Code, handedOut[0], handedOut[1])))
        {
            Assert.Equal("password_change_required", await CodeOfAsync(opened));
        }

        Assert.Single(System.IO.Directory.GetFiles(Path.Combine(folder, "keys", "tokens"), "*.pem"));
        await As((await SignedInAsync(first, "shogai-tanto")).AccessToken, second.Address).GetAsync<WhoAmI>("/api/directory/me", Stop);
        await As((await SignedInAsync(second, "shogai-tanto")).AccessToken, first.Address).GetAsync<WhoAmI>("/api/directory/me", Stop);
        first.Kill();
        second.Kill();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    private static SignInRequest Credentials(string userName) => new(DemoTown.Code, userName, DemoTown.Password);

    private static Task<SignedIn> SignedInAsync(ServiceProcess directory, string userName) => TellAsync<SignedIn>(directory, "sign-in", Credentials(userName));

    private static async Task<T> TellAsync<T>(ServiceProcess directory, string what, object body)
    {
        using var answer = await TryAsync(directory, what, body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Stop));
        return (await answer.Content.ReadFromJsonAsync<T>(CsirtJson.Options, Stop))!;
    }

    private static async Task<HttpResponseMessage> TryAsync(ServiceProcess directory, string what, object body)
    {
        using var nobody = new CsirtClient(directory.Address);
        return await nobody.SendAsync($"/api/directory/{what}", body, stop: Stop);
    }

    private static CsirtClient As(string token, Uri address)
    {
        var client = new CsirtClient(address);
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private static async Task<string?> CodeOfAsync(HttpResponseMessage refused) =>
        JsonDocument.Parse(await refused.Content.ReadAsStringAsync(Stop)).RootElement.GetProperty("code").GetString();

    /// <summary>How many of two at the same moment, one at each process, got in, and how many were told that the code is used up.</summary>
    private async Task<(int In, int Refused)> AtBothAsync(SignInRequest request)
    {
        var answers = await Task.WhenAll(TryAsync(_first, "sign-in", request), TryAsync(_second, "sign-in", request));
        return (answers.Count(a => a.IsSuccessStatusCode), answers.Count(a => a.StatusCode == HttpStatusCode.Unauthorized));
    }

    /// <summary>Who is told of a report about the tax section, under the rule of receipt, once Escalation has the directory in force.</summary>
    private async Task<IReadOnlyList<string?>> ToldOfAReportAsync()
    {
        using var auditor = await fixture.Town.SignInAsync("kansa-kyokucho", Stop);
        await Eventually.TrueAsync(
            async () => await VersionAsync(auditor, Topology.Services.Escalation) == await VersionAsync(auditor, Topology.Services.Directory),
            "the directory to arrive");
        using var staff = await fixture.Town.SignInAsync("shogai-tanto", Stop);
        var receipt = await staff.PostAsync<ReportReceipt>("/api/intake/reports", new FileReportRequest { Text = "共有フォルダの件 税務", SectionId = "sec-zeimu" }, stop: Stop);
        Assert.True(fixture.Accepted.TryAdd(receipt.ReportId, receipt));
        using var member = await fixture.Town.SignInAsync("joho-kakaricho", Stop);
        var caseId = await Eventually.GetAsync(() => CaseOfAsync(member, receipt.ReportId), id => id is not null, "the case");
        var told = await Eventually.GetAsync(
            () => member.FindAsync<CaseNotifications>($"/api/notification/cases/{caseId}/notifications", Stop),
            n => n?.Notifications.Any(x => x.RuleId == "receipt") == true,
            "the notifications");
        return [.. told!.Notifications.Where(n => n.RuleId == "receipt").Select(n => n.PersonId)];
    }

    private static async Task<long> VersionAsync(CsirtClient auditor, string service) =>
        (await auditor.GetAsync<IReadOnlyList<Holding>>($"/api/{service}/holdings/directory", Stop)).Single(h => h.Id == "directory").Version;

    private static async Task<string?> CaseOfAsync(CsirtClient member, string reportId) =>
        (await member.FindAsync<CaseLink>($"/api/cases/by-report/{reportId}", Stop))?.Id;

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2))];
    }

    private Uri AddressOf(string service) => fixture.Town.Services[service].Address;
}
