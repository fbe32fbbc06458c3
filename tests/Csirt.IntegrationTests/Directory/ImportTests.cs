using System.Net;
using Csirt.Contracts.Http.Directory;
using Csirt.Directory.Towns;
using Csirt.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using static Csirt.IntegrationTests.Directory.DirectoryHost;

namespace Csirt.IntegrationTests.Directory;

/// <summary>A town keeps its own files in the data folder.</summary>
public sealed class ImportTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("csirt-test-").FullName;
    private readonly FakeTimeProvider _time = new(Start);

    [Fact]
    public async Task Changed_files_make_a_new_version_and_leavers_are_shut_out()
    {
        WriteTown("demo-town");
        long before;
        await using (var host = await StartAsync(folder: _folder, time: _time))
        {
            before = (await host.ToldAsync(s => s.ApiKeys.Count == 3, "the town")).Version;
            await host.SignInAsync("suido-tanto");
        }

        Change(TownSource.People, "user_name: suido-tanto", "phone_was_here: x");
        Change(TownSource.People, "phone_was_here: x", "deputy: p-suido-kacho");
        Change(TownSource.Organisation, "name: 財政課", "name: 財政管財課");
        await using (var host = await StartAsync(folder: _folder, time: _time))
        {
            var told = await host.ToldAsync(s => s.Sections.Any(x => x.Name == "財政管財課"), "the new name");
            Assert.True(told.Version > before);
            Assert.Equal(3, told.ApiKeys.Count);
            Assert.Equal("sign_in_failed", await host.SignInCodeAsync("suido-tanto"));
            await host.SignInAsync("suido-kacho");
        }
    }

    [Fact]
    public async Task Unchanged_files_change_nothing()
    {
        long before;
        await using (var host = await StartAsync(folder: _folder, time: _time))
        {
            before = (await host.ToldAsync(s => s.ApiKeys.Count == 3, "the town")).Version;
        }

        await using (var host = await StartAsync(folder: _folder, time: _time))
        {
            using var client = await host.ClientOfAsync("soumu-kacho");
            Assert.Equal(before, (await GetAsync<Organisation>(client, "organisation")).Version);
        }
    }

    [Fact]
    public async Task A_town_of_its_own_takes_the_place_of_the_demo_town_whose_accounts_are_then_closed()
    {
        SignedIn demo;
        await using (var host = await StartAsync(folder: _folder, time: _time))
        {
            demo = await host.SignInAsync("soumu-kacho");
        }

        WriteTown("demo-village");
        await using (var host = await StartAsync(folder: _folder, time: _time))
        {
            Assert.Equal("sign_in_failed", await CodeOf(await host.TrySignInAsync("soumu-kacho", DemoTown.Password, DemoTown.Code)));
            Assert.Equal("session_ended", await CodeOf(await host.PostAsync("renew", new RenewRequest(demo.RenewalToken))));
            await host.SignInAsync("soumu-kacho", DemoTown.VillagePassword);
        }
    }

    [Fact]
    public async Task Files_that_are_wrong_stop_the_start_and_say_where()
    {
        WriteTown("demo-town");
        Change(TownSource.People, "SectionManager: sec-zaisei", "SectionManager: sec-zaise");

        var thrown = await Assert.ThrowsAsync<TownDataException>(() => StartAsync(folder: _folder, time: _time));

        Assert.Matches(@"people\.yaml:\d+: .*「sec-zaise」は登録されていません", thrown.Message);
    }

    [Fact]
    public async Task Files_can_be_taken_over_without_a_restart_and_wrong_ones_change_nothing()
    {
        WriteTown("demo-town");
        await using var host = await StartAsync(folder: _folder, time: _time);
        using var keeper = await host.ClientOfAsync("joho-shunin");

        Change(TownSource.Contacts, "kind: jlis", "kind: jlys");
        var refused = await host.PostAsync("import", new { }, keeper);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal("town_data", await CodeOf(refused));

        Change(TownSource.Contacts, "kind: jlys", "kind: jlis");
        Change(TownSource.Contacts, "00-0000-2401", "00-0000-2499");
        await ExpectAsync(HttpStatusCode.NoContent, host.PostAsync("import", new { }, keeper));
        await host.ToldAsync(s => s.Contacts.Any(c => c.Phone == "00-0000-2499"), "the new number");
    }

    [Fact]
    public async Task A_mistake_in_another_town_s_files_neither_stops_a_town_nor_is_shown_to_it()
    {
        WriteTown("demo-town");
        WriteTown("demo-village", "village");
        await using var host = await StartAsync(folder: _folder, time: _time);
        using var keeper = await host.ClientOfAsync("joho-shunin");
        using var neighbour = host.ClientWith((await ReadAsync<SignedIn>(await host.TrySignInAsync("soumu-kacho", DemoTown.VillagePassword, DemoTown.VillageCode))).AccessToken);

        File.AppendAllText(FileOf(TownSource.Contacts, "village"), "\n- mistake");
        Change(TownSource.Contacts, "00-0000-2401", "00-0000-2499");

        await ExpectAsync(HttpStatusCode.NoContent, host.PostAsync("import", new { }, keeper));
        await host.ToldAsync(s => s.Contacts.Any(c => c.Phone == "00-0000-2499"), "the new number");
        Assert.Equal("town_data", await CodeOf(await host.PostAsync("import", new { }, neighbour)));
    }

    [Fact]
    public async Task A_real_town_s_accounts_each_begin_with_a_temporary_password_of_their_own()
    {
        WriteTown("demo-village");
        Change(TownSource.Town, "990027", "033219");
        Change(TownSource.Town, "demo: true", "demo: false");
        var path = FileOf(TownSource.Town);
        File.WriteAllText(path, string.Join('\n', File.ReadAllLines(path).Where(l => l.StartsWith("code", StringComparison.Ordinal) || l.StartsWith("name", StringComparison.Ordinal) || l.StartsWith("demo:", StringComparison.Ordinal))));

        await using var host = await StartAsync(folder: _folder, time: _time);

        var given = File.ReadAllLines(Path.Combine(_folder, "secrets", "temporary-passwords-033219.txt")).Select(l => l.Split('\t')).ToDictionary(l => l[0], l => l[1]);
        Assert.Equal(7, given.Values.Distinct().Count());
        Assert.Equal("password_change_required", await host.SignInCodeAsync("soumu-kacho", given["soumu-kacho"]));
        Assert.Equal("sign_in_failed", await host.SignInCodeAsync("soumu-kacho", DemoTown.VillagePassword));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, "secrets", "temporary-passwords-033219.txt")));
        }
    }

    [Fact]
    public async Task A_town_can_want_a_second_factor_of_everyone_and_hands_out_sheets()
    {
        WriteTown("demo-village");
        await using (var host = await StartAsync(folder: _folder, time: _time))
        {
            await host.SignInAsync("soumu-tanto", DemoTown.VillagePassword);
        }

        Change(TownSource.Town, "demo: true", "demo: true\nsecond_factor_required: true");
        await using (var host = await StartAsync(folder: _folder, time: _time))
        {
            var sheets = File.ReadAllLines(Path.Combine(_folder, "secrets", "printed-codes-990027.txt")).Select(l => l.Split('\t')).ToDictionary(l => l[0], l => l[1].Split(' '));
            Assert.Equal(7, sheets.Count);
            Assert.Equal("one_time_code_required", await host.SignInCodeAsync("soumu-tanto", DemoTown.VillagePassword));
            var keeper = await ReadAsync<SignedIn>(
                await host.PostAsync("sign-in", new SignInRequest(null, "soumu-tanto", DemoTown.VillagePassword, sheets["soumu-tanto"][0])));
            using var client = host.ClientWith(keeper.AccessToken);

            var removal = await host.PostAsync("me/second-factor/removal", new ProveIdentity(DemoTown.VillagePassword, sheets["soumu-tanto"][1]), client);
            Assert.Equal("second_factor_required", await CodeOf(removal));
            await ExpectAsync(HttpStatusCode.NoContent, host.PostAsync("accounts/p-jumin-tanto/remove-second-factor", new { }, client));
            Assert.Equal("second_factor_missing", await host.SignInCodeAsync("jumin-tanto", DemoTown.VillagePassword));
        }
    }

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    private string FileOf(string file, string folder = "town") => Path.Combine(_folder, "towns", folder, file);

    private void WriteTown(string shipped, string folder = "town")
    {
        System.IO.Directory.CreateDirectory(Path.Combine(_folder, "towns", folder));
        foreach (var (file, text) in TownSource.Shipped(shipped).Files)
        {
            File.WriteAllText(FileOf(file, folder), text);
        }
    }

    private void Change(string file, string old, string replacement)
    {
        var text = File.ReadAllText(FileOf(file));
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(FileOf(file), text.Replace(old, replacement, StringComparison.Ordinal));
    }
}
