using System.Text.Json.Serialization;
using Csirt.Contracts.Values;

namespace Csirt.Contracts.Http.Cases;

/// <summary>How press notice and publication stand.</summary>
[JsonConverter(typeof(NamedEnumConverter<PublicationState>))]
public enum PublicationState
{
    /// <summary>検討中.</summary>
    [JsonStringEnumMemberName("pending")] Pending,

    /// <summary>公表する: decided, not published yet.</summary>
    [JsonStringEnumMemberName("publish")] Publish,

    /// <summary>公表済み.</summary>
    [JsonStringEnumMemberName("published")] Published,

    /// <summary>公表しない.</summary>
    [JsonStringEnumMemberName("withhold")] Withhold,
}

/// <summary>Press notice and publication, weighed by severity and extent (policy 1(9)カ).</summary>
/// <param name="State">How it stands.</param>
/// <param name="Reason">Why so.</param>
/// <param name="PlannedFor">Planned for this day in Japan; null where not set.</param>
/// <param name="PublishedAt">When it was published; null before.</param>
/// <param name="Place">Where it was or will be published.</param>
/// <param name="By">Who entered it, by directory id.</param>
/// <param name="At">When it was entered (UTC).</param>
public sealed record Publication(PublicationState State, string? Reason, DateOnly? PlannedFor, FactTime? PublishedAt, string? Place, string By, DateTimeOffset At);

/// <summary>Record the judgement on publication.</summary>
public sealed record PublicationRequest
{
    /// <summary>How it stands.</summary>
    public required PublicationState State { get; init; }

    /// <summary>Why so; required for publish and withhold.</summary>
    public string? Reason { get; init; }

    /// <summary>Planned for this day in Japan.</summary>
    public DateOnly? PlannedFor { get; init; }

    /// <summary>When it was published; left out where published: now.</summary>
    public FactTime? PublishedAt { get; init; }

    /// <summary>Where; required where published.</summary>
    public string? Place { get; init; }
}

/// <summary>What happened to a piece of evidence.</summary>
[JsonConverter(typeof(NamedEnumConverter<EvidenceMove>))]
public enum EvidenceMove
{
    /// <summary>庁外へ持ち出し: with the 管理者's permission (policy 2(2)ク(イ), ケ(イ)).</summary>
    [JsonStringEnumMemberName("left_building")] LeftBuilding,

    /// <summary>返却.</summary>
    [JsonStringEnumMemberName("returned")] Returned,

    /// <summary>警察へ提出 (policy 6.5(3)).</summary>
    [JsonStringEnumMemberName("handed_to_police")] HandedToPolice,
}

/// <summary>A step in the life of a piece of evidence.</summary>
/// <param name="Move">What happened.</param>
/// <param name="To">To whom or where.</param>
/// <param name="Purpose">What for.</param>
/// <param name="PermittedBy">管理者 who permitted it, by directory id; null where none is needed.</param>
/// <param name="Reference">Receipt or document number; null where none.</param>
/// <param name="At">When it truly happened.</param>
/// <param name="Late">後記.</param>
/// <param name="EnteredBy">Who entered it, by directory id.</param>
/// <param name="EnteredAt">When it was entered (UTC).</param>
public sealed record EvidenceMovement(EvidenceMove Move, string? To, string? Purpose, string? PermittedBy, string? Reference, FactTime At, bool Late, string EnteredBy, DateTimeOffset EnteredAt);

/// <summary>A piece of evidence (policy 5.3(3)エ, 6.5(3), 7.3(2)).</summary>
/// <param name="Id">Id within the case, e.g. <c>E1</c>.</param>
/// <param name="Description">What it is.</param>
/// <param name="Sha256">Hash of the copy, hex; null where none was taken.</param>
/// <param name="KeptAt">Where it is kept, and by whom.</param>
/// <param name="SecuredAt">When it was truly secured.</param>
/// <param name="Late">後記.</param>
/// <param name="EnteredBy">Who entered it, by directory id.</param>
/// <param name="EnteredAt">When it was entered (UTC).</param>
/// <param name="Movements">What happened to it, oldest first.</param>
public sealed record Evidence(string Id, string Description, string? Sha256, string KeptAt, FactTime SecuredAt, bool Late, string EnteredBy, DateTimeOffset EnteredAt, IReadOnlyList<EvidenceMovement> Movements);

