using System.Net;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Testing;
using Xunit;
using static Csirt.IntegrationTests.Escalation.EscalationProcess;

namespace Csirt.IntegrationTests.Escalation;

/// <summary>Whom, by which way, when, and who comes next: frozen when it is made, kept when it can't be kept, shown to those who may see it.</summary>
public sealed class PlanTests
{
    private static readonly DirectoryChanged WithGateways = Town with
    {
        Version = 2,
        People = [.. Town.People.Select(person => person.Id is "p-manager" or "p-clerk" ? person with { NightPhone = "00-0000-9001" } : person)],
        Gateways = [new Gateway("sms", "SMS", "night_phone")],
    };

    [Fact]
    public async Task The_same_way_again_then_the_next_way_then_the_deputy_then_the_leader_as_planned_beforehand()
    {
        await using var process = await StartAsync();
        await process.TellDirectoryAsync(WithGateways);
        var c = process.Case();
        await process.SayAsync(c);
        var chain = Chain(await PlanAsync(process, c.CaseId), "p-manager");
        Assert.Equal(
            [
                (ChainStepKind.First, "p-manager", null), (ChainStepKind.Again, "p-manager", null), (ChainStepKind.NextChannel, "p-manager", "sms"),
                (ChainStepKind.Deputy, "p-clerk", null), (ChainStepKind.Leader, "p-leader", null),
            ],
            chain.Steps.Select(step => (step.Kind, step.PersonId, step.Gateway)));
        Assert.Equal(["メール", "メール", "SMS", "メール", "メール"], chain.Steps.Select(step => step.ChannelTitle));
        var first = await process.MailAsync(mail => mail.PersonId == "p-manager", "the manager is told");
        Assert.Equal([first.AcknowledgeBy, first.AcknowledgeBy!.Value.AddMinutes(30), first.AcknowledgeBy.Value.AddMinutes(60), first.AcknowledgeBy.Value.AddMinutes(120)], chain.Steps.Skip(1).Select(step => step.At));

        var told = first;
        foreach (var step in chain.Steps.Skip(1))
        {
            process.Time.Advance(step.At!.Value - process.Time.GetUtcNow());
            await process.SayAsync(told, "sent", 2, overdue: true);
            told = await process.MailAsync(mail => (mail.PersonId, mail.Gateway) == (step.PersonId, step.Gateway) && mail.RequestedAt >= step.At, $"step {step.Number}");
        }

        Assert.Equal(told.RequestedAt.AddMinutes(60), told.AcknowledgeBy);
        await process.SayAsync(told, "sent", 2, overdue: true);
        await process.SayAsync(told, "acknowledged", 3);
        var done = await Eventually.GetAsync(async () => Chain(await PlanAsync(process, c.CaseId), "p-manager"), found => found.Answered, "the answer to be seen");
        Assert.All(done.Steps, step => Assert.NotNull(step.NotificationId));
        Assert.Equal("acknowledged", done.Steps[^1].State);
        Assert.Equal(5, process.Asked.Count(mail => mail.RuleId == first.RuleId && mail.Subject.EndsWith(first.Subject, StringComparison.Ordinal) && (mail.PersonId is "p-manager" or "p-clerk" or "p-leader")));
    }

    [Fact]
    public async Task Where_a_way_fails_the_next_way_comes_at_once_and_not_the_same_one_again()
    {
        await using var process = await StartAsync();
        await process.TellDirectoryAsync(WithGateways);
        await process.SayAsync(process.Case());
        var first = await process.MailAsync(mail => mail.PersonId == "p-manager", "the manager is told");
        await process.SayAsync(first, "failed", 2);
        var next = await process.MailAsync(mail => mail.PersonId == "p-manager" && mail.NotificationId != first.NotificationId, "told another way");
        Assert.Equal("sms", next.Gateway);
        await process.SayAsync(next, "failed", 2);
        await process.MailAsync(mail => mail.PersonId == "p-clerk", "the deputy is told");
    }

