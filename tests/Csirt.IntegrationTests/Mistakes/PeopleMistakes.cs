using System.Net;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Testing;
using Xunit;
using static Csirt.IntegrationTests.Escalation.EscalationProcess;

namespace Csirt.IntegrationTests.Mistakes;

/// <summary>Mistakes 8 to 13, 16, 17, 19: what is finished, who is told, whose word counts, and what is never lost.</summary>
public sealed class PeopleMistakes
{
    [Fact]
    public async Task M08_Filed_is_not_finished_and_a_deferred_group_of_persons_rings_again()
    {
        await using var process = await StartAsync();
        var c = process.Assessed(Over100);
        var told = await process.SayAsync(c);
        var final = Of(told, "appi-final").Id;
        await process.DoAsync(Liaison, final, "file", new FileRequest { How = "ウェブフォーム", UrgentReason = "承認者不在" });
        Assert.False(Of(await process.DutiesOfAsync(c.CaseId, duties => Of(duties, "appi-final").State == "filed"), "appi-final").Ended);

        var persons = Of(told, "appi-persons").Id;
        await process.DoAsync(TestDirectory.Manager, persons, "groups", new PersonsGroupRequest { Name = "連絡先の分かる人", Persons = 500, State = GroupState.Notified, Method = "郵送" });
        Assert.Equal((HttpStatusCode.BadRequest, "invalid"), await RefusedAsync("groups", new PersonsGroupRequest { Name = "転居先不明の人", State = GroupState.Deferred, LookAgainOn = new DateOnly(2026, 6, 20) }));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid"), await RefusedAsync("groups", new PersonsGroupRequest { Name = "転居先不明の人", State = GroupState.Deferred, Reason = "住所を照会中", LookAgainOn = DateOnly.MaxValue }));
        await process.DoAsync(TestDirectory.Manager, persons, "groups", new PersonsGroupRequest { Name = "転居先不明の人", Persons = 49, State = GroupState.Deferred, Reason = "住所を照会中", LookAgainOn = new DateOnly(2026, 6, 20) });
        await process.DoAsync(Liaison, persons, "file", new FileRequest { How = "郵送", UrgentReason = "承認者不在" });
        Assert.Equal((HttpStatusCode.Conflict, "groups_open"), await RefusedAsync("accept", new AcceptRequest()));
        process.Time.Advance(TimeSpan.FromDays(19));
        await process.MailAsync(mail => mail.Body.Contains("延期した人たちの区分", StringComparison.Ordinal), "the deferral rings");
        await process.DoAsync(Liaison, persons, "groups", new PersonsGroupRequest { Id = "G2", Name = "転居先不明の人", Persons = 49, State = GroupState.Substituted, Method = "町ホームページで公表", Reason = "住所が分からない" });
        Assert.Equal(DutyLife.Accepted, (await process.DoAsync(Liaison, persons, "accept", new AcceptRequest())).State);

        async Task<(HttpStatusCode, string)> RefusedAsync(string action, object body) =>
            await process.RefusedAsync(Liaison, $"duties/{persons}/{action}", body, (await process.SeeAsync(Liaison, c.CaseId)).Duties.Single(duty => duty.Id == persons).Version);
    }

    [Theory]
    [InlineData(Channel.Staff, true)]
    [InlineData(Channel.Resident, false)]
    public async Task M09_The_CISO_hears_of_an_internal_report_unasked_and_of_an_external_one_as_the_manager_decides(Channel channel, bool told)
    {
        await using var process = await StartAsync();
        await process.SayAsync(process.Case(with: c => c with { Channel = channel }));
        await process.MailAsync(mail => mail.PersonId == "p-manager", "the manager is told");
        Assert.Equal(told, process.Asked.Any(mail => mail.PersonId == "p-ciso"));
    }

    [Fact]
    public async Task M10_Promptly_is_the_towns_own_target_and_labelled_so()
    {
        await using var process = await StartAsync();
        var c = process.Assessed(Over100);
        await process.SayAsync(c);
        var seen = await process.SeeAsync(TestDirectory.Leader, c.CaseId);
        Assert.Equal((null, RuleLabel.Town), (Duty(seen, "appi-persons").Limit, Duty(seen, "appi-persons").Target!.Label));
        Assert.Equal((null, RuleLabel.Town), (Duty(seen, "prefecture").Limit, Duty(seen, "prefecture").Target!.Label));
        Assert.Equal((RuleLabel.Guideline, RuleLabel.Statute), (Duty(seen, "appi-preliminary").Limit!.Label, Duty(seen, "appi-final").Limit!.Label));
    }

