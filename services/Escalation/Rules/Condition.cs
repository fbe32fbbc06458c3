using System.Globalization;
using Csirt.Contracts.Values;

namespace Csirt.Escalation.Rules;

/// <summary>A condition of a pack over the facts of a case.</summary>
internal abstract record Condition
{
    public abstract Finding Evaluate(ICaseView view);
}

internal sealed record AllOf(IReadOnlyList<Condition> Parts) : Condition
{
    public override Finding Evaluate(ICaseView view) => Finding.All([.. Parts.Select(part => part.Evaluate(view))]);
}

internal sealed record AnyOf(IReadOnlyList<Condition> Parts) : Condition
{
    public override Finding Evaluate(ICaseView view) => Finding.Any([.. Parts.Select(part => part.Evaluate(view))]);
}

internal sealed record Not(Condition Part) : Condition
{
    public override Finding Evaluate(ICaseView view) => Part.Evaluate(view).Negated();
}

/// <summary>What stands for an answer that nobody was asked for: <c>if_not_asked: suspected</c>.</summary>
internal sealed record IfNotAsked(Condition Part, Truth Instead) : Condition
{
    public override Finding Evaluate(ICaseView view)
    {
        var finding = Part.Evaluate(view);
        return finding.Truth == Truth.NotAsked
            ? finding with { Truth = Instead, Ask = [], Because = [.. finding.Because.Select(fact => fact with { Assumed = Instead })] }
            : finding;
    }
}

/// <summary>A fact counts as it was answered.</summary>
internal sealed record FactHolds(string Name) : Condition
{
    public override Finding Evaluate(ICaseView view)
    {
        var truth = Finding.TruthOf(view.Answer(Name));
        return Finding.Of(truth, Name, TruthWord.Of(truth), view.KnownSince(Name));
    }
}

/// <summary>A fact has one of these answers; a plain yes or no.</summary>
internal sealed record FactIs(string Name, IReadOnlyList<Truth> Answers) : Condition
{
    public override Finding Evaluate(ICaseView view)
    {
        var truth = Finding.TruthOf(view.Answer(Name));
        var outcome = Answers.Contains(truth) ? Truth.Yes : Truth.No;
        return new Finding(outcome, view.KnownSince(Name), [new FactSeen(Name, TruthWord.Of(truth), view.KnownSince(Name))], []);
    }
}

/// <summary>
/// More than so many persons. The minimum over it: yes. Only the maximum over it: suspected, which makes the duty as well.
/// No maximum: unknown, so a person decides (規則43条4号).
/// </summary>
internal sealed record PersonsOver(string Name, long Over) : Condition
{
    public override Finding Evaluate(ICaseView view)
    {
        var persons = view.Count(Name);
        var truth = persons switch
        {
            null => Truth.NotAsked,
            { Min: { } min } when min > Over => Truth.Yes,
            { Max: null } => Truth.Unknown,
            { Max: { } max } when max > Over => Truth.Suspected,
            _ => Truth.No,
        };
        return Finding.Of(truth, Name, InWords(persons), view.KnownSince(Name));
    }

    private static string InWords(PersonCount? persons) => persons is null
        ? "not_asked"
        : string.Create(CultureInfo.InvariantCulture, $"{persons.Min?.ToString(CultureInfo.InvariantCulture) ?? "?"}..{persons.Max?.ToString(CultureInfo.InvariantCulture) ?? "?"}");
}

internal sealed record ChannelIs(IReadOnlyList<Channel> Channels) : Condition
{
    public override Finding Evaluate(ICaseView view) =>
        Finding.Of(Channels.Contains(view.Case.Channel), "channel", Words.Of(view.Case.Channel));
}

/// <summary>Whoever found it holds one of these roles. Not known who found it: nobody of them.</summary>
internal sealed record FoundByRole(IReadOnlyList<Role> Roles) : Condition
{
    public override Finding Evaluate(ICaseView view) =>
        Finding.Of(view.Case.FoundBy.Any(Roles.Contains), "found_by", string.Join(' ', view.Case.FoundBy));
}

