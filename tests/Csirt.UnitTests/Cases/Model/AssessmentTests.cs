using CsCheck;
using Csirt.Cases.Assessments;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;
using Xunit;

namespace Csirt.UnitTests.Cases.Model;

public sealed class AssessmentTests
{
    [Fact]
    public void Assessing_a_case_just_received_is_its_triage()
    {
        var outcome = AssessCase.Apply(Given.Case(CaseStage.Received), new AssessRequest { Incident = Answer.Suspected }, Given.Member);

        var c = outcome.Done();
        Assert.Equal((CaseStage.Triage, Answer.Suspected, "member"), (c.Stage, c.Assessment.Incident, c.Assessment.JudgedBy));
        Assert.Equal(["assessed", "moved"], outcome.Lines.Select(l => l.Code));
        Assert.Equal(Given.Now, c.Times.Judged.EarliestMoment);
    }

    [Fact]
    public void What_is_left_out_stays()
    {
        var first = AssessCase.Apply(Given.Case(), new AssessRequest { Incident = Answer.Yes, Kind = IncidentKind.LostDevice, Facts = new CaseFacts { Leak = Answer.Unknown } }, Given.Member).Done();
        var second = AssessCase.Apply(first, new AssessRequest { Severity = Severity.High, Facts = new CaseFacts { PersonalData = Answer.Yes } }, Given.Chief).Done();

        Assert.Equal((Answer.Yes, IncidentKind.LostDevice, Severity.High, "member"), (second.Assessment.Incident, second.Assessment.Kind, second.Assessment.Severity, second.Assessment.JudgedBy));
        Assert.Equal((Answer.Unknown, Answer.Yes), (second.Facts.Leak, second.Facts.PersonalData));
        Assert.Equal(first.Times.Judged, second.Times.Judged);
    }

    [Fact]
    public void Unknown_is_no_judgement() =>
        Assert.Equal(FactTimeKind.Unknown, AssessCase.Apply(Given.Case(), new AssessRequest { Incident = Answer.Unknown }, Given.Member).Done().Times.Judged.Kind);

    [Fact]
    public void A_first_answer_counts_from_known_an_answer_that_turns_from_the_day_it_turned()
    {
        var first = AssessCase.Apply(Given.Case(), new AssessRequest { Facts = new CaseFacts { Sensitive = Answer.Unknown, WrongfulPurpose = Answer.No } }, Given.Member).Done();
        Assert.Empty(first.FactsKnown);

        var later = Given.As("member", Given.Now.AddDays(6));
        var turned = AssessCase.Apply(first, new AssessRequest { Facts = new CaseFacts { Sensitive = Answer.Yes, WrongfulPurpose = Answer.Suspected } }, later).Done();
        Assert.Equal(new DateOnly(2026, 10, 5), turned.FactsKnown["sensitive"].JapanDate);
        Assert.Equal(new DateOnly(2026, 10, 5), turned.FactsKnown["wrongful_purpose"].JapanDate);

        // おそれ and はい make the same duty: from the one to the other no clock starts again.
        var surer = AssessCase.Apply(turned, new AssessRequest { Facts = new CaseFacts { WrongfulPurpose = Answer.Yes } }, Given.As("member", Given.Now.AddDays(9))).Done();
        Assert.Equal(turned.FactsKnown["wrongful_purpose"], surer.FactsKnown["wrongful_purpose"]);
        Assert.Equal(["\"no\"→\"suspected\"", "\"suspected\"→\"yes\""], surer.FactChanges.Where(f => f.Fact == "wrongful_purpose").Skip(1).Select(f => $"{f.From}→{f.To}"));
    }

    [Theory]
    [InlineData(60, 60, 100, 100, false)]
    [InlineData(60, 60, 101, 101, true)]
    [InlineData(60, 60, 60, 101, true)]
    [InlineData(101, 101, 5000, 5000, false)]
    [InlineData(60, 60, null, null, true)]
    [InlineData(null, null, 101, null, true)]
    [InlineData(200, 200, 80, 80, true)]
    public void Persons_get_a_date_where_they_cross_one_hundred(int? min, int? max, int? newMin, int? newMax, bool dated)
    {
        var before = AssessCase.Apply(Given.Case(), new AssessRequest { Facts = new CaseFacts { Persons = new PersonCount(min, max) } }, Given.Member).Done();
        var after = AssessCase.Apply(before, new AssessRequest { Facts = new CaseFacts { Persons = new PersonCount(newMin, newMax) } }, Given.As("member", Given.Now.AddDays(1))).Done();
        Assert.Equal(dated, after.FactsKnown.ContainsKey("persons"));
        Assert.Equal(new PersonCount(newMin, newMax), after.Facts.Persons);
    }

