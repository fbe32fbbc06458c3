using Csirt.Contracts.Values;

namespace Csirt.Contracts.Http.Cases;

/// <summary>A line of a case's timeline.</summary>
public sealed record TimelineEntry
{
    /// <summary>Version of the case that wrote it.</summary>
    public required long Version { get; init; }

    /// <summary>Place among the lines of that version, from 0.</summary>
    public required int Line { get; init; }

    /// <summary>Stable code, e.g. <c>measure_done</c>.</summary>
    public required string Code { get; init; }

    /// <summary>When it truly happened.</summary>
    public required FactTime At { get; init; }

    /// <summary>When it was entered (UTC).</summary>
    public required DateTimeOffset EnteredAt { get; init; }

    /// <summary>後記: entered later than it happened.</summary>
    public required bool Late { get; init; }

    /// <summary>Who entered it, by directory id; null: the system.</summary>
    public string? By { get; init; }

    /// <summary>Name of that person; null: the system, or no longer known.</summary>
    public string? ByName { get; init; }

    /// <summary>What happened, in Japanese.</summary>
    public required string Text { get; init; }
}

/// <summary>A page of the timeline, newest entry first.</summary>
/// <param name="Entries">The lines.</param>
/// <param name="Next">Give it as <c>after</c> for the next page; null: this is the last.</param>
public sealed record TimelinePage(IReadOnlyList<TimelineEntry> Entries, string? Next);

/// <summary>What a command answers: the case's new version and what came into being.</summary>
/// <param name="CaseId">Case; a new one where the command opened it.</param>
/// <param name="Number">Its number.</param>
/// <param name="Version">Its version, also the ETag.</param>
/// <param name="Stage">Its stage.</param>
/// <param name="Entries">The timeline lines written.</param>
public sealed record CaseCommandResult(string CaseId, string Number, long Version, CaseStage Stage, IReadOnlyList<TimelineEntry> Entries);