    [Fact]
    public async Task M11_With_the_CISO_away_duties_are_approved_and_filed_all_the_same()
    {
        await using var process = await StartAsync();
        await process.TellDirectoryAsync(Town with { Version = 2, People = [.. Town.People.Select(person => person.Id == "p-ciso" ? person with { AbsentUntil = process.Time.GetUtcNow().AddDays(9) } : person)] });
        var c = process.Assessed(Over100);
        var duty = Of(await process.SayAsync(c), "appi-preliminary").Id;
        await process.DoAsync(Liaison, duty, "draft", new DraftRequest());
        await process.DoAsync(TestDirectory.Leader, duty, "approve", new ApproveRequest());
        Assert.Equal(DutyLife.Filed, (await process.DoAsync(Liaison, duty, "file", new FileRequest { How = "ウェブフォーム" })).State);
        await process.MailAsync(mail => mail.PersonId == "p-cso" && mail.Basis.Contains("5.3(3)イ", StringComparison.Ordinal), "who stands in is told");
    }

    [Fact]
    public async Task M12_One_person_in_two_roles_gets_one_mail_and_approves_no_request_of_their_own()
    {
        await using var process = await StartAsync();
        await process.TellDirectoryAsync(Town with { Version = 2, People = [.. Town.People.Select(person => person.Id == "p-manager" ? person with { Roles = [.. person.Roles, new RoleHeld(Role.SystemManager, "sys-core")] } : person)] });
        var c = process.Case();
        await process.SayAsync(c);
        var mail = await process.MailAsync(mail => mail is { PersonId: "p-manager", Digest: false }, "one mail");
        Assert.Equal([Role.SectionManager, Role.SystemManager], mail.Roles.Order());
        Assert.Single(process.Asked, mail => mail is { PersonId: "p-manager", Digest: false });
        var duty = Of(await process.SayAsync(process.Assessed(Over100)), "appi-preliminary").Id;
        var drafted = await process.DoAsync(TestDirectory.Leader, duty, "draft", new DraftRequest());
        Assert.Equal((HttpStatusCode.Conflict, "same_person"), await process.RefusedAsync(TestDirectory.Leader, $"duties/{duty}/approve", new ApproveRequest(), drafted.Version));
    }

    [Fact]
    public async Task M13_Prefecture_and_ministry_are_owed_a_report_at_the_lowest_severity_publication_is_weighed()
    {
        await using var process = await StartAsync();
        var c = process.Assessed(new CaseFacts { PersonalData = Answer.No, MyNumber = Answer.No }, with: c => c with { Severity = Severity.Low });
        await process.SayAsync(c);
        var seen = await process.SeeAsync(TestDirectory.Ciso, c.CaseId);
        Assert.Equal([DutyLife.Open, DutyLife.Open], [Duty(seen, "prefecture").State, Duty(seen, "ministry").State]);
        Assert.Contains(seen.Judgements, judgement => judgement is { RuleId: "publication", Allowed: true });
    }

    [Fact]
    public async Task M16_Filing_is_recorded_in_every_state_and_without_approval_leaves_one_for_the_next_working_day()
    {
        await using var process = await StartAsync("2026-06-05T23:50+09:00");
        var c = process.Assessed(Over100 with { Persons = PersonCount.Unknown });
        var duty = Of(await process.SayAsync(c), "appi-preliminary").Id;
        var filed = await process.DoAsync(Liaison, duty, "file", new FileRequest { How = "ウェブフォーム", UrgentReason = "期限が迫っていた" });
        Assert.Equal((DutyLife.Filed, "urgent_filed"), (filed.State, filed.History[^1].What));
        var afterwards = Assert.Single((await process.SeeAsync(TestDirectory.Leader, c.CaseId)).Duties, other => other.ApprovesDutyId == duty);
        Assert.Equal(new DateOnly(2026, 6, 8), afterwards.Limit!.LastDay);
    }

    [Fact]
    public async Task M17_A_phishing_mail_at_night_reaches_the_CISO_by_digest_and_what_is_serious_at_once()
    {
        await using var process = await StartAsync("2026-07-03T22:40+09:00");
        await process.SayAsync(process.Case(with: c => c with { Kind = IncidentKind.InformationGathering }));
        Assert.True((await process.MailAsync(mail => mail.PersonId == "p-ciso", "the CISO is told")).Digest);
        await process.SayAsync(process.Case("case2", c => c with { Severity = Severity.High }));
        await process.MailAsync(mail => mail is { PersonId: "p-ciso", Digest: false }, "at once");
    }

    [Fact]
    public async Task M19_What_came_due_while_the_process_was_down_rings_when_it_is_back_once()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("csirt-test-").FullName;
        try
        {
            await using (var before = await StartAsync("2026-06-05T17:00+09:00", folder))
            {
                await before.SayAsync(before.Assessed(Over100));
            }

            await using var back = await StartAsync("2026-06-15T08:00+09:00", folder);
            await back.MailAsync(mail => mail.PersonId == "p-ciso" && mail.Subject.StartsWith("【期限超過", StringComparison.Ordinal), "the missed limit rings");
            Assert.Single(back.Asked, mail => mail.PersonId == "p-liaison" && mail.Subject.StartsWith("【期限超過", StringComparison.Ordinal));
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static DutyState Of(DutiesChanged duties, string rule) => duties.Duties.Single(duty => duty.RuleId == rule);

    private static DutyDetail Duty(CaseDuties duties, string rule) => duties.Duties.Single(duty => duty.RuleId == rule);
}
