using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Values;

namespace Csirt.Portal.Fields;

/// <summary>One of several answers.</summary>
/// <param name="Value">What the form sends.</param>
/// <param name="Label">What the person reads.</param>
/// <param name="Group">Heading it stands under; null where there are none.</param>
/// <param name="Hint">Said below the label.</param>
public sealed record Choice(string Value, string Label, string? Group = null, string? Hint = null);

/// <summary>The choices that several forms share.</summary>
internal static class Choices
{
    public static IReadOnlyList<Choice> Answers { get; } = [.. new[] { Answer.Yes, Answer.Suspected, Answer.No, Answer.Unknown }.Select(a => new Choice(a.ToString(), a.InJapanese()))];

    public static IReadOnlyList<Choice> Severities { get; } = [.. Enum.GetValues<Severity>().Select(s => new Choice(s.ToString(), s.InJapanese()))];

    /// <summary>In the order in which they happen in a town, the rare ones last.</summary>
    public static IReadOnlyList<Choice> Kinds { get; } =
    [
        .. new[]
        {
            IncidentKind.InformationGathering, IncidentKind.MaliciousCode, IncidentKind.Missent, IncidentKind.Paper, IncidentKind.LostDevice, IncidentKind.LostCard,
            IncidentKind.LeakedPassword, IncidentKind.InformationContentSecurity, IncidentKind.Availability, IncidentKind.Intrusions, IncidentKind.IntrusionAttempts,
            IncidentKind.AbusiveContent, IncidentKind.Fraud, IncidentKind.Vulnerable, IncidentKind.PolicyViolation, IncidentKind.Test, IncidentKind.Other,
        }.Select(k => new Choice(k.ToString(), k.InJapanese())),
    ];

    /// <summary>The stable code of a value, as it stands in JSON and in addresses.</summary>
    public static string Code<T>(T value)
        where T : struct, Enum => JsonSerializer.SerializeToElement(value, CsirtJson.Options).GetString()!;
}
