using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Escalation.Calendar;
using Csirt.Escalation.Evaluation;
using Xunit;

namespace Csirt.UnitTests.Escalation.Evaluation;

/// <summary>What a naive build gets wrong, one test each (numbers as in the list of mistakes this was built against).</summary>
public sealed class NaiveMistakesTests
{
    private static readonly CaseFacts Over100 = new()
    {
        PersonalData = Answer.Yes,
        Persons = new PersonCount(549, 549),
        Sensitive = Answer.No,
        FinancialHarm = Answer.No,
        WrongfulPurpose = Answer.No,
        MyNumber = Answer.No,
        Encrypted = Answer.No,
    };

    [Fact]
    public void M01_The_clock_starts_at_first_knowledge_not_at_the_judgement()
    {
        var outcome = Given.Incident("2026-06-01T09:00+09:00", Over100, c => c with { Times = c.Times with { Judged = Given.Time("2026-06-04T10:00+09:00") } }).Evaluate();
        Assert.Equal(new DateOnly(2026, 6, 5), outcome.Duty("appi-preliminary").Limit!.LastDay);
        Assert.Equal(new DateOnly(2026, 6, 30), outcome.Duty("appi-final").Limit!.LastDay);
    }

    [Fact]
    public void M02_Fear_is_enough_while_triage_is_still_open()
    {
        var outcome = Given.Report("2026-06-01T09:00+09:00", c => c with { Stage = CaseStage.Triage, Facts = Over100 with { PersonalData = Answer.Suspected } }).Evaluate();
        Assert.Equal(DutyLife.Open, outcome.Duty("appi-preliminary").State);
        Assert.Equal(new DateOnly(2026, 6, 1), outcome.Duty("appi-preliminary").Trigger);
    }

    [Theory]
    [InlineData(100, 100, null)]
    [InlineData(101, 101, DutyLife.Open)]
    [InlineData(20, 101, DutyLife.Open)] // the maximum over 100 is fear enough
    [InlineData(20, 100, null)]
    [InlineData(101, null, DutyLife.Open)]
    [InlineData(20, null, DutyLife.Provisional)] // no upper bound: a person decides
    [InlineData(null, null, DutyLife.Provisional)]
    [InlineData(null, 500, DutyLife.Open)]
    public void M03_More_than_100_persons_by_minimum_and_maximum(int? min, int? max, DutyLife? expected)
    {
        var outcome = Given.Incident("2026-06-01T09:00+09:00", Over100 with { Persons = new PersonCount(min, max) }).Evaluate();
        Assert.Equal(expected, outcome.All("appi-preliminary").SingleOrDefault()?.State);
    }

    [Fact]
    public void M03_Crossing_100_later_is_a_duty_with_a_clock_of_its_own()
    {
        var given = Given.Incident("2026-04-02T17:05+09:00", Over100 with { Persons = new PersonCount(60, 60), Sensitive = Answer.Yes });
        given.Evaluate();
        given.Learns("persons", "2026-05-10", facts => facts with { Persons = new PersonCount(101, 101) }).At("2026-05-10T12:00");
        var duties = given.Evaluate().All("appi-preliminary").OrderBy(duty => duty.Trigger).ToArray();

        Assert.Equal([new DateOnly(2026, 4, 2), new DateOnly(2026, 5, 10)], duties.Select(duty => duty.Trigger));
        Assert.Equal(["sensitive"], duties[0].GroundsOf(GroundStatus.Duty));
        Assert.Equal(["over_100_persons"], duties[1].GroundsOf(GroundStatus.Duty));
        Assert.Equal(new DateOnly(2026, 5, 14), duties[1].Limit!.LastDay);
        Assert.NotEqual(duties[0].Id, duties[1].Id);
    }

    [Fact]
    public void M04_A_wrongful_purpose_makes_it_60_days_from_first_knowledge_and_both_dates_are_kept()
    {
        var given = Given.Incident("2026-06-01T09:00+09:00", Over100);
        given.Evaluate();
        given.Learns("wrongful_purpose", "2026-06-15", facts => facts with { WrongfulPurpose = Answer.Suspected }).At("2026-06-15T10:00");
        var final = given.Evaluate().Duty("appi-final");

        Assert.Equal((DutyChange.Redated, 60, new DateOnly(2026, 7, 30)), (final.Change, final.Limit!.Days!.Value, final.Limit.LastDay));
        Assert.Equal(new DateOnly(2026, 6, 30), final.Known!.Limit!.LastDay);
        Assert.Equal(new DateOnly(2026, 6, 15), final.Grounds.Single(ground => ground.Id == "wrongful_purpose").Since);
    }

