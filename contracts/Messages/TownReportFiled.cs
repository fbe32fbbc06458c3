using Csirt.Contracts.Values;

namespace Csirt.Contracts.Messages;

/// <summary>A town handed a report in to its prefecture, which is served by the same installation (policy 1(9)オ). What was filed, and nothing else of the case.</summary>
public sealed record TownReportFiled : ICrossing
{
    /// <summary>Code of the prefecture it was handed in to.</summary>
    public required string Town { get; init; }

    /// <inheritdoc />
    public required string From { get; init; }

    /// <summary>Name of the town.</summary>
    public required string FromName { get; init; }

    /// <summary>Duty of the town that it fulfils; the receipt names it again.</summary>
    public required string DutyId { get; init; }

    /// <summary>Duties that it fulfils by way of the prefecture (総務省): one submission, two receipts.</summary>
    public required IReadOnlyList<string> ThroughDutyIds { get; init; }

    /// <summary>Number of the submission for that duty, from 1; later ones are 追完 or a report filed anew.</summary>
    public required int Number { get; init; }

    /// <summary>Number of the town's case, to talk about it by phone.</summary>
    public required string CaseNumber { get; init; }

    /// <summary>What was filed.</summary>
    public required string Title { get; init; }

    /// <summary>Clause it was filed under.</summary>
    public required string Basis { get; init; }

    /// <summary>An addition to an earlier report (追完).</summary>
    public required bool Supplement { get; init; }

    /// <summary>Texts as filed, in order.</summary>
    public required IReadOnlyList<FiledItem> Items { get; init; }

    /// <summary>How it was handed in; null where that was not said.</summary>
    public string? How { get; init; }

    /// <summary>When it was handed in, as the town recorded it.</summary>
    public required FactTime FiledAt { get; init; }

    /// <inheritdoc />
    public string Key => DutyId;
}

/// <summary>An item of a report as it was filed.</summary>
/// <param name="Title">What it asks.</param>
/// <param name="Text">What was filed.</param>
public sealed record FiledItem(string Title, string Text);
