using System.Text.Json.Serialization;
using Csirt.Contracts.Values;

namespace Csirt.Contracts.Http.Escalation;

/// <summary>How a duty stands. Overdue is no state: it is told beside it.</summary>
[JsonConverter(typeof(NamedEnumConverter<DutyLife>))]
public enum DutyLife
{
    /// <summary>要判断: a fact is unknown; a person decides whether the duty exists. Nothing is filed from it.</summary>
    [JsonStringEnumMemberName("provisional")] Provisional,

    /// <summary>未着手.</summary>
    [JsonStringEnumMemberName("open")] Open,

    /// <summary>起案済み: approval is asked for.</summary>
    [JsonStringEnumMemberName("drafted")] Drafted,

    /// <summary>承認済み: to be filed.</summary>
    [JsonStringEnumMemberName("approved")] Approved,

    /// <summary>提出済み: the recipient has not accepted yet.</summary>
    [JsonStringEnumMemberName("filed")] Filed,

    /// <summary>追完あり: filed, something is still to be added.</summary>
    [JsonStringEnumMemberName("supplement_open")] SupplementOpen,

    /// <summary>完了.</summary>
    [JsonStringEnumMemberName("accepted")] Accepted,

    /// <summary>取下げ: by a person, with the reason.</summary>
    [JsonStringEnumMemberName("withdrawn")] Withdrawn,
}

/// <summary>Whose rule or deadline it is.</summary>
[JsonConverter(typeof(NamedEnumConverter<RuleLabel>))]
public enum RuleLabel
{
    /// <summary>法令.</summary>
    [JsonStringEnumMemberName("statute")] Statute,

    /// <summary>ガイドライン.</summary>
    [JsonStringEnumMemberName("guideline")] Guideline,

    /// <summary>町.</summary>
    [JsonStringEnumMemberName("town")] Town,
}

/// <summary>How a ground (号) of a duty stands.</summary>
[JsonConverter(typeof(NamedEnumConverter<GroundStatus>))]
public enum GroundStatus
{
    /// <summary>義務: yes or suspected.</summary>
    [JsonStringEnumMemberName("duty")] Duty,

    /// <summary>要判断: unknown.</summary>
    [JsonStringEnumMemberName("provisional")] Provisional,

    /// <summary>The facts no longer carry it; a person decides whether it goes.</summary>
    [JsonStringEnumMemberName("withdrawal_proposed")] WithdrawalProposed,
}

/// <summary>Everything Escalation knows of a case: <c>GET /api/escalation/cases/{case}/duties</c>.</summary>
public sealed record CaseDuties
{
    /// <summary>Case.</summary>
    public required string CaseId { get; init; }

    /// <summary>Number of the case.</summary>
    public required string CaseNumber { get; init; }

    /// <summary>Version of the case that was evaluated last.</summary>
    public required long CaseVersion { get; init; }

    /// <summary>A drill: nothing of it leaves for the outside.</summary>
    public required bool Drill { get; init; }

    /// <summary>Duties, the next deadline first, ended ones last.</summary>
    public required IReadOnlyList<DutyDetail> Duties { get; init; }

    /// <summary>What people are asked to decide.</summary>
    public required IReadOnlyList<Judgement> Judgements { get; init; }

    /// <summary>Facts that nobody was asked yet and that decide on duties; null where none.</summary>
    public UnaskedFacts? Unasked { get; init; }

    /// <summary>Buttons by which someone has others told at once.</summary>
    public required IReadOnlyList<OneTap> OneTaps { get; init; }

    /// <summary>What does not work out and needs a person: a missing year of holidays, a role that nobody holds. In Japanese.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>Names of the persons mentioned, by directory id.</summary>
    public required IReadOnlyDictionary<string, string> Names { get; init; }
}

/// <summary>A duty, whole: <c>GET /api/escalation/duties/{duty}</c>, and the answer of every action on it. Its version is the ETag.</summary>
public sealed record DutyDetail
{
    /// <summary>Id.</summary>
    public required string Id { get; init; }

    /// <summary>Version; the ETag is this in quotes.</summary>
    public required long Version { get; init; }