    [Fact]
    public void M04_A_wrongful_purpose_after_day_30_leaves_the_missed_duty_overdue()
    {
        var given = Given.Incident("2026-06-01T09:00+09:00", Over100);
        given.Evaluate();
        given.Learns("wrongful_purpose", "2026-07-10", facts => facts with { WrongfulPurpose = Answer.Yes }).At("2026-07-10T10:00");
        var finals = given.Evaluate().All("appi-final").OrderBy(duty => duty.Limit!.At).ToArray();

        Assert.Equal([new DateOnly(2026, 6, 30), new DateOnly(2026, 7, 30)], finals.Select(duty => duty.Limit!.LastDay));
        Assert.Equal(DutyChange.Unchanged, finals[0].Change);
        Assert.True(finals[0].Limit!.At < given.Now);

        var again = given.At("2026-07-11T10:00").Evaluate().All("appi-final");
        Assert.All(again, duty => Assert.Equal(DutyChange.Unchanged, duty.Change));
    }

    [Fact]
    public void M04_A_missed_day_30_shows_even_where_the_case_is_worked_out_for_the_first_time()
    {
        var given = Given.Incident("2026-06-01T09:00+09:00", Over100)
            .Learns("wrongful_purpose", "2026-07-10", facts => facts with { WrongfulPurpose = Answer.Yes });
        Assert.Equal([new DateOnly(2026, 6, 30), new DateOnly(2026, 7, 30)], given.Evaluate().All("appi-final").Select(duty => duty.Limit!.LastDay).Order());
    }

    [Fact]
    public void M04_An_overdue_duty_stays_overdue_even_where_the_day_of_the_new_ground_was_not_entered()
    {
        var given = Given.Incident("2026-06-01T09:00+09:00", Over100);
        given.Evaluate();
        given.Then(c => c with { Facts = c.Facts with { WrongfulPurpose = Answer.Yes } }).At("2026-07-10T10:00");
        var finals = given.Evaluate().All("appi-final").ToArray();
        Assert.Equal(2, finals.Length);
        Assert.Contains(finals, duty => duty.Limit!.LastDay == new DateOnly(2026, 6, 30) && !duty.Ended);
    }

    [Fact]
    public void M04_Taking_the_wrongful_purpose_back_needs_a_person_and_shows_the_earlier_date()
    {
        var given = Given.Incident("2026-06-01T09:00+09:00", Over100 with { WrongfulPurpose = Answer.Suspected });
        given.Evaluate();
        given.Then(c => c with { Facts = c.Facts with { WrongfulPurpose = Answer.No } }).At("2026-06-10T10:00");
        var final = given.Evaluate().Duty("appi-final");

        Assert.Equal(DutyChange.RedateProposed, final.Change);
        Assert.Equal(new DateOnly(2026, 7, 30), final.Limit!.LastDay);
        Assert.Equal(new DateOnly(2026, 6, 30), final.ProposedLimit!.LastDay);
        Assert.Equal(["wrongful_purpose"], final.GroundsOf(GroundStatus.WithdrawalProposed));

        given.Duty("appi-final", duty => duty with { RefusedLimit = duty.ProposedLimit, ProposedLimit = null });
        Assert.Null(given.Evaluate().Duty("appi-final").ProposedLimit);
    }

    [Fact]
    public void M05_Unknown_is_neither_yes_nor_no_it_is_decided_by_a_named_person_and_rings_on_day_1_and_3()
    {
        var given = Given.Incident("2026-06-01T14:00+09:00", Over100 with { Persons = PersonCount.Unknown });
        var first = given.Evaluate();
        Assert.Equal(DutyLife.Provisional, first.Duty("appi-preliminary").State);
        Assert.Equal(new DateOnly(2026, 6, 1), first.Duty("appi-preliminary").Trigger);
        Assert.Contains(first.Mails, mail => mail.PersonId == "p-leader" && mail.Keys.Any(key => key.Contains("|provisional:", StringComparison.Ordinal)));

        Assert.Contains(given.At("2026-06-03T09:00").Evaluate().Mails, mail => mail.PersonId == "p-leader" && mail.Keys.Any(key => key.EndsWith(":3", StringComparison.Ordinal)));
        Assert.Empty(given.At("2026-06-03T09:01").Evaluate().Mails);
    }

