using System.Globalization;
using Csirt.Contracts.Http.Escalation;
using Csirt.Escalation.Evaluation;
using Xunit;

namespace Csirt.UnitTests.Escalation.Evaluation;

/// <summary>Incidents that municipalities published, each with what must follow from its facts.</summary>
public sealed class SampleIncidentsTests
{
    // Expectations that other services answer for, or that are remarks.
    private static readonly string[] Elsewhere = ["incident", "measures_before_judgement", "number", "outside_recipients_reached", "visible_to", "note"];

    private static readonly Dictionary<string, Action<Sample, Csirt.Escalation.Evaluation.Evaluation>> Checks = new()
    {
        ["commission_preliminary"] = CommissionPreliminary,
        ["commission_final"] = CommissionFinal,
        ["commission_appi"] = (_, outcome) => Assert.Empty(Appi(outcome)),
        ["commission_my_number"] = CommissionMyNumber,
        ["persons_concerned"] = PersonsConcerned,
        ["prefecture"] = (sample, outcome) => Reporting(sample.Text("prefecture")!, "prefecture", outcome),
        ["ministry"] = Ministry,
        ["police"] = Police,
        ["publication"] = (_, outcome) => Assert.Contains(outcome.Judgements, judgement => judgement.Rule.Id == "publication"),
        ["contractor_measures"] = (_, outcome) => Assert.Equal(DutyLife.Open, outcome.Duty("contractor-measures").State),
        ["similar_systems"] = (_, outcome) => Assert.Equal(DutyLife.Open, outcome.Duty("similar-systems").State),
        ["lgwan_jlis"] = (_, outcome) => Assert.Equal(("jlis", (Deadline?)null), (outcome.Duty("shared-network").Action.Recipient, outcome.Duty("shared-network").Limit)),
        ["internal"] = Internal,
        ["duties"] = DrillAsForReal,
    };