    /// <summary>Case.</summary>
    public required string CaseId { get; init; }

    /// <summary>Rule it comes from.</summary>
    public required string RuleId { get; init; }

    /// <summary>What is to be done.</summary>
    public required string Title { get; init; }

    /// <summary>Statute or clause.</summary>
    public required string Basis { get; init; }

    /// <summary>Whose rule it is.</summary>
    public required RuleLabel Label { get; init; }

    /// <summary>Kind of recipient: commission, prefecture, ministry, police, jlis, contractor, persons_concerned, internal …</summary>
    public required string Recipient { get; init; }

    /// <summary>Name of the recipient: the contact's where the directory has one.</summary>
    public required string RecipientName { get; init; }

    /// <summary>How to reach the recipient, e.g. its web form; null where the directory says nothing.</summary>
    public string? RecipientNote { get; init; }

    /// <summary>Kind of the body it is handed in through; null: directly.</summary>
    public string? Via { get; init; }

    /// <summary>How it stands.</summary>
    public required DutyLife State { get; init; }

    /// <summary>A limit has passed and it is not filed.</summary>
    public required bool Overdue { get; init; }

    /// <summary>It needs approval before it is filed; filing without is 緊急提出.</summary>
    public required bool NeedsApproval { get; init; }

    /// <summary>Roles that prepare it.</summary>
    public required IReadOnlyList<Role> PreparedBy { get; init; }

    /// <summary>Roles that approve it; the first, others stand in.</summary>
    public required IReadOnlyList<Role> ApprovedBy { get; init; }

    /// <summary>Day 1 of its clock, in Japan.</summary>
    public required DateOnly Trigger { get; init; }

    /// <summary>Target; null where none.</summary>
    public Deadline? Target { get; init; }

    /// <summary>Limit; null where none is stated.</summary>
    public Deadline? Limit { get; init; }

    /// <summary>Earlier dates of this duty, oldest first: nothing is overwritten.</summary>
    public required IReadOnlyList<DateChange> DateChanges { get; init; }

    /// <summary>An earlier limit that would hold if 60 days were taken back; a person decides. Null where none.</summary>
    public Deadline? ProposedLimit { get; init; }

    /// <summary>Grounds it stands on.</summary>
    public required IReadOnlyList<DutyGround> Grounds { get; init; }

    /// <summary>The facts no longer carry it; a person withdraws it or keeps it.</summary>
    public required bool WithdrawalProposed { get; init; }

    /// <summary>Versions of the rule packs it was made with.</summary>
    public required string PackVersion { get; init; }

    /// <summary>The duty whose urgent filing this approves afterwards (事後承認); null otherwise.</summary>
    public string? ApprovesDutyId { get; init; }

    /// <summary>本人通知 put off, with the reason and the day to look again; null otherwise.</summary>
    public Deferral? Deferred { get; init; }

    /// <summary>What was done with it, oldest first.</summary>
    public required IReadOnlyList<DutyEvent> History { get; init; }

    /// <summary>The report as it was each time it was drafted, handed in or added to.</summary>
    public required IReadOnlyList<Submission> Submissions { get; init; }

    /// <summary>本人通知 by group of persons; empty for other duties.</summary>
    public required IReadOnlyList<PersonsGroup> Groups { get; init; }

    /// <summary>What the caller may do now: draft, approve, file, accept, supplement, defer, withdraw, keep, redate, decide_ground.</summary>
    public required IReadOnlyList<string> Allowed { get; init; }
}

/// <summary>A deadline.</summary>
/// <param name="LastDay">Last day on which it is in time, in Japan; for a deadline in hours the day it falls on.</param>
/// <param name="At">Exclusive end (UTC): of a day, the midnight in Japan that follows it.</param>
/// <param name="Label">Whose it is: statute, guideline or the town's own.</param>
/// <param name="Days">Days of the period, day 1 included; null where it is in hours.</param>
/// <param name="RolledOver">It was moved on from closed days.</param>
/// <param name="HolidaysMissing">There is no holiday data for the year: whether the last day moves on is not known, and an alarm stands until there is.</param>
public sealed record Deadline(DateOnly LastDay, DateTimeOffset At, RuleLabel Label, int? Days, bool RolledOver, bool HolidaysMissing = false);

