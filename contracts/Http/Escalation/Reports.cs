using System.Text.Json.Serialization;

namespace Csirt.Contracts.Http.Escalation;

/// <summary>A text ready to copy, as far as the case and the reports before have it; what only people know is left for them: <c>GET …/report</c>.</summary>
/// <param name="DutyId">Duty.</param>
/// <param name="Title">Title.</param>
/// <param name="Items">Items in the order of the form.</param>
/// <param name="PlainText">All of it as plain text.</param>
/// <param name="Before">The report that it is compared with; null where none was handed in on the same grounds.</param>
public sealed record PreparedReport(string DutyId, string Title, IReadOnlyList<ReportItem> Items, string PlainText, ReportBefore? Before = null);

/// <summary>An item of a report.</summary>
/// <param name="Number">Number of the item in the statute; 0 where the report has none.</param>
/// <param name="Title">What it asks; names the item in a report.</param>
/// <param name="Text">What stands in it now.</param>
/// <param name="Missing">People have to write or complete it, and nobody did yet.</param>
/// <param name="ChangedSinceFiled">It says something else than the report before did.</param>
/// <param name="From">Where the text comes from.</param>
/// <param name="Before">What the report before said; null where there was none.</param>
/// <param name="CaseSays">What the case has now, where the text says something else; null where it is the same.</param>
public sealed record ReportItem(int Number, string Title, string Text, bool Missing, bool ChangedSinceFiled, TextOrigin From = TextOrigin.Case, string? Before = null, string? CaseSays = null);

/// <summary>The report that another is compared with.</summary>
/// <param name="DutyTitle">Duty it fulfilled (速報, 確報).</param>
/// <param name="At">When it was handed in (UTC).</param>
public sealed record ReportBefore(string DutyTitle, DateTimeOffset At);

/// <summary>Where the text of an item comes from.</summary>
[JsonConverter(typeof(NamedEnumConverter<TextOrigin>))]
public enum TextOrigin
{
    /// <summary>From the facts of the case.</summary>
    [JsonStringEnumMemberName("case")] Case,

    /// <summary>Carried on from the report before.</summary>
    [JsonStringEnumMemberName("before")] Before,

    /// <summary>Written by a person.</summary>
    [JsonStringEnumMemberName("written")] Written,
}

/// <summary>Keeps what people wrote into items of a report: <c>POST …/report</c>.</summary>
/// <param name="Items">Text by title of the item; an empty text takes the item back to what the case has.</param>
public sealed record ReportTextRequest(IReadOnlyDictionary<string, string> Items);

/// <summary>A report as it was when it was drafted, handed in or added to: never changed.</summary>
/// <param name="Number">1, 2, 3 … within the duty.</param>
/// <param name="What">drafted, filed, urgent_filed or supplemented.</param>
/// <param name="At">When it was recorded (UTC).</param>
/// <param name="By">Person.</param>
/// <param name="Items">Text by title of the item, in the order of the report.</param>
public sealed record Submission(int Number, string What, DateTimeOffset At, string By, IReadOnlyList<SubmittedItem> Items);

/// <summary>An item as it was submitted.</summary>
/// <param name="Title">Title of the item.</param>
/// <param name="Text">Text.</param>
public sealed record SubmittedItem(string Title, string Text);
