using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.IntegrationTests.Escalation;
using Csirt.Testing;
using Xunit;
using static Csirt.IntegrationTests.Escalation.EscalationProcess;

namespace Csirt.IntegrationTests.Mistakes;

/// <summary>
/// The nineteen mistakes of a naive build, each through the doors of the running service; docs/mistakes.md lists them with the change that
/// makes each test fail. This part: 1 to 7, clocks, fear, numbers, versions, unknowns, the two laws, the assembly.
/// </summary>
public sealed class DayMistakes
{
    [Fact]
    public async Task M01_The_clock_runs_from_first_knowledge_whoever_judges_or_approves_later()
    {
        await using var process = await StartAsync("2026-06-04T18:00+09:00");
        var known = FactTime.TryParse("2026-06-01T08:30+09:00", out var time) ? time : default;
        var c = process.Assessed(Over100, with: c => c with { Times = c.Times with { Known = known } });
        await process.SayAsync(c);
        var seen = await process.SeeAsync(TestDirectory.Leader, c.CaseId);
        Assert.Equal(new DateOnly(2026, 6, 5), Of(seen, "appi-preliminary").Limit!.LastDay);
        Assert.Equal(new DateOnly(2026, 6, 30), Of(seen, "appi-final").Limit!.LastDay);
        var drafted = await process.DoAsync(Liaison, Of(seen, "appi-final").Id, "draft", new DraftRequest());
        Assert.Equal(new DateOnly(2026, 6, 30), drafted.Limit!.LastDay);
    }

    [Fact]
    public async Task M02_Fear_makes_the_duty_and_its_clock_runs_while_triage_is_open()
    {
        await using var process = await StartAsync();
        var c = process.Case(with: c => c with { Stage = CaseStage.Received, Facts = Over100 with { PersonalData = Answer.Suspected } });
        await process.SayAsync(c);
        var duty = Of(await process.SeeAsync(TestDirectory.Leader, c.CaseId), "appi-preliminary");
        Assert.Equal((DutyLife.Open, new DateOnly(2026, 6, 1)), (duty.State, duty.Trigger));
    }

    [Fact]
    public async Task M03_Exactly_100_is_not_more_than_100_a_maximum_over_it_is_and_crossing_it_later_has_a_clock_of_its_own()
    {
        await using var process = await StartAsync();
        var c = process.Assessed(Over100 with { Persons = new PersonCount(100, 100), Sensitive = Answer.Yes });
        await process.SayAsync(c);
        Assert.Equal(["sensitive"], Of(await process.SeeAsync(TestDirectory.Leader, c.CaseId), "appi-final").Grounds.Select(ground => ground.Id));

        process.Time.Advance(TimeSpan.FromDays(10));
        await process.SayAsync(c with
        {
            Version = 3,
            Facts = c.Facts with { Persons = new PersonCount(100, 101) },
            FactsKnown = new Dictionary<string, FactTime> { ["persons"] = FactTime.At(process.Time.GetUtcNow()) },
        });
        var finals = (await process.SeeAsync(TestDirectory.Leader, c.CaseId)).Duties.Where(duty => duty.RuleId == "appi-final").OrderBy(duty => duty.Trigger).ToArray();
        Assert.Equal([new DateOnly(2026, 6, 1), new DateOnly(2026, 6, 11)], finals.Select(duty => duty.Trigger));
        Assert.Equal("over_100_persons", Assert.Single(finals[1].Grounds).Id);
        Assert.Equal(new DateOnly(2026, 6, 11), finals[1].Grounds[0].Since);
    }

    [Fact]
    public async Task M04_Sixty_days_after_day_30_leaves_the_missed_duty_overdue_and_taking_it_back_needs_a_person()
    {
        await using var process = await StartAsync();
        var c = process.Assessed(Over100);
        await process.SayAsync(c);
        process.Time.Advance(TimeSpan.FromDays(39));
        await process.SayAsync(c with { Version = 3, Facts = c.Facts with { WrongfulPurpose = Answer.Yes }, FactsKnown = Known("wrongful_purpose", process) });
        var seen = await process.SeeAsync(TestDirectory.Leader, c.CaseId);
        var finals = seen.Duties.Where(duty => duty.RuleId == "appi-final").OrderBy(duty => duty.Limit!.At).ToArray();
        Assert.Equal([(new DateOnly(2026, 6, 30), true), (new DateOnly(2026, 7, 30), false)], finals.Select(duty => (duty.Limit!.LastDay, duty.Overdue)));

        await process.SayAsync(c with { Version = 4, Facts = c.Facts with { WrongfulPurpose = Answer.No } });
        finals = [.. (await process.SeeAsync(TestDirectory.Leader, c.CaseId)).Duties.Where(duty => duty.RuleId == "appi-final").OrderBy(duty => duty.Limit!.At)];
        Assert.Equal(2, finals.Length);
        Assert.All(finals, duty => Assert.NotEqual(DutyLife.Withdrawn, duty.State));
    }

