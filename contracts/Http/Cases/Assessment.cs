using System.Text.Json.Serialization;
using Csirt.Contracts.Values;

namespace Csirt.Contracts.Http.Cases;

/// <summary>What the CSIRT finds (policy 5.3(3)ア). What is left out stays as it is; a fact once answered is never "not asked" again.</summary>
public sealed record AssessRequest
{
    /// <summary>Is it an incident?</summary>
    public Answer? Incident { get; init; }

    /// <summary>When it was judged; left out: now.</summary>
    public FactTime? JudgedAt { get; init; }

    /// <summary>Kind.</summary>
    public IncidentKind? Kind { get; init; }

    /// <summary>Severity.</summary>
    public Severity? Severity { get; init; }

    /// <summary>Short title for the board; no personal values.</summary>
    public string? Title { get; init; }

    /// <summary>Reporting body (報告主体) by directory id.</summary>
    public string? BodyId { get; init; }

    /// <summary>Section concerned, by directory id.</summary>
    public string? SectionId { get; init; }

    /// <summary>All systems concerned, by directory id: replaces the list.</summary>
    public IReadOnlyList<string>? SystemIds { get; init; }

    /// <summary>Facts to answer; null members stay as they are.</summary>
    public CaseFacts? Facts { get; init; }

    /// <summary>
    /// When a fact became known, by its snake_case name, where that was later than 知った. Left out, a first answer counts from
    /// 知った, and an answer that turns (no → yes, persons crossing 100) from now.
    /// </summary>
    public IReadOnlyDictionary<string, FactTime>? FactsKnown { get; init; }

    /// <summary>Why, for the timeline.</summary>
    public string? Note { get; init; }
}

/// <summary>The judgement as it stands.</summary>
public sealed record Assessment
{
    /// <summary>Is it an incident? null before the judgement.</summary>
    public Answer? Incident { get; init; }

    /// <summary>Kind; at first as the reporter sees it.</summary>
    public IncidentKind? Kind { get; init; }

    /// <summary>Severity.</summary>
    public Severity? Severity { get; init; }

    /// <summary>Who judged last, by directory id.</summary>
    public string? JudgedBy { get; init; }
}

/// <summary>A fact that was answered or changed: facts are kept, never replaced.</summary>
/// <param name="Fact">Its snake_case name.</param>
/// <param name="From">The answer until then, as JSON text; null where it had not been asked.</param>
/// <param name="To">The answer since, as JSON text; null where a taken-back merge made it not asked again.</param>
/// <param name="Known">When the new answer became known; null: counts from 知った.</param>
/// <param name="At">When it was entered (UTC).</param>
/// <param name="By">Who entered it, by directory id.</param>
/// <param name="MergedCaseId">Case whose merge brought it; null otherwise.</param>
public sealed record FactChange(string Fact, string? From, string? To, FactTime? Known, DateTimeOffset At, string By, string? MergedCaseId = null);

/// <summary>Correct 発生, 発覚 or 知った. What is left out stays as it is.</summary>
public sealed record CorrectTimesRequest
{
    /// <summary>発生.</summary>
    public FactTime? Occurred { get; init; }

    /// <summary>発覚.</summary>
    public FactTime? Discovered { get; init; }

    /// <summary>知った: the earlier value is kept beside it; not unknown.</summary>
    public FactTime? Known { get; init; }

    /// <summary>Why; required where 知った changes.</summary>
    public string? Reason { get; init; }
}

/// <summary>Whose cause it was (item 4 of the report to the commission).</summary>
[JsonConverter(typeof(NamedEnumConverter<CauseOrigin>))]
public enum CauseOrigin
{
    /// <summary>自団体.</summary>
    [JsonStringEnumMemberName("own")] Own,

    /// <summary>委託先.</summary>
    [JsonStringEnumMemberName("contractor")] Contractor,

    /// <summary>外部からの攻撃など.</summary>
    [JsonStringEnumMemberName("outside")] Outside,

    /// <summary>不明: looked for and not found.</summary>
    [JsonStringEnumMemberName("unknown")] Unknown,
}

/// <summary>Cause (policy 5.3(3)エ).</summary>
/// <param name="Text">What caused it.</param>
/// <param name="Origin">Whose it was.</param>
/// <param name="By">Who entered it, by directory id.</param>
/// <param name="At">When it was entered (UTC).</param>
public sealed record Cause(string Text, CauseOrigin Origin, string By, DateTimeOffset At);

/// <summary>Record the cause; replaces the earlier text, which stays in the timeline.</summary>
/// <param name="Text">What caused it.</param>
/// <param name="Origin">Whose it was.</param>
public sealed record CauseRequest(string Text, CauseOrigin Origin);