    [Fact]
    public async Task Who_has_a_gateway_alone_is_told_over_it_from_the_first()
    {
        await using var process = await StartAsync();
        await process.TellDirectoryAsync(WithGateways with { People = [.. WithGateways.People.Select(person => person.Id == "p-manager" ? person with { Mail = null } : person)] });
        await process.SayAsync(process.Case());
        Assert.Equal("sms", (await process.MailAsync(mail => mail.PersonId == "p-manager", "the manager is told")).Gateway);
    }

    [Fact]
    public async Task A_plan_stays_as_it_was_made_until_it_cannot_be_kept_and_then_both_stand_side_by_side()
    {
        await using var process = await StartAsync();
        var c = process.Case();
        await process.SayAsync(c);
        var before = await PlanAsync(process, c.CaseId);
        var planned = Chain(before, "p-manager");
        Assert.Equal("p-clerk", planned.Steps.Single(step => step.Kind == ChainStepKind.Deputy).PersonId);

        // Another deputy from now on, and the planned one is away: nothing changes until the step comes.
        await process.TellDirectoryAsync(Town with
        {
            Version = 3,
            People = [.. Town.People.Select(person => person.Id switch
            {
                "p-manager" => person with { DeputyId = "p-csirt" },
                "p-clerk" => person with { AbsentUntil = process.Time.GetUtcNow().AddDays(3) },
                _ => person,
            })],
        });
        Assert.Equal(planned.Steps.Select(step => step.PersonId), Chain(await PlanAsync(process, c.CaseId), "p-manager").Steps.Select(step => step.PersonId));

        var first = await process.MailAsync(mail => mail.PersonId == "p-manager", "the manager is told");
        await process.SayAsync(first, "sent", 2, overdue: true);
        var again = await process.MailAsync(mail => mail.PersonId == "p-manager" && mail.NotificationId != first.NotificationId, "told again");
        await process.SayAsync(again, "sent", 2, overdue: true);
        await process.MailAsync(mail => mail.PersonId == "p-csirt", "the new deputy is told");
        var plan = await PlanAsync(process, c.CaseId);
        var anew = Chain(plan, "p-manager");
        Assert.Equal(before.Version + 1, plan.Version);
        Assert.Contains("不在", anew.Why, StringComparison.Ordinal);
        Assert.Equal(["p-manager", "p-manager", "p-csirt", "p-leader"], anew.Steps.Select(step => step.PersonId));
        Assert.Equal(planned.Steps.Select(step => step.PersonId), Assert.Single(anew.Before).Steps.Select(step => step.PersonId));

        using var leader = process.As(TestDirectory.Leader);
        var asItWas = await GetAsync<CasePlan>(leader, $"cases/{c.CaseId}/plan?version={before.Version}");
        Assert.Equal(planned.Steps.Select(step => step.PersonId), Chain(asItWas, "p-manager").Steps.Select(step => step.PersonId));
    }

