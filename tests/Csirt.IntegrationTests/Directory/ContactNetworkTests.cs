using System.Net;
using System.Net.Http.Json;
using Csirt.Contracts;
using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Testing;
using Xunit;
using static Csirt.IntegrationTests.Directory.DirectoryHost;

namespace Csirt.IntegrationTests.Directory;

/// <summary>People, procedures, the call list (policy 1(2)キ) and the check of both.</summary>
public sealed class ContactNetworkTests(BothTowns towns) : IClassFixture<BothTowns>
{
    private readonly DirectoryHost _both = towns.Host;

    [Fact]
    public async Task The_call_list_covers_everyone_the_policy_names_with_night_phones()
    {
        using var client = await _both.ClientOfAsync("joho-kakaricho");

        var list = await GetAsync<CallList>(client, "call-list");

        Role[] named = [Role.Ciso, Role.ChiefSecurityOfficer, Role.DepartmentHead, Role.SectionManager, Role.SystemManager, Role.SystemOperator, Role.PointOfContact];
        Assert.All(named, role => Assert.NotEmpty(list.Groups.Single(g => g.Role == role).Entries));
        Assert.NotNull(list.Groups.Single(g => g.Role == Role.Ciso).Entries.Single().NightPhone);
        Assert.Contains(list.Contacts, c => c.Kind == "contractor" && c.SystemNames.Contains("住民記録システム"));
    }