    [Fact]
    public void A_date_can_be_stated_but_not_before_known_not_in_future_and_only_with_an_answer()
    {
        AssessRequest With(string date) => new() { Facts = new CaseFacts { Sensitive = Answer.Yes }, FactsKnown = new Dictionary<string, FactTime> { ["sensitive"] = Given.At(date) } };

        Assert.Equal("2026-09-29", AssessCase.Apply(Given.Case(), With("2026-09-29"), Given.Member).Done().FactsKnown["sensitive"].ToString());
        Assert.Equal(["fact_before_known"], AssessCase.Apply(Given.Case(), With("2026-09-28"), Given.Member).Refused());
        Assert.Equal(["in_future"], AssessCase.Apply(Given.Case(), With("2026-09-30"), Given.Member).Refused());
        Assert.Equal(["time_unknown"], AssessCase.Apply(Given.Case(), With("unknown"), Given.Member).Refused());
        Assert.Equal(["fact_not_given", "unknown_fact"], AssessCase.Apply(Given.Case(),
            new AssessRequest { Severity = Severity.Low, FactsKnown = new Dictionary<string, FactTime> { ["sensitivity"] = Given.At("2026-09-29") } }, Given.Member).Refused());
    }

    [Fact]
    public void Everything_wrong_is_named_at_once()
    {
        var refused = AssessCase.Apply(Given.Case(), new AssessRequest
        {
            BodyId = "nowhere",
            SectionId = "nowhere",
            SystemIds = ["nothing"],
            Title = new string('あ', 201),
            JudgedAt = Given.At("2026-09-29"),
            Facts = new CaseFacts { Persons = new PersonCount(5, 3), MyNumberPersons = new PersonCount(-1, null) },
        }, Given.Member);

        Assert.Equal(["incident_required", "persons_range", "persons_range", "too_long", "unknown_body", "unknown_section", "unknown_system"], refused.Refused());
        Assert.Equal(["nothing_given"], AssessCase.Apply(Given.Case(), new AssessRequest(), Given.Member).Refused());
    }

    [Theory]
    [InlineData(CaseStage.Closed, "reopen_first")]
    [InlineData(CaseStage.NotIncident, "reopen_first")]
    [InlineData(CaseStage.Merged, "merged_elsewhere")]
    public void An_ended_case_is_not_assessed(CaseStage stage, string code) =>
        Assert.Contains(code, AssessCase.Apply(Given.Case(stage), new AssessRequest { Incident = Answer.Yes }, Given.Member).Refused());

    [Fact]
    public void A_section_brings_its_department_and_body()
    {
        var c = AssessCase.Apply(Given.Case(), new AssessRequest { SectionId = "sec-2" }, Given.Member).Done();
        Assert.Equal(("sec-2", "dep-2", "body-school"), (c.SectionId, c.DepartmentId, c.BodyId));
        Assert.Equal("body-town", AssessCase.Apply(c, new AssessRequest { BodyId = "body-town" }, Given.Member).Done().BodyId);
    }

    [Fact]
    public void Systems_carry_class_and_zone_and_keep_how_they_stand()
    {
        var one = AssessCase.Apply(Given.Case(), new AssessRequest { SystemIds = ["sys-1"] }, Given.Member).Done();
        var contained = one with { Systems = [one.Systems[0] with { Containment = ContainmentState.Contained }] };
        var two = AssessCase.Apply(contained, new AssessRequest { SystemIds = ["sys-2", "sys-1", "sys-1"] }, Given.Member).Done();

        Assert.Equal(["sys-2", "sys-1"], two.Systems.Select(s => s.SystemId));
        Assert.Equal((ContainmentState.Contained, NetworkZone.MyNumber, "3A", 4), (two.Systems[1].Containment, two.Systems[1].Zone, two.Systems[1].Confidentiality, two.Systems[1].RecoveryTargetHours));
    }