    [Fact]
    public void M05_A_fact_nobody_was_asked_makes_one_task_and_no_duty()
    {
        var outcome = Given.Report("2026-06-01T09:00+09:00").Evaluate();
        Assert.Empty(outcome.Duties);
        Assert.Equal(["incident", "personal_data", "my_number"], outcome.Unasked!.Facts);
        Assert.Equal(new DateOnly(2026, 6, 3), outcome.Unasked.Target!.LastDay);
    }

    [Fact]
    public void M05_What_was_open_from_the_start_keeps_its_clock_when_it_is_answered_later()
    {
        var given = Given.Incident("2026-06-01T09:00+09:00", Over100 with { Persons = new PersonCount(3, 3), Sensitive = Answer.Unknown });
        given.Evaluate();
        given.Learns("sensitive", "2026-06-08", facts => facts with { Sensitive = Answer.Yes }).At("2026-06-08T10:00");
        var duty = given.Evaluate().Duty("appi-preliminary");
        Assert.Equal((DutyChange.Confirmed, DutyLife.Open, new DateOnly(2026, 6, 5)), (duty.Change, duty.State, duty.Limit!.LastDay));
    }

    [Fact]
    public void M05_A_person_decides_a_provisional_ground_until_the_facts_say_otherwise()
    {
        var given = Given.Incident("2026-06-01T09:00+09:00", Over100 with { Persons = PersonCount.Unknown });
        given.Evaluate();
        given.Decisions.Add(new GroundDecision("appi68", "over_100_persons", false, Csirt.Escalation.Rules.Truth.Unknown));
        var decided = given.Evaluate().All("appi-preliminary").Single();
        Assert.Equal((DutyChange.WithdrawalDecided, DutyLife.Withdrawn), (decided.Change, decided.State));

        given.Learns("persons", "2026-06-20", facts => facts with { Persons = new PersonCount(300, 300) });
        Assert.Equal(DutyLife.Open, given.Evaluate().Duty("appi-preliminary").State);
    }

    [Fact]
    public void M06_The_two_laws_are_assessed_apart()
    {
        var facts = Over100 with { Persons = new PersonCount(1, 1), MyNumber = Answer.Yes, MyNumberSystem = Answer.Yes, MyNumberViewable = Answer.No, MyNumberPersons = new PersonCount(1, 1) };
        var outcome = Given.Incident("2026-10-25T11:00+09:00", facts).Evaluate();
        Assert.Empty(outcome.All("appi-preliminary"));
        Assert.Equal(["system"], outcome.Duty("my-number-preliminary").GroundsOf(GroundStatus.Duty));
    }

    [Fact]
    public void M06_A_wrongful_use_of_My_Number_inside_the_house_is_reportable_though_nothing_leaked()
    {
        var facts = Over100 with { Leak = Answer.No, WrongfulPurpose = Answer.Yes, MyNumber = Answer.Yes, MyNumberSystem = Answer.Yes, MyNumberViewable = Answer.No, MyNumberPersons = new PersonCount(1, 1) };
        var outcome = Given.Incident("2026-10-25T11:00+09:00", facts).Evaluate();
        Assert.Empty(outcome.All("appi-preliminary"));
        Assert.Equal(["wrongful_purpose"], outcome.Duty("my-number-preliminary").GroundsOf(GroundStatus.Duty));
        Assert.Equal(60, outcome.Duty("my-number-final").Limit!.Days);
    }

    [Fact]
    public void M07_The_assembly_goes_a_path_of_its_own()
    {
        var outcome = Given.Incident("2026-06-01T09:00+09:00", Over100, c => c with { BodyId = "body-gikai", SectionId = "sec-gikai", DepartmentId = "dep-gikai" }).Evaluate();
        Assert.Empty(outcome.All("appi-preliminary"));
        Assert.Empty(outcome.All("appi-persons"));
        Assert.Contains(outcome.Judgements, judgement => judgement.Rule.Id == "assembly");
        Assert.Equal(DutyLife.Open, outcome.Duty("prefecture").State);
    }