    [Fact]
    public async Task What_to_do_when_it_happens_at_a_cloud_provider_stands_beside_the_general_steps()
    {
        using var client = await _both.ClientOfAsync("shogai-tanto");
        var general = (await GetAsync<List<ProceduresForKind>>(client, "procedures")).Single(p => p.Kind is null).Procedures;
        var cloud = Assert.Single(general, p => p.Title == "クラウドサービスで起きたとき");
        Assert.Contains("7.3(1)イ", cloud.Source, StringComparison.Ordinal);
        Assert.Contains(cloud.Steps, step => step.Contains("ログと操作の記録を、消えないように残すよう求める", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_call_list_says_whom_to_call_instead_of_who_is_absent()
    {
        await using var host = await StartAsync();
        using var client = await host.ClientOfAsync("joho-kakaricho");
        using var ciso = await host.ClientOfAsync("fukuchocho");
        await ciso.PutAsJsonAsync("/api/directory/people/p-fukuchocho/absence", new SetAbsence(Start.AddDays(1)), CsirtJson.Options, Stop);

        var entry = (await GetAsync<CallList>(client, "call-list")).Groups.Single(g => g.Role == Role.Ciso).Entries.Single();

        Assert.Equal(("総務部長（デモ）", "00-0000-9002"), (entry.DeputyName, entry.DeputyPhone));
    }

    [Fact]
    public async Task Private_phones_are_not_for_everyone()
    {
        using var clerk = await _both.ClientOfAsync("chomin-madoguchi");

        await ExpectAsync(HttpStatusCode.Forbidden, clerk.GetAsync("/api/directory/call-list", Stop));
        foreach (var path in new[] { "people", "people/p-fukuchocho", "contacts", "systems", "systems/sys-juki" })
        {
            var text = await (await clerk.GetAsync($"/api/directory/{path}", Stop)).Content.ReadAsStringAsync(Stop);
            Assert.DoesNotContain("night_phone", text, StringComparison.Ordinal);
            Assert.DoesNotContain("00-0000-9001", text, StringComparison.Ordinal);
            Assert.DoesNotContain("00-0000-3002", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nothing_is_told_to_those_who_are_not_signed_in()
    {
        using var client = _both.Process.Client();
        foreach (var path in new[] { "me", "people", "absences", "organisation", "systems", "contacts", "procedures", "call-list", "readiness", "accounts", "api-keys" })
        {
            await ExpectAsync(HttpStatusCode.Unauthorized, client.GetAsync($"/api/directory/{path}", Stop));
        }
    }

    [Fact]
    public async Task The_check_finds_the_contact_without_a_channel()
    {
        using var client = await _both.ClientOfAsync("joho-kakaricho");

        var readiness = await GetAsync<Readiness>(client, "readiness");

        Assert.False(readiness.Ready);
        Assert.Equal(("contact_without_channel", "c-senmonka"), readiness.Findings.Where(f => f.Grave).Select(f => (f.Code, f.Subject)).Single());
    }

    [Fact]
    public async Task The_check_finds_what_a_small_village_lacks()
    {
        using var client = await DemoTown.SignInToVillageAsync(_both.Process, "soumu-tanto");

        var found = (await GetAsync<Readiness>(client, "readiness")).Findings;

        Assert.Contains(found, f => f is { Code: "role_without_holder", Role: Role.Auditor });
        Assert.Contains(found, f => f is { Code: "contact_kind_missing", Grave: true } && f.Message.Contains("警察", StringComparison.Ordinal));
        Assert.Contains(found, f => f is { Code: "single_approver", Subject: "p-soumu-kacho" });
        Assert.Contains(found, f => f is { Code: "holder_without_night_phone", Subject: "p-kyoiku-jicho" });
        Assert.True(found.TakeWhile(f => f.Grave).Count() == found.Count(f => f.Grave), "the gravest come first");
    }

    [Fact]
    public async Task The_check_finds_who_is_absent_without_anyone_to_stand_in()
    {
        await using var host = await StartAsync();
        using var client = await host.ClientOfAsync("joho-kakaricho");
        using var keeper = await host.ClientOfAsync("joho-shunin");
        foreach (var person in new[] { "p-shogai-kacho", "p-shogai-tanto", "p-soumu-hosa" })
        {
            await keeper.PutAsJsonAsync($"/api/directory/people/{person}/absence", new SetAbsence(Start.AddDays(1)), CsirtJson.Options, Stop);
        }

        var found = (await GetAsync<Readiness>(client, "readiness")).Findings;

        Assert.Contains(found, f => f is { Code: "deputy_absent", Subject: "p-shogai-kacho", Grave: true });
        Assert.Contains(found, f => f is { Code: "absent_without_deputy", Subject: "p-soumu-hosa", Grave: true });
    }

    [Fact]
    public async Task The_town_s_procedure_is_shown_and_the_policy_s_only_where_there_is_none()
    {
        using var clerk = await DemoTown.SignInAsync(_both.Process, "chomin-madoguchi");
        using var villager = await DemoTown.SignInToVillageAsync(_both.Process, "jumin-tanto");

        var town = Assert.Single(await GetAsync<List<ProceduresForKind>>(clerk, "procedures?kind=malicious_code")).Procedures;
        var village = Assert.Single(await GetAsync<List<ProceduresForKind>>(villager, "procedures?kind=malicious_code")).Procedures;
        var general = Assert.Single(await GetAsync<List<ProceduresForKind>>(clerk, "procedures?kind=fraud")).Procedures;

        Assert.All(town, p => Assert.StartsWith("町", p.Source, StringComparison.Ordinal));
        Assert.Contains(town, p => p.IsLocalAdvice && p.Title == "電源は切らない");
        Assert.Contains("LAN ケーブルを取り外す", string.Concat(village.Single().Steps), StringComparison.Ordinal);
        Assert.Contains(general, p => p.Title == "まず行うこと");
        Assert.Equal(Enum.GetValues<IncidentKind>().Length + 1, (await GetAsync<List<ProceduresForKind>>(clerk, "procedures")).Count);
    }

    [Fact]
    public async Task People_systems_and_contacts_can_be_looked_for()
    {
        using var client = await _both.ClientOfAsync("chomin-madoguchi");

        Assert.Equal(["p-shogai-kacho", "p-shogai-tanto"], (await GetAsync<List<PersonEntry>>(client, "people?section=sec-shogai")).Select(p => p.Id));
        Assert.Equal(["p-kansa-kyokucho"], (await GetAsync<List<PersonEntry>>(client, "people?role=Auditor")).Select(p => p.Id));
        Assert.Equal(["p-toshokancho"], (await GetAsync<List<PersonEntry>>(client, $"people?q={Uri.EscapeDataString("図書館長")}")).Select(p => p.Id));
        Assert.Equal(["p-soumu-kacho"], (await GetAsync<SystemEntry>(client, "systems/sys-senkyo")).ManagerIds);
        var juki = await GetAsync<SystemEntry>(client, "systems/sys-juki");
        Assert.Equal(("基幹業務システム保守事業者（デモ）", "00-0000-3001"), (juki.Provider!.Name, juki.Provider.Phone));
        Assert.Equal(juki.ManagerIds, juki.Managers.Select(m => m.PersonId));
        Assert.All(await GetAsync<List<SystemEntry>>(client, "systems?zone=lgwan"), s => Assert.Equal(NetworkZone.Lgwan, s.System.Zone));
        Assert.All(await GetAsync<List<OutsideContact>>(client, "contacts?kind=police"), c => Assert.Equal("police", c.Kind));
        await ExpectAsync(HttpStatusCode.BadRequest, client.GetAsync("/api/directory/people?role=Mayor", Stop));
        await ExpectAsync(HttpStatusCode.BadRequest, client.GetAsync("/api/directory/systems?zone=dmz", Stop));
        await ExpectAsync(HttpStatusCode.NotFound, client.GetAsync("/api/directory/people/p-nobody", Stop));
    }

    [Fact]
    public async Task The_audit_chain_holds_sign_ins_and_changes()
    {
        await using var host = await StartAsync();
        using var auditor = await host.ClientOfAsync("kansa-kyokucho");
        await host.TrySignInAsync("fukuchocho", "not-the-password");
        using var ciso = await host.ClientOfAsync("fukuchocho");
        await ciso.PutAsJsonAsync("/api/directory/people/p-fukuchocho/absence", new SetAbsence(Start.AddDays(1)), CsirtJson.Options, Stop);

        var account = await (await auditor.GetAsync("/api/directory/audit?subject=account/p-fukuchocho", Stop)).Content.ReadAsStringAsync(Stop);
        var person = await (await auditor.GetAsync("/api/directory/audit?subject=person/p-fukuchocho", Stop)).Content.ReadAsStringAsync(Stop);

        Assert.Contains("sign_in.failed", account, StringComparison.Ordinal);
        Assert.Contains("sign_in.succeeded", account, StringComparison.Ordinal);
        Assert.Contains("absence.set", person, StringComparison.Ordinal);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