    [Fact]
    public async Task M04_Every_version_of_a_deadline_and_of_a_submission_stays_readable()
    {
        await using var process = await StartAsync();
        var c = process.Assessed(Over100);
        await process.SayAsync(c);
        var final = Of(await process.SeeAsync(TestDirectory.Leader, c.CaseId), "appi-final");
        await process.DoAsync(Liaison, final.Id, "file", new FileRequest { How = "ウェブフォーム", UrgentReason = "承認者不在" });
        await process.SayAsync(c with { Version = 3, Facts = c.Facts with { WrongfulPurpose = Answer.Suspected, Persons = new PersonCount(600, 600) }, FactsKnown = Known("wrongful_purpose", process) });
        await process.DoAsync(Liaison, final.Id, "supplement", new DutySupplementRequest("人数を訂正", Complete: false));
        var after = Of(await process.SeeAsync(TestDirectory.Leader, c.CaseId), "appi-final");
        Assert.Equal((new DateOnly(2026, 6, 30), new DateOnly(2026, 7, 30)), (after.DateChanges[0].Limit!.LastDay, after.Limit!.LastDay));
        Assert.Equal([1, 2], after.Submissions.Select(submission => submission.Number));
        Assert.Contains("549人", after.Submissions[0].Items[2].Text, StringComparison.Ordinal);
        Assert.Contains("600人", after.Submissions[1].Items[2].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M05_Unknown_is_a_provisional_duty_that_rings_on_day_1_and_3_and_files_nothing()
    {
        await using var process = await StartAsync();
        var c = process.Assessed(Over100 with { Persons = PersonCount.Unknown });
        await process.SayAsync(c);
        var duty = Of(await process.SeeAsync(TestDirectory.Leader, c.CaseId), "appi-preliminary");
        Assert.Equal((DutyLife.Provisional, new DateOnly(2026, 6, 5)), (duty.State, duty.Limit!.LastDay));
        Assert.DoesNotContain("draft", duty.Allowed);
        await process.MailAsync(mail => mail.PersonId == "p-leader" && mail.Body.Contains("判断すること", StringComparison.Ordinal), "day 1");
        process.Time.Advance(TimeSpan.FromDays(2));
        await process.MailAsync(mail => mail.PersonId == "p-leader" && mail.RequestedAt >= process.Time.GetUtcNow().AddMinutes(-5) && mail.Body.Contains("判断すること", StringComparison.Ordinal), "day 3");
    }

    [Fact]
    public async Task M06_One_person_in_a_My_Number_system_is_reportable_where_the_other_law_is_not()
    {
        await using var process = await StartAsync();
        var one = new PersonCount(1, 1);
        var c = process.Assessed(Over100 with { Persons = one, MyNumber = Answer.Yes, MyNumberSystem = Answer.Yes, MyNumberViewable = Answer.No, MyNumberPersons = one });
        await process.SayAsync(c);
        var seen = await process.SeeAsync(TestDirectory.Leader, c.CaseId);
        Assert.DoesNotContain(seen.Duties, duty => duty.RuleId.StartsWith("appi-", StringComparison.Ordinal));
        Assert.Equal(["my-number-final", "my-number-persons", "my-number-preliminary"], seen.Duties.Where(duty => duty.RuleId.StartsWith("my-number-", StringComparison.Ordinal)).Select(duty => duty.RuleId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task M07_The_assembly_is_put_to_people_and_owes_nothing_under_article_68()
    {
        await using var process = await StartAsync();
        await process.TellDirectoryAsync(Town with { Version = 2, Bodies = [.. Town.Bodies, new Body("body-assembly", "議会", UnderAppi68: false)] });
        var c = process.Assessed(Over100, with: c => c with { BodyId = "body-assembly" });
        await process.SayAsync(c);
        var seen = await process.SeeAsync(TestDirectory.ChiefSecurityOfficer, c.CaseId);
        Assert.DoesNotContain(seen.Duties, duty => duty.RuleId.StartsWith("appi-", StringComparison.Ordinal));
        Assert.Contains(seen.Judgements, judgement => judgement.RuleId == "assembly" && judgement.Allowed);
        Assert.Contains(seen.Duties, duty => duty.RuleId == "prefecture");
    }

    private static Dictionary<string, FactTime> Known(string fact, EscalationProcess process) => new() { [fact] = FactTime.At(process.Time.GetUtcNow()) };

    private static DutyDetail Of(CaseDuties duties, string rule) => duties.Duties.Single(duty => duty.RuleId == rule && duty.State != DutyLife.Withdrawn);
}
