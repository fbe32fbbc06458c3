using System.Net;
using System.Net.Http.Json;
using Csirt.Contracts;
using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Values;
using Xunit;
using static Csirt.IntegrationTests.Directory.DirectoryHost;

namespace Csirt.IntegrationTests.Directory;

/// <summary>Absence and deputies: who is told, and who may act.</summary>
public sealed class AbsenceTests
{
    [Fact]
    public async Task An_absence_set_by_oneself_is_told_to_the_other_services()
    {
        await using var host = await StartAsync();
        using var client = await host.ClientOfAsync("shogai-kacho");

        var set = await ReadAsync<PersonEntry>(await SetAsync(client, "p-shogai-kacho", new SetAbsence(Start.AddDays(2))));

        Assert.Equal(Start.AddDays(2), set.AbsentUntil);
        Assert.Equal("p-shogai-tanto", set.DeputyId);
        var told = await host.ToldAsync(s => s.People.Any(p => p.Id == "p-shogai-kacho" && p.AbsentUntil == Start.AddDays(2)), "the absence");
        Assert.Equal("p-shogai-tanto", told.People.Single(p => p.Id == "p-shogai-kacho").DeputyId);
    }

    [Fact]
    public async Task It_ends_by_itself_and_everyone_hears_of_it()
    {
        await using var host = await StartAsync();
        using var client = await host.ClientOfAsync("shogai-kacho");
        await SetAsync(client, "p-shogai-kacho", new SetAbsence(Start.AddHours(1), DeputyId: "p-fukushi-kacho"));
        await host.ToldAsync(s => s.People.Any(p => p.AbsentUntil is not null), "the absence");

        host.Time.Advance(TimeSpan.FromHours(1));

        var told = await host.ToldAsync(s => s.People.All(p => p.AbsentUntil is null), "the return");
        Assert.Equal("p-shogai-tanto", told.People.Single(p => p.Id == "p-shogai-kacho").DeputyId);
    }

    [Fact]
    public async Task A_planned_absence_begins_when_its_day_comes()
    {
        await using var host = await StartAsync();
        using var client = await host.ClientOfAsync("shogai-kacho");
        var set = await ReadAsync<PersonEntry>(await SetAsync(client, "p-shogai-kacho", new SetAbsence(Start.AddHours(2), Start.AddHours(1))));
        Assert.Equal(Start.AddHours(1), set.AbsentFrom);
        await host.ToldAsync(s => s.Version >= 3 && s.People.All(p => p.AbsentUntil is null), "nobody absent yet");

        host.Time.Advance(TimeSpan.FromHours(1));

        await host.ToldAsync(s => s.People.Any(p => p.Id == "p-shogai-kacho" && p.AbsentUntil is not null), "the absence begun");
    }

    [Fact]
    public async Task The_deputy_of_an_absent_manager_acts_as_one_until_the_return()
    {
        await using var host = await StartAsync();
        using var manager = await host.ClientOfAsync("shogai-kacho");
        await SetAsync(manager, "p-shogai-kacho", new SetAbsence(Start.AddHours(1)));

        var deputy = (await host.SignInAsync("shogai-tanto")).Person;
        Assert.Contains(deputy.Roles, r => r is { Role: Role.SectionManager, For: "sec-shogai", StandingInForId: "p-shogai-kacho" });

        host.Time.Advance(TimeSpan.FromHours(1));
        Assert.DoesNotContain((await host.SignInAsync("shogai-tanto")).Person.Roles, r => r.Role == Role.SectionManager);
    }

    [Fact]
    public async Task Privileged_roles_pass_only_once_the_CISO_has_accepted_the_deputy()
    {
        await using var host = await StartAsync();
        using var chief = await host.ClientOfAsync("kikaku-bucho");
        using var ciso = await host.ClientOfAsync("fukuchocho");
        var set = await ReadAsync<PersonEntry>(await SetAsync(chief, "p-kikaku-bucho", new SetAbsence(Start.AddDays(3))));
        Assert.True(set.DeputyNeedsAcceptance);
        Assert.DoesNotContain((await host.SignInAsync("joho-kacho")).Person.Roles, r => r.Role == Role.ChiefSecurityOfficer);

        await ExpectAsync(HttpStatusCode.Forbidden, host.PostAsync("people/p-kikaku-bucho/absence/acceptance", new { }, chief));
        var accepted = await ReadAsync<PersonEntry>(await host.PostAsync("people/p-kikaku-bucho/absence/acceptance", new { }, ciso));

        Assert.False(accepted.DeputyNeedsAcceptance);
        Assert.Contains((await host.SignInAsync("joho-kacho")).Person.Roles, r => r.Role == Role.ChiefSecurityOfficer);
        Assert.Equal("nothing_to_accept", await CodeOf(await host.PostAsync("people/p-kikaku-bucho/absence/acceptance", new { }, ciso)));
    }