    public static TheoryData<string> Ids => [.. Sample.All.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_expectation_is_met(string id)
    {
        var sample = Sample.All[id];
        var outcome = Evaluator.Evaluate(sample.Given.Input());
        foreach (var key in sample.Expect.Children.Keys.Select(key => key.ToString()).Except(Elsewhere))
        {
            Checks[key](sample, outcome);
        }
    }

    private static void CommissionPreliminary(Sample sample, Csirt.Escalation.Evaluation.Evaluation outcome)
    {
        if (sample.Text("commission_preliminary") == "none")
        {
            Assert.Empty(Appi(outcome));
            return;
        }

        var expected = sample.Map("commission_preliminary")!;
        var duty = outcome.Duty("appi-preliminary");
        var wantedDuty = Sample.Words(expected, "duty");
        Assert.Equal(wantedDuty, duty.GroundsOf(GroundStatus.Duty));
        Assert.Equal(Sample.Words(expected, "provisional").Except(["my_number"]).Order(), duty.GroundsOf(GroundStatus.Provisional).Order());
        Assert.Equal(wantedDuty.Count > 0 ? DutyLife.Open : DutyLife.Provisional, duty.State);
        if (Sample.Words(expected, "provisional").Contains("my_number"))
        {
            Assert.Equal(DutyLife.Provisional, outcome.Duty("my-number-preliminary").State);
        }

        if (Day(expected, "guideline_day5") is { } day5)
        {
            Assert.Equal((day5, RuleLabel.Guideline, 5), (duty.Limit!.LastDay, duty.Limit.Label, duty.Limit.Days));
            Assert.Equal(day5.AddDays(-2), duty.Target!.LastDay);
        }

        if (expected.Children.ContainsKey("exemption"))
        {
            Assert.Contains(outcome.Judgements, judgement => judgement.Rule.Id == "exemption-encryption");
        }
    }

    private static void CommissionFinal(Sample sample, Csirt.Escalation.Evaluation.Evaluation outcome)
    {
        var expected = sample.Map("commission_final")!;
        var duty = outcome.Duty("appi-final");
        Assert.Equal(int.Parse(expected["days"].ToString(), CultureInfo.InvariantCulture), duty.Limit!.Days);
        Assert.Equal(Day(expected, "due"), duty.Limit.LastDay);
        Assert.Equal(RuleLabel.Statute, duty.Limit.Label);
        Assert.Equal(expected.Children.ContainsKey("provisional") ? DutyLife.Provisional : DutyLife.Open, duty.State);
    }

    private static void CommissionMyNumber(Sample sample, Csirt.Escalation.Evaluation.Evaluation outcome)
    {
        var expected = sample.Map("commission_my_number")!;
        Assert.Equal(Sample.Words(expected, "duty"), outcome.Duty("my-number-preliminary").GroundsOf(GroundStatus.Duty));
        Assert.Equal(Day(expected, "guideline_day5"), outcome.Duty("my-number-preliminary").Limit!.LastDay);
        Assert.Equal(Day(expected, "final_due"), outcome.Duty("my-number-final").Limit!.LastDay);
    }

    private static void PersonsConcerned(Sample sample, Csirt.Escalation.Evaluation.Evaluation outcome)
    {
        var duty = outcome.Duties.Single(plan => plan.Rule.Id is "appi-persons" or "my-number-persons" && plan.State == Life(sample.Text("persons_concerned")!));
        Assert.Null(duty.Limit);
        Assert.Equal(RuleLabel.Town, duty.Target!.Label);
    }

    private static void Reporting(string expected, string ruleId, Csirt.Escalation.Evaluation.Evaluation outcome)
    {
        switch (expected)
        {
            case "duty":
                Assert.Equal(DutyLife.Open, outcome.Duty(ruleId).State);
                break;
            case "judge":
                Assert.Empty(outcome.All(ruleId));
                Assert.Contains(outcome.Judgements, judgement => judgement.Rule.Id == "policy-coverage");
                break;
            default:
                Assert.Equal("none", expected);
                Assert.Empty(outcome.All(ruleId));
                break;
        }
    }

    private static void Ministry(Sample sample, Csirt.Escalation.Evaluation.Evaluation outcome)
    {
        Reporting(sample.Text("ministry") ?? "duty", "ministry", outcome);
        if (sample.Map("ministry") is { } expected)
        {
            Assert.Equal(expected["via"].ToString(), outcome.Duty("ministry").Action.Via);
        }
    }

    private static void Police(Sample sample, Csirt.Escalation.Evaluation.Evaluation outcome)
    {
        var duty = outcome.Duties.Single(plan => plan.Action.Recipient == "police");
        Assert.Equal(sample.Text("police") == "duty" ? "police-crime" : "police-loss", duty.Rule.Id);
        Assert.Equal(Csirt.Escalation.Rules.Label.Town, duty.Rule.Label);
    }

    private static void Internal(Sample sample, Csirt.Escalation.Evaluation.Evaluation outcome)
    {
        var expected = sample.Map("internal")!;
        foreach (var (list, digest) in new[] { ("at_once", false), ("digest", true) })
        {
            if (expected.Children.ContainsKey(list))
            {
                var roles = outcome.Mails.Where(mail => mail.Digest == digest).SelectMany(mail => mail.Roles).Distinct().Select(role => role.ToString());
                Assert.Equal(Sample.Words(expected, list).Order(), roles.Order());
            }
        }

        if (expected.Children.ContainsKey("excluded"))
        {
            Assert.DoesNotContain(outcome.Mails, mail => mail.PersonId == "p-manager");
            var told = outcome.Mails.Where(mail => !mail.Digest).Select(mail => mail.PersonId).ToHashSet();
            Assert.Equal(["ChiefSecurityOfficer", "DepartmentHead"], Sample.Words(expected, "instead"));
            Assert.Superset(new HashSet<string> { "p-chief", "p-head" }, told);
        }
    }

    private static void DrillAsForReal(Sample sample, Csirt.Escalation.Evaluation.Evaluation outcome)
    {
        var real = Evaluator.Evaluate(sample.Given.Then(c => c with { Drill = false }).Input());
        Assert.NotEmpty(outcome.Duties);
        Assert.Equal(real.Duties.Select(plan => (plan.Id, plan.State, plan.Limit)), outcome.Duties.Select(plan => (plan.Id, plan.State, plan.Limit)));
    }

    private static IEnumerable<DutyPlan> Appi(Csirt.Escalation.Evaluation.Evaluation outcome) =>
        outcome.Duties.Where(plan => plan.Rule.Id.StartsWith("appi-", StringComparison.Ordinal));

    private static DutyLife Life(string expected) => expected == "duty" ? DutyLife.Open : DutyLife.Provisional;

    private static DateOnly? Day(YamlDotNet.RepresentationModel.YamlMappingNode map, string key) =>
        map.Children.TryGetValue(key, out var node) ? DateOnly.Parse(node.ToString(), CultureInfo.InvariantCulture) : null;
}