    [Fact]
    public void M08_A_new_ground_after_filing_opens_an_addition_instead_of_vanishing()
    {
        var given = Given.Incident("2026-06-01T09:00+09:00", Over100 with { Sensitive = Answer.Unknown });
        given.Evaluate();
        given.Duty("appi-final", duty => duty with { State = DutyLife.Accepted, FiledAt = given.Now });
        given.Then(c => c with { Facts = c.Facts with { Sensitive = Answer.Yes } });
        var final = given.Evaluate().Duty("appi-final");
        Assert.Equal((DutyChange.SupplementNeeded, DutyLife.SupplementOpen), (final.Change, final.State));
    }

    [Theory]
    [InlineData(Channel.Staff, true)]
    [InlineData(Channel.Monitoring, true)]
    [InlineData(Channel.Resident, false)]
    [InlineData(Channel.Contractor, false)]
    public void M09_Reports_from_inside_and_from_outside_reach_different_people(Channel channel, bool cisoToldByDigest)
    {
        var outcome = Given.Report("2026-06-01T09:00+09:00", c => c with { Channel = channel }).Evaluate();
        Assert.Equal(cisoToldByDigest, outcome.Mails.Any(mail => mail.PersonId == "p-ciso"));
        Assert.Equal(["p-chief", "p-system"], outcome.Told(cisoToldByDigest ? "internal-it" : "external-it").Order());
        Assert.Equal(["p-contact", "p-manager"], outcome.Told("receipt").Order());
    }

    [Fact]
    public void M10_Promptly_has_no_number_in_law_a_target_is_the_towns_own()
    {
        var outcome = Given.Incident("2026-06-01T09:00+09:00", Over100).Evaluate();
        Assert.Null(outcome.Duty("appi-persons").Limit);
        Assert.Equal(RuleLabel.Town, outcome.Duty("appi-persons").Target!.Label);
        Assert.Null(outcome.Duty("prefecture").Limit);
        Assert.Equal(RuleLabel.Guideline, outcome.Duty("appi-preliminary").Limit!.Label);
        Assert.Equal(RuleLabel.Statute, outcome.Duty("appi-final").Limit!.Label);
    }

    [Fact]
    public void M11_An_absent_CISO_holds_nothing_up()
    {
        var given = Given.Incident("2026-06-01T09:00+09:00", Over100);
        given.Directory = TestTown.With(person => person.Id == "p-ciso" ? person with { AbsentUntil = DateTimeOffset.MaxValue } : person);
        var outcome = given.Evaluate();
        Assert.Equal(["p-deputy-ciso"], outcome.Told("judged-ciso"));
        Assert.DoesNotContain(Role.Ciso, outcome.Duty("appi-preliminary").Action.ApprovedBy);
    }

    [Fact]
    public void M12_One_person_in_two_roles_gets_one_mail_that_names_both()
    {
        var given = Given.Report("2026-06-01T09:00+09:00");
        given.Directory = TestTown.With(person => person.Id switch
        {
            "p-manager" => person with { Roles = [.. person.Roles, new RoleHeld(Role.SystemManager, "sys-fukushi")] },
            "p-system" => person with { Roles = [] },
            _ => person,
        });
        var mail = Assert.Single(given.Evaluate().Mails, mail => mail.PersonId == "p-manager");
        Assert.Equal([Role.SectionManager, Role.SystemManager], mail.Roles);
        Assert.Contains("5.3(1)ア", mail.Basis, StringComparison.Ordinal);
        Assert.Contains("5.3(1)イ", mail.Basis, StringComparison.Ordinal);
    }

    [Fact]
    public void M13_The_prefecture_is_told_whatever_the_severity_publication_is_weighed_by_people()
    {
        var outcome = Given.Incident("2026-06-01T09:00+09:00", new CaseFacts { PersonalData = Answer.No, MyNumber = Answer.No }, c => c with { Severity = Severity.Low }).Evaluate();
        Assert.Equal(DutyLife.Open, outcome.Duty("prefecture").State);
        Assert.Equal("prefecture", outcome.Duty("ministry").Action.Via);
        Assert.Contains(outcome.Judgements, judgement => judgement.Rule.Id == "publication");
        Assert.Empty(outcome.All("publication"));
    }

