using Csirt.Escalation.Rules;

namespace Csirt.Escalation.Evaluation;

/// <summary>What the grounds of a rule come to: those that make the duty, those a person decides, and the facts still to be asked.</summary>
internal sealed record GroundFindings(IReadOnlyList<GroundFinding> Duty, IReadOnlyList<GroundFinding> Provisional, IReadOnlyList<string> Ask)
{
    /// <summary>Stands for a rule's own condition where it has no grounds.</summary>
    public const string Whole = "when";

    /// <summary>Stands for the question whether the law applies at all.</summary>
    public const string Base = "base";

    private static readonly Finding Always = new(Truth.Yes, null, [], []);

    public bool Any => Duty.Count + Provisional.Count > 0;

    public static string ScopeOf(Rule rule) => rule.Grounds?.Id ?? rule.Id;

    public static GroundFindings Of(Rule rule, ICaseView view, IReadOnlyList<GroundDecision> decisions)
    {
        var when = rule.When?.Evaluate(view) ?? Always;
        if (rule.Grounds is null)
        {
            var whole = Decided(new GroundFinding(Whole, rule.Title, rule.Basis, when, when.Truth), rule, decisions);
            return Sort([whole], when.Ask);
        }

        var set = rule.Grounds;
        var basis = Finding.All([when, set.Base.Evaluate(view)]);
        var grounds = set.Grounds.Select(ground => Combine(ground, basis, view)).ToArray();
        if (basis.Truth == Truth.Unknown)
        {
            return Sort([.. UnderOpenBase(set, basis, grounds).Select(ground => Decided(ground, rule, decisions))], []);
        }

        // While it is not even known whether the law applies, only that is asked.
        IEnumerable<string> ask = basis.Truth == Truth.NotAsked ? basis.Ask : grounds.SelectMany(ground => ground.Finding.Ask);
        return Sort([.. grounds.Select(ground => Decided(ground, rule, decisions))], grounds.All(ground => ground.Own == Truth.No) ? [] : [.. ask.Distinct()]);
    }

    /// <summary>What a ground comes to by the facts alone, without anybody's decision.</summary>
    public static Truth TruthOf(Rule rule, string groundId, ICaseView view)
    {
        var when = rule.When?.Evaluate(view) ?? Always;
        if (rule.Grounds?.Base.Evaluate(view) is not { } applies)
        {
            return when.Truth;
        }

        var basis = Finding.All([when, applies]);
        return rule.Grounds.Grounds.FirstOrDefault(ground => ground.Id == groundId) is { } ground
            ? Combine(ground, basis, view).Finding.Truth
            : basis.Truth;
    }

    private static GroundFinding Combine(Ground ground, Finding basis, ICaseView view)
    {
        var own = ground.When.Evaluate(view);
        return new GroundFinding(ground.Id, ground.Title, ground.Basis, Finding.All([basis, own]), own.Truth);
    }

    // Whether the law applies is unknown: the grounds that would make the duty are what the person decides on;
    // where none is known to hold, the question itself.
    private static GroundFinding[] UnderOpenBase(GroundSet set, Finding basis, GroundFinding[] grounds)
    {
        var holding = grounds.Where(ground => ground.Own >= Truth.Suspected).ToArray();
        if (holding.Length > 0)
        {
            return holding;
        }

        return grounds.All(ground => ground.Own == Truth.No) ? [] : [new GroundFinding(Base, set.Question, set.Title, basis, Truth.Unknown)];
    }

    private static GroundFinding Decided(GroundFinding ground, Rule rule, IReadOnlyList<GroundDecision> decisions)
    {
        var decision = decisions.LastOrDefault(made => made.Scope == ScopeOf(rule) && made.GroundId == ground.Id && made.Seen == ground.Finding.Truth);
        return decision is null
            ? ground
            : ground with { Finding = ground.Finding with { Truth = decision.Applies ? Truth.Yes : Truth.No, Ask = [] }, ByPerson = true };
    }

    private static GroundFindings Sort(IReadOnlyList<GroundFinding> grounds, IReadOnlyList<string> ask) => new(
        [.. grounds.Where(ground => ground.Finding.Holds)],
        [.. grounds.Where(ground => ground.Finding.Truth == Truth.Unknown)],
        ask);
}

/// <summary>A ground, what it comes to together with the law's base, and what it comes to by itself.</summary>
internal sealed record GroundFinding(string Id, string Title, string Basis, Finding Finding, Truth Own, bool ByPerson = false);