/// <summary>No kind chosen yet is not this kind; the CSIRT has to choose one anyway.</summary>
internal sealed record KindIs(IReadOnlyList<IncidentKind> Kinds) : Condition
{
    public override Finding Evaluate(ICaseView view) =>
        Finding.Of(view.Case.Kind is { } kind && Kinds.Contains(kind), "kind", view.Case.Kind is { } known ? Words.Of(known) : "not_asked");
}

internal sealed record SeverityAtLeast(Severity Severity) : Condition
{
    public override Finding Evaluate(ICaseView view) =>
        Finding.Of(view.Case.Severity >= Severity, "severity", view.Case.Severity is { } known ? Words.Of(known) : "not_asked");
}

internal sealed record StageIs(IReadOnlyList<CaseStage> Stages) : Condition
{
    public override Finding Evaluate(ICaseView view) => Finding.Of(Stages.Contains(view.Case.Stage), "stage", Words.Of(view.Case.Stage));
}

/// <summary>This very version of the case came from such an event.</summary>
internal sealed record EventIs(IReadOnlyList<string> Events) : Condition
{
    public override Finding Evaluate(ICaseView view) => Finding.Of(Events.Contains(view.Case.Event) || view.Case.AlsoEvents.Any(Events.Contains), "event", view.Case.Event);
}

internal sealed record ZoneIs(IReadOnlyList<NetworkZone> Zones) : Condition
{
    public override Finding Evaluate(ICaseView view) =>
        Finding.Of(view.Case.Zones.Any(Zones.Contains), "zone", string.Join(' ', view.Case.Zones.Select(Words.Of)));
}

/// <summary>A system concerned is run by an outside contact of such a kind (contractor, cloud).</summary>
internal sealed record ProviderKindIs(IReadOnlyList<string> Kinds) : Condition
{
    public override Finding Evaluate(ICaseView view) =>
        Finding.Of(view.ProviderKinds.Any(Kinds.Contains), "provider_kind", string.Join(' ', view.ProviderKinds));
}

/// <summary>
/// The reporting body is bound by 個人情報保護法68条. The assembly is not (法2条11項). A body that is not known yet is taken to be
/// bound: that way no clock is missed.
/// </summary>
internal sealed record BodyUnderAppi68(bool Bound) : Condition
{
    public override Finding Evaluate(ICaseView view) => view.UnderAppi68 switch
    {
        null => Finding.Of(Bound ? Truth.Suspected : Truth.No, "body", "unknown"),
        { } bound => Finding.Of(bound == Bound, "body", bound ? "under_appi68" : "assembly"),
    };
}

internal sealed record RestrictedIs(bool Restricted) : Condition
{
    public override Finding Evaluate(ICaseView view) =>
        Finding.Of(view.Case.Restricted == Restricted, "restricted", view.Case.Restricted ? "true" : "false");
}

internal sealed record DrillIs(bool Drill) : Condition
{
    public override Finding Evaluate(ICaseView view) => Finding.Of(view.Case.Drill == Drill, "drill", view.Case.Drill ? "true" : "false");
}

/// <summary>Whoever holds a role is absent now.</summary>
internal sealed record RoleAbsent(Role Role) : Condition
{
    public override Finding Evaluate(ICaseView view) => Finding.Of(view.IsAbsent(Role), "absent", Role.ToString());
}

/// <summary>Another system was checked for the same problem and the answer is in (policy 5.3(3)ウ).</summary>
internal sealed record SimilarSystemsChecked : Condition
{
    public override Finding Evaluate(ICaseView view)
    {
        var checks = view.Case.Instructions.Where(instruction => instruction.IsSimilarSystemsCheck).ToArray();
        var done = checks.Length > 0 && checks.All(instruction => instruction.State != "open");
        return Finding.Of(done, "similar_systems", done ? "answered" : "open");
    }
}

/// <summary>One of the grounds of a set holds.</summary>
internal sealed record GroundsHold(GroundSet Set) : Condition
{
    public override Finding Evaluate(ICaseView view) =>
        Finding.All([Set.Base.Evaluate(view), Finding.Any([.. Set.Grounds.Select(ground => ground.When.Evaluate(view))])]);
}
