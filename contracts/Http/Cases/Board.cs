using System.Text.Json.Serialization;
using Csirt.Contracts.Values;

namespace Csirt.Contracts.Http.Cases;

/// <summary>Lanes of the board.</summary>
[JsonConverter(typeof(NamedEnumConverter<BoardLane>))]
public enum BoardLane
{
    /// <summary>受付.</summary>
    [JsonStringEnumMemberName("received")] Received,

    /// <summary>トリアージ.</summary>
    [JsonStringEnumMemberName("triage")] Triage,

    /// <summary>封じ込め.</summary>
    [JsonStringEnumMemberName("containment")] Containment,

    /// <summary>復旧.</summary>
    [JsonStringEnumMemberName("recovery")] Recovery,

    /// <summary>再発防止, all three inner steps.</summary>
    [JsonStringEnumMemberName("prevention")] Prevention,

    /// <summary>報告待ち: resolved, not closed.</summary>
    [JsonStringEnumMemberName("awaiting_reports")] AwaitingReports,

    /// <summary>終了: closed, not an incident, or merged.</summary>
    [JsonStringEnumMemberName("ended")] Ended,
}

/// <summary>One line of the board.</summary>
public sealed record BoardCard
{
    /// <summary>Id.</summary>
    public required string Id { get; init; }

    /// <summary>Number.</summary>
    public required string Number { get; init; }

    /// <summary>Version.</summary>
    public required long Version { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>Lane.</summary>
    public required BoardLane Lane { get; init; }

    /// <summary>Stage.</summary>
    public required CaseStage Stage { get; init; }

    /// <summary>Since when it stands in this stage (UTC).</summary>
    public required DateTimeOffset StageSince { get; init; }

    /// <summary>Opened at (UTC): its age counts from here.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Changed last at (UTC).</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Kind.</summary>
    public IncidentKind? Kind { get; init; }

    /// <summary>Severity.</summary>
    public Severity? Severity { get; init; }

    /// <summary>Is it an incident?</summary>
    public Answer? Incident { get; init; }

    /// <summary>A drill.</summary>
    public required bool Drill { get; init; }

    /// <summary>Restricted.</summary>
    public required bool Restricted { get; init; }

    /// <summary>Channel.</summary>
    public required Channel Channel { get; init; }

    /// <summary>Section, by directory id.</summary>
    public string? SectionId { get; init; }

    /// <summary>Section, by name.</summary>
    public string? SectionName { get; init; }

    /// <summary>Next target or limit of a duty that has not ended (exclusive end, UTC); may have passed.</summary>
    public DateTimeOffset? NextDeadline { get; init; }

    /// <summary>Duties that have not ended.</summary>
    public required int OpenDuties { get; init; }

    /// <summary>A limit has passed.</summary>
    public required bool Overdue { get; init; }

    /// <summary>Who is waited for, in Japanese; null: nobody.</summary>
    public string? WaitedFor { get; init; }
}

/// <summary>How the board is sorted.</summary>
[JsonConverter(typeof(NamedEnumConverter<BoardSort>))]
public enum BoardSort
{
    /// <summary>Newest first.</summary>
    [JsonStringEnumMemberName("opened")] Opened,

    /// <summary>Next deadline first; cases without one last.</summary>
    [JsonStringEnumMemberName("deadline")] Deadline,

    /// <summary>Gravest first.</summary>
    [JsonStringEnumMemberName("severity")] Severity,
}

/// <summary>A page of the board.</summary>
/// <param name="Cases">The lines.</param>
/// <param name="Next">Give it as <c>after</c> for the next page; null: this is the last.</param>
public sealed record BoardPage(IReadOnlyList<BoardCard> Cases, string? Next);

/// <summary>How many cases stand in a lane, of those the caller may see.</summary>
/// <param name="Lane">Lane.</param>
/// <param name="Count">Real cases; drills where <c>drill=true</c> asked for them. Never both in one number (policy 5.2(3)).</param>
/// <param name="Overdue">Of these, with a limit that has passed.</param>
/// <param name="Drills">Drills in the lane.</param>
public sealed record LaneCount(BoardLane Lane, int Count, int Overdue, int Drills = 0);

/// <summary>Case ids and versions by range, for the auditor.</summary>
/// <param name="CaseId">Id.</param>
/// <param name="Version">Version.</param>
/// <param name="ReportIds">Reports mapped to it.</param>
public sealed record CaseVersion(string CaseId, long Version, IReadOnlyList<string> ReportIds);