/// <summary>A date that was changed.</summary>
/// <param name="At">When (UTC).</param>
/// <param name="Trigger">Day 1 until then.</param>
/// <param name="Target">Target until then.</param>
/// <param name="Limit">Limit until then.</param>
/// <param name="Why">Why, in Japanese.</param>
/// <param name="By">Person who changed it, or the service; null where it was not kept yet.</param>
public sealed record DateChange(DateTimeOffset At, DateOnly Trigger, Deadline? Target, Deadline? Limit, string Why, string? By = null);

/// <summary>A ground a duty stands on.</summary>
/// <param name="Id">Id within the law's grounds, e.g. <c>over_100_persons</c>.</param>
/// <param name="Title">In words.</param>
/// <param name="Basis">Where the law has it.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Since">Day on which it was known, in Japan.</param>
/// <param name="Why">The facts that decided it.</param>
public sealed record DutyGround(string Id, string Title, string Basis, GroundStatus Status, DateOnly Since, IReadOnlyList<DecidingFact> Why);

/// <summary>A fact as it stood.</summary>
/// <param name="Name">snake_case name.</param>
/// <param name="Question">As people are asked it.</param>
/// <param name="Value">Value, in Japanese.</param>
public sealed record DecidingFact(string Name, string Question, string Value);

/// <summary>Put off, and until when.</summary>
/// <param name="Reason">Why.</param>
/// <param name="LookAgainOn">Day on which it is looked at again, in Japan.</param>
/// <param name="By">Person id.</param>
/// <param name="At">When (UTC).</param>
public sealed record Deferral(string Reason, DateOnly LookAgainOn, string By, DateTimeOffset At);

/// <summary>What was done with a duty.</summary>
public sealed record DutyEvent
{
    /// <summary>added, confirmed, redated, drafted, approved, filed, urgent_filed, accepted, supplemented, deferred, kept, withdrawn, ground_decided, …</summary>
    public required string What { get; init; }

    /// <summary>When (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Person id; <c>service:…</c> where a change of facts did it.</summary>
    public required string By { get; init; }

    /// <summary>When it truly happened, where told.</summary>
    public FactTime? TrulyAt { get; init; }

    /// <summary>How it was handed in.</summary>
    public string? How { get; init; }

    /// <summary>Receipt number.</summary>
    public string? ReceiptNumber { get; init; }

    /// <summary>Reason or note.</summary>
    public string? Note { get; init; }

    /// <summary>Requester and approver were the same person, with this reason (policy 1(8)ア).</summary>
    public string? OverrideReason { get; init; }
}

/// <summary>A duty on the board.</summary>
public sealed record DueDuty
{
    /// <summary>Duty.</summary>
    public required string Id { get; init; }

    /// <summary>Case.</summary>
    public required string CaseId { get; init; }

    /// <summary>Number of the case.</summary>
    public required string CaseNumber { get; init; }

    /// <summary>A drill.</summary>
    public required bool Drill { get; init; }

    /// <summary>What is to be done.</summary>
    public required string Title { get; init; }

    /// <summary>How it stands.</summary>
    public required DutyLife State { get; init; }

    /// <summary>Target (exclusive end, UTC).</summary>
    public DateTimeOffset? TargetAt { get; init; }

    /// <summary>Limit (exclusive end, UTC).</summary>
    public DateTimeOffset? LimitAt { get; init; }

    /// <summary>Whose the limit is, or the target where there is no limit.</summary>
    public required RuleLabel Label { get; init; }

    /// <summary>The limit has passed.</summary>
    public required bool Overdue { get; init; }
}

/// <summary>Duties that are overdue or due soon, the next one first, of the cases that the caller may see: <c>GET /api/escalation/duties?within_days=&amp;after=</c>.</summary>
/// <param name="Duties">Duties.</param>
/// <param name="Next">Give it as <c>after</c> for the next page; null: this is the last.</param>
public sealed record DueDuties(IReadOnlyList<DueDuty> Duties, string? Next);