    [Fact]
    public void A_corrected_known_keeps_the_earlier_one_with_the_reason()
    {
        var c = CorrectTimes.Apply(Given.Case(), new CorrectTimesRequest { Known = Given.At("2026-09-27"), Reason = "係が先に気付いていた" }, Given.Member).Done();
        var again = CorrectTimes.Apply(c, new CorrectTimesRequest { Known = Given.At("2026-09-26"), Reason = "さらに前だった" }, Given.Chief).Done();

        Assert.Equal("2026-09-26", again.Times.Known.ToString());
        Assert.Equal([("2026-09-29T09:00:00+09:00", "member"), ("2026-09-27", "chief")], again.Times.KnownBefore.Select(k => (k.Known.ToString(), k.CorrectedBy)));
        Assert.Empty(CorrectTimes.Apply(c, new CorrectTimesRequest { Occurred = Given.At("2026-09-20") }, Given.Member).Done().Times.KnownBefore.Skip(1));
    }

    [Fact]
    public void Times_that_contradict_each_other_are_refused()
    {
        string[] Why(CorrectTimesRequest r) => [.. CorrectTimes.Apply(Given.Case(), r, Given.Member).Refused()];

        Assert.Equal(["required"], Why(new CorrectTimesRequest { Known = Given.At("2026-09-28") }));
        Assert.Equal(["time_unknown"], Why(new CorrectTimesRequest { Known = FactTime.Unknown, Reason = "不明" }));
        Assert.Equal(["nothing_given"], Why(new CorrectTimesRequest { Reason = "なし" }));
        Assert.Equal(["discovered_before_occurred", "known_before_occurred"], Why(new CorrectTimesRequest { Occurred = Given.At("2026-09-29T09:30+09:00") }));
        Assert.Equal(["discovered_before_occurred", "in_future", "known_before_occurred"], Why(new CorrectTimesRequest { Occurred = Given.At("2026-10-01") }));
        // Known by the day, occurred by the hour of the same day: no contradiction.
        CorrectTimes.Apply(Given.Case(), new CorrectTimesRequest { Known = Given.At("2026-09-29"), Occurred = Given.At("2026-09-29T08:59+09:00"), Reason = "時刻は不明" }, Given.Member).Done();
    }

    [Fact]
    public void Facts_laid_over_facts_never_become_unasked_and_every_change_is_kept() =>
        Gen.Select(AnyFacts, AnyFacts).Sample((before, given) =>
        {
            var c = Given.Case(with: d => d with { Facts = before });
            var after = FactPatch.Of(c, given, null, new Csirt.Cases.Model.Check(Given.Member), Given.Member);
            var (was, asked, now) = (FactPatch.ToObject(before), FactPatch.ToObject(given), FactPatch.ToObject(after.Facts));
            return now.All(f => (asked[f.Key] ?? was[f.Key])!.ToJsonString() == f.Value!.ToJsonString())
                && was.Select(f => f.Key).Union(asked.Select(f => f.Key)).All(now.ContainsKey)
                && after.Changes.Count == asked.Count(f => was[f.Key]?.ToJsonString() != f.Value!.ToJsonString());
        });

    [Fact]
    public void Every_fact_has_a_Japanese_name() =>
        Assert.All(typeof(CaseFacts).GetProperties(), p => Assert.NotEmpty(FactNames.InJapanese(System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name))));

    private static Gen<CaseFacts> AnyFacts
    {
        get
        {
            var answer = Given.AnyOf<Answer?>(null, Answer.Unknown, Answer.No, Answer.Suspected, Answer.Yes);
            var persons = Given.AnyOf<PersonCount?>(null, PersonCount.Unknown, new PersonCount(60, 60), new PersonCount(101, 101), new PersonCount(1, null));
            return Gen.Select(answer, answer, answer, answer, persons, persons, (a, b, c, d, p, q) =>
                new CaseFacts { PersonalData = a, MyNumber = b, Sensitive = c, WrongfulPurpose = d, Persons = p, MyNumberPersons = q });
        }
    }
}