/// <summary>Record a piece of evidence.</summary>
/// <param name="Description">What it is.</param>
/// <param name="KeptAt">Where it is kept, and by whom.</param>
/// <param name="Sha256">Hash of the copy, 64 hex digits.</param>
/// <param name="SecuredAt">When it was truly secured; left out: now.</param>
public sealed record EvidenceRequest(string Description, string KeptAt, string? Sha256 = null, FactTime? SecuredAt = null);

/// <summary>Record what happened to a piece of evidence.</summary>
public sealed record EvidenceMovementRequest
{
    /// <summary>What happened.</summary>
    public required EvidenceMove Move { get; init; }

    /// <summary>To whom or where; required unless returned.</summary>
    public string? To { get; init; }

    /// <summary>What for; required where it leaves the building.</summary>
    public string? Purpose { get; init; }

    /// <summary>管理者 who permitted it, by directory id; required where it leaves the building.</summary>
    public string? PermittedBy { get; init; }

    /// <summary>Receipt or document number.</summary>
    public string? Reference { get; init; }

    /// <summary>When it truly happened; left out: now.</summary>
    public FactTime? At { get; init; }
}

/// <summary>Who may inspect staff logs and mail, named by the CISO before any access (policy 7.2(2)).</summary>
/// <param name="Id">Id within the case, e.g. <c>N1</c>.</param>
/// <param name="NomineeId">Who, by directory id.</param>
/// <param name="Scope">What may be inspected.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Until">Until the end of this day in Japan; null: until the case closes.</param>
/// <param name="NominatedBy">The CISO, by directory id.</param>
/// <param name="At">When (UTC).</param>
/// <param name="Inspections">What was inspected, oldest first.</param>
public sealed record Nomination(string Id, string NomineeId, string Scope, string Purpose, DateOnly? Until, string NominatedBy, DateTimeOffset At, IReadOnlyList<LogInspection> Inspections);

/// <summary>An inspection of logs or mail under a nomination.</summary>
/// <param name="What">What was inspected.</param>
/// <param name="At">When it truly was.</param>
/// <param name="Late">後記.</param>
/// <param name="EnteredAt">When it was entered (UTC).</param>
public sealed record LogInspection(string What, FactTime At, bool Late, DateTimeOffset EnteredAt);

/// <summary>Name a person for log inspection.</summary>
/// <param name="NomineeId">Who, by directory id.</param>
/// <param name="Scope">What may be inspected.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Until">Until the end of this day in Japan.</param>
public sealed record NominationRequest(string NomineeId, string Scope, string Purpose, DateOnly? Until = null);

/// <summary>Record an inspection: the nominee's own entry.</summary>
/// <param name="What">What was inspected.</param>
/// <param name="At">When it truly was; left out: now.</param>
public sealed record LogInspectionRequest(string What, FactTime? At = null);

/// <summary>What the case teaches; feeds the review of the emergency plan (policy 7.3(4)).</summary>
/// <param name="Text">The lesson.</param>
/// <param name="ChangesPlan">The emergency response plan should be changed for it.</param>
/// <param name="By">Who entered it, by directory id.</param>
/// <param name="At">When (UTC).</param>
public sealed record Lesson(string Text, bool ChangesPlan, string By, DateTimeOffset At);

/// <summary>Record a lesson.</summary>
/// <param name="Text">The lesson.</param>
/// <param name="ChangesPlan">The emergency response plan should be changed for it.</param>
public sealed record LessonRequest(string Text, bool ChangesPlan = false);

/// <summary>Write a line into the timeline.</summary>
/// <param name="Text">What happened.</param>
/// <param name="At">When it truly happened; left out: now. More than ten minutes ago marks the line 後記.</param>
public sealed record NoteRequest(string Text, FactTime? At = null);
