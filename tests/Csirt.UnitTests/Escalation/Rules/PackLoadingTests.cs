using Csirt.Contracts.Values;
using Csirt.Escalation.Rules;
using Xunit;

namespace Csirt.UnitTests.Escalation.Rules;

public sealed class PackLoadingTests
{
    private static readonly PackFile National = RuleBookLoader.Built("national.yaml");
    private static readonly PackFile Municipality = RuleBookLoader.Built("municipality.yaml");

    [Fact]
    public void The_packs_that_ship_load()
    {
        var book = RuleBookLoader.LoadBuiltIn();
        Assert.Contains("national", book.Version, StringComparison.Ordinal);
        Assert.Contains("municipality", book.Version, StringComparison.Ordinal);
        Assert.All(book.Rules, rule => Assert.False(string.IsNullOrWhiteSpace(rule.Basis)));
    }

    [Theory]
    [InlineData("to: [管理者, 窓口]", "to: [課長, 窓口]", "知らない役割「課長」")]
    [InlineData("{fact: crime_suspected, if_not_asked: \"no\"}", "{fact: crime, if_not_asked: \"no\"}", "知らない事実「crime」")]
    [InlineData("one_tap_by: [管理者]", "one_tap_from: [管理者]", "知らない項目「one_tap_from」")]
    [InlineData("text: lost-card", "text: lost-cart", "文面「lost-cart」がありません")]
    [InlineData("受け付けました（{section}）", "受け付けました（{reporter}）", "知らない差し込み「{reporter}」")]
    [InlineData("状況を確認し、", "{名前}が", "知らない差し込み「{名前}」")]
    [InlineData("{use: recognised}", "{use: recognized}", "知らない条件の名前「recognized」")]
    [InlineData("{kind: lost_card}", "{kind: card}", "知らない種別「card」")]
    [InlineData("hours: 24", "hours: 一日", "「hours」には0以上の整数")]
    [InlineData("satisfied_by: [breach, judged-ciso]", "satisfied_by: [breech]", "規則「breech」がありません")]
    [InlineData("ring_at: \"09:00\"", "ring_at: \"9時\"", "\"09:00\" の形")]
    [InlineData("enable: []", "enable: [no-such-rule]", "「no-such-rule」という選択制の規則・号はありません")]
    [InlineData("check: deputy", "check: vacation", "知らない点検「vacation」")]
    [InlineData("first: digest\n      at_once_when", "first: someday\n      at_once_when", "知らない知らせ方「someday」")]
    public void A_mistake_is_named_with_file_and_line(string right, string wrong, string problem)
    {
        var line = LineOf(Municipality.Text, right, wrong);
        var error = Assert.Throws<PackException>(() => RuleBookLoader.Load([National, Municipality with { Text = Municipality.Text.Replace(right, wrong, StringComparison.Ordinal) }]));
        Assert.Contains(error.Problems, found => found.Contains(problem, StringComparison.Ordinal) && found.StartsWith($"municipality.yaml:{line}:", StringComparison.Ordinal));
    }

    [Fact]
    public void All_mistakes_are_reported_at_once()
    {
        var broken = Municipality.Text.Replace("to: [管理者, 窓口]", "to: [課長]", StringComparison.Ordinal).Replace("text: missent", "text: misent", StringComparison.Ordinal);
        var error = Assert.Throws<PackException>(() => RuleBookLoader.Load([National, Municipality with { Text = broken }]));
        Assert.Equal(2, error.Problems.Count);
    }

