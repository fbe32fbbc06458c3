namespace Csirt.Escalation.Rules;

/// <summary>All rules that hold for a town: the national pack with the town's own over it. Immutable once loaded.</summary>
internal sealed class RuleBook
{
    private readonly ILookup<string, Rule> _byId;

    public RuleBook(string version, IReadOnlyList<Rule> rules, IReadOnlyDictionary<string, MailText> texts, IReadOnlyDictionary<string, ReportTemplate> reports, TownSettings town)
    {
        Version = version;
        Rules = rules;
        Texts = texts;
        Reports = reports;
        Town = town;
        _byId = rules.ToLookup(rule => rule.Id);
        Notifies = [.. rules.Where(rule => rule.Action is NotifyAction)];
        Judges = [.. rules.Where(rule => rule.Action is JudgeAction)];
        Duties = [.. rules.Where(rule => rule.Action is DutyAction)];
        DutyIds = [.. Duties.Select(rule => rule.Id).Distinct()];
    }

    /// <summary>Versions of every pack, e.g. <c>national 2026-04-01 + municipality 2026-04-01</c>: kept with each duty.</summary>
    public string Version { get; }

    /// <summary>In the order of the packs.</summary>
    public IReadOnlyList<Rule> Rules { get; }

    public IReadOnlyList<Rule> Notifies { get; }

    public IReadOnlyList<Rule> Judges { get; }

    public IReadOnlyList<Rule> Duties { get; }

    /// <summary>Ids of duty rules; one id can have several versions with effective dates of their own.</summary>
    public IReadOnlyList<string> DutyIds { get; }

    public IReadOnlyDictionary<string, MailText> Texts { get; }

    public IReadOnlyDictionary<string, ReportTemplate> Reports { get; }

    public TownSettings Town { get; }

    /// <summary>Every version of a rule; empty for an unknown id.</summary>
    public IEnumerable<Rule> Versions(string ruleId) => _byId[ruleId];

    /// <summary>The version of a rule in force on a day; null where none is.</summary>
    public Rule? InForce(string ruleId, DateOnly day) => _byId[ruleId].FirstOrDefault(rule => rule.AppliesOn(day));
}