    [Fact]
    public async Task Absence_never_makes_anyone_the_CISO()
    {
        await using var host = await StartAsync();
        using var ciso = await host.ClientOfAsync("fukuchocho");
        await SetAsync(ciso, "p-fukuchocho", new SetAbsence(Start.AddDays(3), DeputyId: "p-chomin-madoguchi"));

        var roles = (await host.SignInAsync("chomin-madoguchi")).Person.Roles;

        Assert.DoesNotContain(roles, r => r.Role == Role.Ciso);
    }

    [Fact]
    public async Task Impossible_absences_are_refused()
    {
        await using var host = await StartAsync();
        using var client = await host.ClientOfAsync("shogai-kacho");
        SetAbsence[] impossible =
        [
            new(Start.AddDays(-1)),
            new(Start.AddDays(1), Start.AddDays(2)),
            new(Start.AddYears(3)),
            new(Start.AddDays(1), DeputyId: "p-shogai-kacho"),
            new(Start.AddDays(1), DeputyId: "p-nobody"),
        ];
        foreach (var absence in impossible)
        {
            Assert.Equal("invalid", await CodeOf(await SetAsync(client, "p-shogai-kacho", absence)));
        }
    }

    [Fact]
    public async Task Coming_back_early_ends_it()
    {
        await using var host = await StartAsync();
        using var client = await host.ClientOfAsync("shogai-kacho");
        await SetAsync(client, "p-shogai-kacho", new SetAbsence(Start.AddDays(1)));

        var back = await ReadAsync<PersonEntry>(await client.DeleteAsync("/api/directory/people/p-shogai-kacho/absence", TestContext.Current.CancellationToken));

        Assert.Null(back.AbsentUntil);
        await host.ToldAsync(s => s.Version >= 4 && s.People.All(p => p.AbsentUntil is null), "the return");
    }

    [Fact]
    public async Task Who_stands_in_is_said_turn_by_turn_while_deputies_are_away_too()
    {
        await using var host = await StartAsync();
        using var keeper = await host.ClientOfAsync("joho-shunin");
        await SetAsync(keeper, "p-toshokancho", new SetAbsence(Start.AddDays(7)));
        await SetAsync(keeper, "p-shogaku-kacho", new SetAbsence(Start.AddDays(4), Start.AddDays(2)));
        await SetAsync(keeper, "p-shogaku-tanto", new SetAbsence(Start.AddDays(5), Start.AddDays(3)));
        host.Time.Advance(TimeSpan.FromDays(1));
        using var clerk = await host.ClientOfAsync("chomin-madoguchi");

        var absences = await GetAsync<List<AbsenceEntry>>(clerk, "absences");

        Assert.Equal(["p-toshokancho", "p-shogaku-kacho", "p-shogaku-tanto"], absences.Select(a => a.PersonId));
        Assert.Equal(
            [
                new StandInTurn(Start.AddDays(1), Start.AddDays(2), "p-shogaku-kacho", "生涯学習課長（デモ）"),
                new StandInTurn(Start.AddDays(2), Start.AddDays(3), "p-shogaku-tanto", "生涯学習課 講座担当（デモ）"),
                new StandInTurn(Start.AddDays(3), Start.AddDays(4), null, null),
                new StandInTurn(Start.AddDays(4), Start.AddDays(7), "p-shogaku-kacho", "生涯学習課長（デモ）"),
            ],
            absences[0].StandIns);
        Assert.Equal((true, true, false, false), (absences[0].NeedsStandIn, absences[0].DeputyNeedsAcceptance, absences[0].MayChange, absences[0].MayAccept));
        Assert.False(absences[2].NeedsStandIn, "who holds no role of the policy needs nobody");
        using var ciso = await host.ClientOfAsync("fukuchocho");
        Assert.True((await GetAsync<List<AbsenceEntry>>(ciso, "absences"))[0] is { MayChange: true, MayAccept: true });
    }

    private static Task<HttpResponseMessage> SetAsync(HttpClient client, string person, SetAbsence absence) =>
        client.PutAsJsonAsync($"/api/directory/people/{person}/absence", absence, CsirtJson.Options, TestContext.Current.CancellationToken);
}