    [Fact]
    public void M15_No_text_can_name_a_person_or_a_value_of_the_leak()
    {
        var mails = Given.Incident("2026-06-01T09:00+09:00", Over100, c => c with { Severity = Severity.Critical, Kind = IncidentKind.LostDevice }).Evaluate().Mails;
        Assert.NotEmpty(mails);
        Assert.All(mails, mail => Assert.DoesNotContain("p-", mail.Subject + mail.Wanted + mail.Body, StringComparison.Ordinal));
        Assert.All(mails, mail => Assert.DoesNotContain('{', mail.Subject + mail.Wanted + mail.Body));
    }

    [Fact]
    public void M17_The_CISO_is_not_woken_for_every_phishing_mail()
    {
        var given = Given.Report("2026-07-03T22:40+09:00", c => c with { Kind = IncidentKind.InformationGathering });
        var mail = Assert.Single(given.Evaluate().Mails, mail => mail.PersonId == "p-ciso");
        Assert.True(mail.Digest);

        given.Taps.Add(new Tap("internal-ciso", "p-manager", given.Now));
        Assert.Equal(["p-ciso", "p-head"], given.Evaluate().Told("internal-ciso").Order());
        Assert.Empty(given.Evaluate().Mails);
    }

    [Fact]
    public void M17_What_is_serious_goes_at_once_and_the_digest_is_left_out()
    {
        var outcome = Given.Report("2026-07-03T22:40+09:00", c => c with { Severity = Severity.High }).Evaluate();
        var mail = Assert.Single(outcome.Mails, mail => mail.PersonId == "p-ciso");
        Assert.False(mail.Digest);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(Answer.No, false)]
    public void M17_When_the_towns_target_passes_they_are_told_unless_it_was_judged_no_incident(Answer? incident, bool told)
    {
        var given = Given.Report("2026-07-03T22:40+09:00");
        Assert.Equal(given.Now.AddHours(24), given.Evaluate().NextLook);
        var later = given.Then(c => c with { Incident = incident }).At("2026-07-06T08:00").Evaluate();
        Assert.Equal(told ? ["p-ciso", "p-head"] : [], later.Told("internal-ciso").Order());
    }

    [Fact]
    public void M19_A_reminder_whose_hour_was_missed_is_told_when_the_process_is_back()
    {
        var given = Given.Incident("2026-06-01T09:00+09:00", Over100);
        given.Evaluate();
        var back = given.At("2026-06-09T08:00").Evaluate();
        var mail = Assert.Single(back.Mails, mail => mail.PersonId == "p-liaison");
        Assert.StartsWith("【期限超過・R8-0012】", mail.Subject, StringComparison.Ordinal);
        Assert.Contains(mail.Keys, key => key.Contains(":day3", StringComparison.Ordinal));
        Assert.Contains(back.Mails, mail => mail.PersonId == "p-ciso");
        Assert.Empty(given.Evaluate().Mails);
    }