    [Fact]
    public async Task Telling_oneself_is_no_acknowledgement_by_another()
    {
        await using var process = await StartAsync();
        await process.TellDirectoryAsync(Town with
        {
            Version = 2,
            People = [.. Town.People.Select(person => person.Id switch
            {
                "p-manager" => person with { Roles = [.. person.Roles, new RoleHeld(Role.SystemManager, "sys-core")] },
                "p-system-manager" => person with { Roles = [] },
                _ => person,
            })],
        });
        var c = process.Case();
        await process.SayAsync(c);
        var own = await process.MailAsync(mail => mail.PersonId == "p-manager", "the manager is told");
        Assert.Equal([Role.SectionManager, Role.SystemManager], own.Roles);
        Assert.Contains("あなたの確認だけでは済みません", own.Body, StringComparison.Ordinal);
        var plan = await PlanAsync(process, c.CaseId);
        Assert.Equal([Role.SectionManager], Chain(plan, "p-manager").AcknowledgesFor);
        var other = Assert.Single(plan.Chains, chain => chain.AcknowledgesFor.Contains(Role.SystemManager));
        Assert.NotEqual("p-manager", other.Steps[0].PersonId);

        await process.SayAsync(own, "acknowledged", 2);
        await Eventually.GetAsync(async () => Chain(await PlanAsync(process, c.CaseId), "p-manager"), chain => chain.Answered, "the answer to be seen");
        Assert.False((await PlanAsync(process, c.CaseId)).Chains.Single(chain => chain.RootId == other.RootId).Answered);
        var asked = process.Asked.Single(mail => mail.NotificationId == other.RootId);
        await process.SayAsync(asked, "sent", 2, overdue: true);
        await process.MailAsync(mail => mail.PersonId == asked.PersonId && mail.Subject.StartsWith("【再送】", StringComparison.Ordinal), "the other one still has to answer");
    }

    [Fact]
    public async Task A_case_in_which_nothing_is_done_rings_its_owner_then_also_the_leader_and_a_record_stops_it()
    {
        await using var process = await StartAsync();
        await process.TellDirectoryAsync(Town with
        {
            Version = 2,
            People = [.. Town.People, TestDirectory.Ciso with { Id = "p-coordinator", Name = "業務統括", Roles = [new RoleHeld(Role.Staff, null), new RoleHeld(Role.CsirtCoordinator, null)] }],
        });
        var c = process.Case(with: opened => opened with { Severity = Severity.Critical });
        await process.SayAsync(c);
        Assert.Equal(c.ChangedAt.AddHours(4), (await PlanAsync(process, c.CaseId)).QuietAt);
        process.Time.Advance(TimeSpan.FromHours(4));
        var ring = await process.MailAsync(mail => mail is { PersonId: "p-coordinator" } && IsQuiet(mail), "the owner hears of it");
        Assert.Contains("4時間、何も記録されていません", ring.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(process.Asked, mail => mail.PersonId == "p-leader" && IsQuiet(mail));
        process.Time.Advance(TimeSpan.FromHours(4));
        await process.MailAsync(mail => mail is { PersonId: "p-leader" } && IsQuiet(mail), "the leader hears of it");

        await process.SayAsync(c with { Version = 2, Event = "note", ChangedAt = process.Time.GetUtcNow() });
        var rings = process.Asked.Count(IsQuiet);
        process.Time.Advance(TimeSpan.FromHours(3));
        Assert.Equal(process.Time.GetUtcNow().AddHours(1), (await PlanAsync(process, c.CaseId)).QuietAt);
        Assert.Equal(rings, process.Asked.Count(IsQuiet));
    }

    [Fact]
    public async Task The_plan_is_seen_by_those_the_table_names()
    {
        await using var process = await StartAsync();
        var c = process.Case();
        await process.SayAsync(c);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(TestDirectory.Manager));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(TestDirectory.OtherManager));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(TestDirectory.Clerk));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(TestDirectory.Leader, TestDirectory.OtherTown));

        async Task<HttpStatusCode> StatusAsync(Person person, string town = TestDirectory.Town)
        {
            using var client = process.As(person, town);
            using var response = await client.GetAsync(new Uri($"/api/escalation/cases/{c.CaseId}/plan", UriKind.Relative));
            return response.StatusCode;
        }
    }

    private static bool IsQuiet(NotificationRequested mail) => mail.Body.Contains("何も記録されていません", StringComparison.Ordinal);

    private static async Task<CasePlan> PlanAsync(EscalationProcess process, string caseId)
    {
        using var leader = process.As(TestDirectory.Leader);
        return await GetAsync<CasePlan>(leader, $"cases/{caseId}/plan");
    }

    private static PlannedChain Chain(CasePlan plan, string personId) => plan.Chains.First(chain => chain.Steps[0].PersonId == personId);
}
