using Csirt.Contracts.Values;
using Csirt.Escalation.Evaluation;
using Csirt.Platform.Replicas;
using Xunit;

namespace Csirt.UnitTests.Escalation.Evaluation;

/// <summary>Who is told in a role's name: absence, deputies, vacancies, officers shut out.</summary>
public sealed class RecipientsTests
{
    private static readonly DateTimeOffset Away = DateTimeOffset.MaxValue;

    [Fact]
    public void An_implicated_officer_is_never_told_others_are_in_their_place()
    {
        var outcome = Given.Report("2026-06-01T09:00+09:00", c => c with { ImplicatedIds = ["p-manager"] }).Evaluate();
        Assert.DoesNotContain(outcome.Mails, mail => mail.PersonId == "p-manager");
        Assert.Equal(["p-chief", "p-contact", "p-head"], outcome.Told("receipt").Order());
    }

    [Fact]
    public void An_implicated_CISO_is_replaced_by_the_auditor_and_an_implicated_deputy_is_passed_over()
    {
        var given = Given.Report("2026-06-01T09:00+09:00", c => c with { Severity = Severity.High, ImplicatedIds = ["p-ciso", "p-leader"] });
        given.Directory = TestTown.With(person => person.Id == "p-chief" ? person with { AbsentUntil = Away } : person);
        var outcome = given.Evaluate();
        Assert.Contains("p-auditor", outcome.Told("internal-ciso"));
        Assert.DoesNotContain(outcome.Mails, mail => mail.PersonId is "p-ciso" or "p-leader");
    }

    [Fact]
    public void The_deputy_of_an_absent_deputy_stands_in()
    {
        var given = Given.Report("2026-06-01T09:00+09:00");
        given.Directory = TestTown.With(person => person.Id switch
        {
            "p-chief" => person with { AbsentUntil = Away },
            "p-leader" => person with { AbsentUntil = Away, DeputyId = "p-coordinator" },
            _ => person,
        });
        Assert.Equal(["p-coordinator", "p-system"], given.Evaluate().Told("internal-it").Order());
    }

    [Fact]
    public void Deputies_in_a_circle_end_at_the_role_the_town_named()
    {
        var given = Given.Report("2026-06-01T09:00+09:00", c => c with { Severity = Severity.High });
        given.Directory = TestTown.With(person => person.Id switch
        {
            "p-ciso" => person with { AbsentUntil = Away, DeputyId = "p-deputy-ciso" },
            "p-deputy-ciso" => person with { AbsentUntil = Away, DeputyId = "p-ciso" },
            _ => person,
        });
        Assert.Contains("p-chief", given.Evaluate().Told("internal-ciso"));
    }

    [Fact]
    public void An_absence_that_has_ended_counts_no_more()
    {
        var given = Given.Report("2026-06-01T09:00+09:00");
        given.Directory = TestTown.With(person => person.Id == "p-manager" ? person with { AbsentUntil = given.Now, DeputyId = "p-head" } : person);
        Assert.Contains("p-manager", given.Evaluate().Told("receipt"));
    }

    [Fact]
    public void A_role_that_nobody_holds_falls_to_the_next_one()
    {
        var given = Given.Report("2026-06-01T09:00+09:00");
        given.Directory = TestTown.With(person => person.Id == "p-manager" ? person with { Roles = [] } : person);
        Assert.Equal(["p-contact"], given.Evaluate().Told("receipt"));
    }

    [Fact]
    public void Nobody_at_all_is_a_problem_and_is_told_once_somebody_is_there()
    {
        var given = Given.Report("2026-06-01T09:00+09:00");
        given.Directory = new TownDirectory(TestTown.Snapshot with { People = [] });
        var outcome = given.Evaluate();
        Assert.Empty(outcome.Mails);
        Assert.Contains(outcome.Problems, problem => problem.Contains("知らせる相手がいません", StringComparison.Ordinal));

        given.Directory = TestTown.Directory;
        Assert.Contains("p-manager", given.Evaluate().Told("receipt"));
    }

    [Fact]
    public void A_new_holder_of_a_seat_that_was_told_is_not_told_again_a_new_system_is()
    {
        var given = Given.Report("2026-06-01T09:00+09:00", c => c with { SystemIds = ["sys-fukushi"] });
        given.Evaluate();
        given.Directory = TestTown.With(person => person.Id switch
        {
            "p-manager" => TestTown.Holder("p-manager", Role.Staff),
            "p-auditor" => TestTown.Holder("p-auditor", Role.SectionManager, TestTown.Section),
            "p-coordinator" => TestTown.Holder("p-coordinator", Role.SystemManager, "sys-shinsei"),
            _ => person,
        });
        Assert.Empty(given.Evaluate().Mails);
        given.Then(c => c with { SystemIds = ["sys-fukushi", "sys-shinsei"] });
        Assert.Equal(["p-coordinator"], given.Evaluate().Mails.Select(mail => mail.PersonId));
    }

    [Fact]
    public void Measures_decided_in_the_CISOs_absence_are_reported_to_the_CISO_in_person()
    {
        var given = Given.Report("2026-06-01T09:00+09:00", c => c with { Event = "decided_in_absence" });
        given.Directory = TestTown.With(person => person.Id == "p-ciso" ? person with { AbsentUntil = Away } : person);
        Assert.Equal(["p-ciso"], given.Evaluate().Told("measures-in-absence"));
    }

    [Fact]
    public void A_restricted_case_tells_few_and_says_nothing_of_its_contents()
    {
        var outcome = Given.Incident("2026-06-01T09:00+09:00", new CaseFacts { PersonalData = Answer.Suspected, Persons = new PersonCount(200, 300), MyNumber = Answer.No },
            c => c with { Restricted = true, Kind = IncidentKind.LostDevice }).Evaluate();
        Assert.DoesNotContain(outcome.Mails, mail => mail.PersonId is "p-manager" or "p-contact" or "p-system");
        Assert.All(outcome.Mails, mail => Assert.DoesNotContain("福祉課", mail.Subject + mail.Body, StringComparison.Ordinal));
        Assert.All(outcome.Mails, mail => Assert.DoesNotContain("機器・媒体の紛失", mail.Subject + mail.Body, StringComparison.Ordinal));
    }

    [Fact]
    public void Work_on_a_restricted_case_goes_to_its_handlers_or_to_the_chief_where_there_is_none()
    {
        var facts = new CaseFacts { PersonalData = Answer.Suspected, Persons = new PersonCount(200, 300), MyNumber = Answer.No };
        var nobody = Given.Incident("2026-06-01T09:00+09:00", facts, c => c with { Restricted = true }).Evaluate();
        Assert.Equal(["p-chief"], nobody.Told("appi-preliminary"));
        var handled = Given.Incident("2026-06-01T09:00+09:00", facts, c => c with { Restricted = true, HandlerIds = ["p-liaison", "p-leader"] }).Evaluate();
        Assert.Equal(["p-leader", "p-liaison"], handled.Told("appi-preliminary").Order());
    }

    [Fact]
    public void Without_a_directory_duties_are_worked_out_all_the_same()
    {
        var given = Given.Incident("2026-06-01T09:00+09:00", new CaseFacts { PersonalData = Answer.Yes, Persons = new PersonCount(200, 200) });
        var outcome = Evaluator.Evaluate(given.Input() with { Directory = null });
        Assert.NotEmpty(outcome.All("appi-preliminary"));
        Assert.Empty(outcome.Mails);
    }
}
