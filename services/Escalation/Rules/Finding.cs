using System.Text.Json.Serialization;
using Csirt.Contracts.Values;

namespace Csirt.Escalation.Rules;

/// <summary>
/// What a condition comes to. Suspected counts as yes (おそれ, 法68条1項). Unknown was asked and makes a provisional duty;
/// not asked makes a task to find out, and no duty.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<Truth>))]
internal enum Truth
{
    [JsonStringEnumMemberName("no")] No,
    [JsonStringEnumMemberName("not_asked")] NotAsked,
    [JsonStringEnumMemberName("unknown")] Unknown,
    [JsonStringEnumMemberName("suspected")] Suspected,
    [JsonStringEnumMemberName("yes")] Yes,
}

/// <summary>A fact that decided, as it stood: <c>personal_data = suspected</c>.</summary>
/// <param name="Name">Name of the fact or condition.</param>
/// <param name="Value">Its value, in the words of packs and JSON.</param>
/// <param name="Since">The day on which it was first known where that was after 知った; null: from 知った.</param>
/// <param name="Assumed">What it was taken for while nobody was asked; null where it was.</param>
internal sealed record FactSeen(string Name, string Value, DateOnly? Since = null, Truth? Assumed = null);

/// <summary>The outcome of a condition, the facts that decided it, since when, and what should be asked to be sure.</summary>
internal sealed record Finding(Truth Truth, DateOnly? Since, IReadOnlyList<FactSeen> Because, IReadOnlyList<string> Ask)
{
    public bool Holds => Truth >= Truth.Suspected;

    public static Finding Of(Truth truth, string name, string value, DateOnly? since = null) =>
        new(truth, since, [new FactSeen(name, value, since)], truth == Truth.NotAsked ? [name] : []);

    public static Finding Of(bool truth, string name, string value) => Of(truth ? Truth.Yes : Truth.No, name, value);

    public static Truth TruthOf(Answer? answer) => answer switch
    {
        Answer.Yes => Truth.Yes,
        Answer.Suspected => Truth.Suspected,
        Answer.Unknown => Truth.Unknown,
        Answer.No => Truth.No,
        _ => Truth.NotAsked,
    };

    /// <summary>Every one must hold: it is known only since the last of them is.</summary>
    public static Finding All(IReadOnlyList<Finding> parts)
    {
        var truth = Truth.Yes;
        foreach (var part in parts)
        {
            truth = part.Truth < truth ? part.Truth : truth;
        }

        if (truth == Truth.No)
        {
            return new Finding(Truth.No, null, [.. parts.Where(part => part.Truth == Truth.No).SelectMany(part => part.Because)], []);
        }

        return new Finding(truth, Latest(parts), [.. parts.SelectMany(part => part.Because)], [.. parts.SelectMany(part => part.Ask).Distinct()]);
    }

    /// <summary>One is enough: it is known since the first of those that hold was.</summary>
    public static Finding Any(IReadOnlyList<Finding> parts)
    {
        var best = parts.Max(part => part.Truth);
        if (best < Truth.Suspected)
        {
            return new Finding(best, null, [.. parts.SelectMany(part => part.Because)], [.. parts.SelectMany(part => part.Ask).Distinct()]);
        }

        var holding = parts.Where(part => part.Holds).ToArray();
        var since = holding.Any(part => part.Since is null) ? null : holding.Min(part => part.Since);
        return new Finding(best, since, [.. holding.SelectMany(part => part.Because)], []);
    }

    public Finding Negated() => this with
    {
        Truth = Truth switch
        {
            Truth.No => Truth.Yes,
            Truth.Yes or Truth.Suspected => Truth.No,
            var open => open,
        },
    };

    private static DateOnly? Latest(IReadOnlyList<Finding> parts)
    {
        DateOnly? latest = null;
        foreach (var part in parts)
        {
            latest = part.Since is { } since && (latest is null || since > latest) ? since : latest;
        }

        return latest;
    }
}