    [Fact]
    public void A_corrected_day_of_knowledge_moves_the_clock_and_keeps_the_old_date()
    {
        var given = Given.Incident("2026-06-01T09:00+09:00", Over100);
        given.Evaluate();
        given.Then(c => c with { Times = c.Times with { Known = Given.Time("2026-05-29"), KnownBefore = [new KnownCorrection(c.Times.Known, given.Now, "p-leader", "電話を受けた日")] } });
        var final = given.Evaluate().Duty("appi-final");
        Assert.Equal((DutyChange.Redated, new DateOnly(2026, 5, 29), new DateOnly(2026, 6, 29)), (final.Change, final.Trigger, final.Limit!.LastDay));
        Assert.Equal(new DateOnly(2026, 6, 30), final.Known!.Limit!.LastDay);
        Assert.Contains("訂正", final.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Facts_that_no_longer_carry_a_duty_propose_its_withdrawal_and_a_person_may_keep_it()
    {
        var given = Given.Incident("2026-06-01T09:00+09:00", Over100);
        given.Evaluate();
        given.Then(c => c with { Facts = c.Facts with { Persons = new PersonCount(12, 12) } });
        var duty = given.Evaluate().Duty("appi-preliminary");
        Assert.Equal((DutyChange.WithdrawalProposed, DutyLife.Open, true), (duty.Change, duty.State, duty.WithdrawalProposed));
        Assert.Equal(DutyChange.Unchanged, given.Evaluate().Duty("appi-preliminary").Change);

        given.Duty("appi-preliminary", kept => kept with { Kept = true });
        Assert.False(given.Evaluate().Duty("appi-preliminary").WithdrawalProposed);
    }

    [Fact]
    public void A_withdrawn_duty_comes_back_only_when_the_facts_say_more()
    {
        var given = Given.Incident("2026-06-01T09:00+09:00", Over100);
        given.Evaluate();
        given.Duty("appi-final", duty => duty with { State = DutyLife.Withdrawn });
        Assert.DoesNotContain(given.Evaluate().All("appi-final"), duty => !duty.Ended);

        given.Then(c => c with { Facts = c.Facts with { Sensitive = Answer.Yes } });
        var back = given.Evaluate().Duty("appi-final");
        Assert.Equal((DutyChange.Added, 2), (back.Change, back.Generation));
    }

    [Fact]
    public void An_event_known_before_the_rule_took_effect_is_put_to_a_person()
    {
        var outcome = Given.Incident("2023-03-30T09:00+09:00", Over100, c => c with { OpenedAt = JapanTime.StartOf(new DateOnly(2026, 6, 1)) }).Evaluate();
        Assert.Empty(outcome.All("appi-preliminary"));
        var judgement = Assert.Single(outcome.Judgements, judgement => judgement.Rule.Id == "appi-preliminary");
        Assert.StartsWith("この日に適用される規則なし", judgement.Title, StringComparison.Ordinal);
        Assert.Contains(outcome.Mails, mail => mail.Keys.Any(key => key.Contains(judgement.Id, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_missing_year_of_holidays_shows_the_unmoved_day_and_says_so()
    {
        var outcome = Given.Incident("2027-12-10T09:00+09:00", Over100).Evaluate();
        Assert.Equal(new DateOnly(2028, 1, 8), outcome.Duty("appi-final").Limit!.LastDay);
        Assert.Contains(outcome.Problems, problem => problem.Contains("2028年の祝日データがありません", StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_day_of_knowledge_counts_from_the_report_and_says_so()
    {
        var outcome = Given.Incident("2026-06-01T09:00+09:00", Over100, c => c with { Times = c.Times with { Known = FactTime.Unknown } }).Evaluate();
        Assert.Equal(new DateOnly(2026, 6, 1), outcome.Duty("appi-preliminary").Trigger);
        Assert.Contains(outcome.Problems, problem => problem.Contains("知った日が入力されていない", StringComparison.Ordinal));
    }

    [Fact]
    public void Encryption_never_exempts_by_itself()
    {
        var outcome = Given.Incident("2026-06-01T09:00+09:00", Over100 with { Encrypted = Answer.Yes, KeySafe = Answer.Yes }).Evaluate();
        Assert.Equal(DutyLife.Open, outcome.Duty("appi-preliminary").State);
        Assert.Contains(outcome.Judgements, judgement => judgement.Rule.Id == "exemption-encryption");
        var leaked = Given.Incident("2026-06-01T09:00+09:00", Over100 with { Encrypted = Answer.Yes, KeySafe = Answer.No }).Evaluate();
        Assert.DoesNotContain(leaked.Judgements, judgement => judgement.Rule.Id == "exemption-encryption");
    }

    [Fact]
    public void A_check_of_other_systems_is_done_when_the_case_shows_it()
    {
        var given = Given.Incident("2026-06-01T09:00+09:00", Over100, c => c with { Kind = IncidentKind.MaliciousCode });
        given.Evaluate();
        given.Then(c => c with { Instructions = [new InstructionState("I1", Role.SystemManager, "sys-shinsei", null, true, null, "answered")] });
        Assert.Equal(DutyChange.Satisfied, given.Evaluate().All("similar-systems").Single().Change);
    }

    [Fact]
    public void The_same_case_worked_out_again_asks_for_nothing_twice()
    {
        var given = Given.Incident("2026-06-01T09:00+09:00", Over100 with { WrongfulPurpose = Answer.Yes, MyNumber = Answer.Unknown });
        var first = given.Evaluate();
        var again = given.Evaluate();
        Assert.Empty(again.Mails);
        Assert.All(again.Duties, duty => Assert.Equal(DutyChange.Unchanged, duty.Change));
        Assert.Equal(first.Duties.Select(duty => duty.Id).Order(), again.Duties.Select(duty => duty.Id).Order());
        Assert.Equal(first.Mails.Count, first.Mails.Select(mail => mail.Id).Distinct().Count());
    }
}