    [Fact]
    public void Broken_YAML_is_named_with_file_and_line()
    {
        var error = Assert.Throws<PackException>(() => RuleBookLoader.Load([National, new PackFile("town.yaml", "pack: x\nrules: [\n")]));
        Assert.StartsWith("town.yaml:", Assert.Single(error.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("days: 20, from: trigger, roll_over: true, label: 町", true)]
    [InlineData("days: 30, from: trigger, label: 町", true)]
    [InlineData("days: 31, from: trigger, roll_over: true, label: 町", false)]
    [InlineData("days: 30, from: judged, roll_over: true, label: 町", false)]
    [InlineData("days: 20, from: trigger, label: 町, longer: {days: 90, when_ground: wrongful_purpose}", false)]
    public void A_town_tightens_a_statutory_limit_but_never_loosens_it(string limit, bool taken)
    {
        var text = Municipality.Text.Replace("overrides:\n", $"overrides:\n  - rule: appi-final\n    limit: {{{limit}}}\n", StringComparison.Ordinal);
        var error = Record.Exception(() => RuleBookLoader.Load([National, Municipality with { Text = text }]));
        Assert.Equal(taken, error is null);
        Assert.True(taken || error!.Message.Contains("緩めることはできません", StringComparison.Ordinal), error?.Message);
    }

    [Fact]
    public void A_town_switches_an_optional_ground_on()
    {
        var text = Municipality.Text.Replace("enable: []", "enable: [appi68/ordinance_sensitive, publication-criteria]", StringComparison.Ordinal);
        var book = RuleBookLoader.Load([National, Municipality with { Text = text }]);
        Assert.Contains(book.Rules.Single(rule => rule.Id == "appi-final").Grounds!.Grounds, ground => ground.Id == "ordinance_sensitive");
        Assert.Contains(book.Rules, rule => rule.Id == "publication-criteria");
        Assert.DoesNotContain(RuleBookLoader.LoadBuiltIn().Rules, rule => rule.Id == "publication-criteria");
    }

    [Fact]
    public void Two_versions_of_a_rule_stand_side_by_side_where_their_days_do_not_overlap()
    {
        var rule = """
              - id: amended
                title: 改正のある規則
                basis: 試験
                label: 町
                confidence: S
                {0}
                duty: {{recipient: other, prepared_by: [統括], mode: automatic}}
            """;
        var apart = Load(string.Format(null, rule, "effective_to: 2026-06-30") + "\n" + string.Format(null, rule, "effective_from: 2026-07-01"));
        Assert.Equal(2, apart.Versions("amended").Count());
        Assert.Null(apart.InForce("amended", new DateOnly(2026, 6, 30))!.EffectiveFrom);
        Assert.NotNull(apart.InForce("amended", new DateOnly(2026, 7, 1))!.EffectiveFrom);
        Assert.Throws<PackException>(() => Load(string.Format(null, rule, "effective_to: 2026-07-01") + "\n" + string.Format(null, rule, "effective_from: 2026-07-01")));

        static RuleBook Load(string rules) => RuleBookLoader.Load([National, Municipality with { Text = Municipality.Text.Replace("rules:\n", "rules:\n" + rules + "\n", StringComparison.Ordinal) }]);
    }

    /// <summary>Every row under "Escalating" of the demands: who is told by which rule.</summary>
    [Theory]
    [InlineData("5.3(1)イ", "internal-it")]
    [InlineData("5.3(1)ウ", "internal-ciso")]
    [InlineData("5.3(2)イ", "external-it")]
    [InlineData("5.3(2)ウ", "external-ciso")]
    [InlineData("1(4)ウ", "breach")]
    [InlineData("5.3(3)イ", "judged-ciso")]
    [InlineData("1(9)オ", "prefecture")]
    [InlineData("1(9)オ", "ministry")]
    [InlineData("5.3(1)エ", "appi-preliminary")]
    [InlineData("5.3(1)エ", "my-number-final")]
    [InlineData("1(9)カ", "publication")]
    [InlineData("1(9)キ", "sharing")]
    [InlineData("6.5(2)", "attack")]
    [InlineData("6.5(3)", "police-crime")]
    [InlineData("6.5(3)", "preserve-records")]
    [InlineData("6.5(5)", "violation-manager")]
    [InlineData("7.6(2)ア", "violation-manager")]
    [InlineData("7.6(2)イ", "violation-report")]
    [InlineData("7.6(2)ウ", "rights-suspended")]
    [InlineData("7.2(1)ア", "compliance-problem")]
    [InlineData("1(2)ク", "emergency-ciso")]
    [InlineData("1(9)エ", "ciso-decision")]
    [InlineData("8.1(3)ア(ウ)", "contractor-measures-report")]
    [InlineData("8.1(3)ア(ウ)", "contractor-measures-ciso")]
    [InlineData("6.2(1)ウ(ウ)、(エ)", "privileged-deputy")]
    [InlineData("1(3)エ", "department-contacts")]
    [InlineData("1(10)", "cloud-contacts")]
    [InlineData("6.5(1)エ", "outside-contacts")]
    [InlineData("6.4(4)", "experts")]
    [InlineData("7.2(3)イ", "grave-violation")]
    [InlineData("7.4(2)", "emergency-exception")]
    [InlineData("8.1(3)ア(エ)", "contractor-measures")]
    [InlineData("1(2)オ", "measures-in-absence")]
    [InlineData("1(1)オ", "delegation")]
    [InlineData("1(2)キ", "contact-network")]
    [InlineData("5.4(1)ア(ウ)", "lost-card")]
    [InlineData("5.4(3)エ", "leaked-password")]
    [InlineData("6.1(15)エ", "missent")]
    [InlineData("6.5(1)ウ", "web-tampering")]
    [InlineData("7.2(3)ア", "violation-report")]
    [InlineData("5.3(2)エ", "cloud-tracking")]
    [InlineData("5.3(3)ウ", "similar-systems")]
    public void Every_clause_about_escalating_has_a_rule_that_cites_it(string clause, string rule) =>
        Assert.Contains(clause, RuleBookLoader.LoadBuiltIn().Versions(rule).Single().Basis, StringComparison.Ordinal);

    [Fact]
    public void Roles_may_be_written_as_the_policy_has_them_or_by_code_name()
    {
        var book = RuleBookLoader.Load([National, Municipality with { Text = Municipality.Text.Replace("to: [管理者, 窓口]", "to: [SectionManager, PointOfContact]", StringComparison.Ordinal) }]);
        Assert.Equal([Role.SectionManager, Role.PointOfContact], ((NotifyAction)book.Versions("receipt").Single().Action).To);
    }

    // The line of the first place where the text changes.
    private static int LineOf(string text, string right, string wrong)
    {
        var at = text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0, $"not in the pack: {right}");
        var same = right.Zip(wrong).TakeWhile(pair => pair.First == pair.Second).Count();
        return text.AsSpan(0, at + Math.Min(same, right.Length)).Count('\n') + 1;
    }
}
