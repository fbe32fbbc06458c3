using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;

namespace Csirt.Contracts.Http.Cases;

/// <summary>A case, whole: what happened, where it stands, what can be done next and why not. Its version is the ETag.</summary>
public sealed record CaseDetail
{
    /// <summary>Id.</summary>
    public required string Id { get; init; }

    /// <summary>Number, e.g. <c>R8-0012</c>.</summary>
    public required string Number { get; init; }

    /// <summary>Version; the ETag is this in quotes.</summary>
    public required long Version { get; init; }

    /// <summary>Short title.</summary>
    public required string Title { get; init; }

    /// <summary>Stage.</summary>
    public required CaseStage Stage { get; init; }

    /// <summary>Since when it stands in this stage (UTC).</summary>
    public required DateTimeOffset StageSince { get; init; }

    /// <summary>Opened at (UTC).</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>A drill (訓練).</summary>
    public required bool Drill { get; init; }

    /// <summary>Seen only by its handlers.</summary>
    public required bool Restricted { get; init; }

    /// <summary>Who brought the first report.</summary>
    public required Channel Channel { get; init; }

    /// <summary>Reporting body (報告主体).</summary>
    public string? BodyId { get; init; }

    /// <summary>Department.</summary>
    public string? DepartmentId { get; init; }

    /// <summary>Section.</summary>
    public string? SectionId { get; init; }

    /// <summary>Handlers.</summary>
    public required IReadOnlyList<string> HandlerIds { get; init; }

    /// <summary>Persons shut out.</summary>
    public required IReadOnlyList<string> ImplicatedIds { get; init; }

    /// <summary>Reports in it.</summary>
    public required IReadOnlyList<CaseReport> Reports { get; init; }

    /// <summary>The four times.</summary>
    public required CaseTimes Times { get; init; }

    /// <summary>Facts.</summary>
    public required CaseFacts Facts { get; init; }

    /// <summary>Facts that became known later than 知った.</summary>
    public required IReadOnlyDictionary<string, FactTime> FactsKnown { get; init; }

    /// <summary>How the facts changed.</summary>
    public required IReadOnlyList<FactChange> FactChanges { get; init; }

    /// <summary>The judgement.</summary>
    public required Assessment Assessment { get; init; }

    /// <summary>Systems concerned.</summary>
    public required IReadOnlyList<SystemConcern> Systems { get; init; }

    /// <summary>Recovery does not apply; null where it does.</summary>
    public RecoveryNotApplicable? RecoveryNotApplicable { get; init; }

    /// <summary>Measures.</summary>
    public required IReadOnlyList<Measure> Measures { get; init; }

    /// <summary>Instructions.</summary>
    public required IReadOnlyList<Instruction> Instructions { get; init; }

    /// <summary>Check of other systems; null before.</summary>
    public SimilarSystemsCheck? SimilarSystems { get; init; }

    /// <summary>Cause; null before.</summary>
    public Cause? Cause { get; init; }

    /// <summary>Every time prevention was laid before the CISO, oldest first.</summary>
    public required IReadOnlyList<PreventionReview> Reviews { get; init; }

    /// <summary>Delegations.</summary>
    public required IReadOnlyList<Delegation> Delegations { get; init; }

    /// <summary>Decisions of 統括 in the CISO's absence.</summary>
    public required IReadOnlyList<AbsenceDecision> AbsenceDecisions { get; init; }

    /// <summary>Publication; null before.</summary>
    public Publication? Publication { get; init; }

    /// <summary>Evidence.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }

    /// <summary>Nominations for log inspection.</summary>
    public required IReadOnlyList<Nomination> Nominations { get; init; }

    /// <summary>Lessons.</summary>
    public required IReadOnlyList<Lesson> Lessons { get; init; }

    /// <summary>Exceptions taken in an emergency (policy 7.4(2)), with the CISO's review.</summary>
    public required IReadOnlyList<EmergencyException> Exceptions { get; init; }

    /// <summary>Media concerned and the class that counts (policy 2(2)エ(ウ), オ(ウ)).</summary>
    public required IReadOnlyList<ConcernedMedium> Media { get; init; }

    /// <summary>The case it was merged into; null otherwise.</summary>
    public CaseLink? MergedInto { get; init; }

    /// <summary>Cases merged into this one.</summary>
    public required IReadOnlyList<CaseLink> Absorbed { get; init; }

    /// <summary>The drill it came out of, or the real case that came out of this drill; null otherwise.</summary>
    public CaseLink? Counterpart { get; init; }

    /// <summary>Cases that look like the same event and were neither merged nor dismissed.</summary>
    public required IReadOnlyList<CaseLink> LikelyDuplicates { get; init; }

    /// <summary>Duties as Escalation last told.</summary>
    public required IReadOnlyList<DutyState> Duties { get; init; }

    /// <summary>Version of the case that the duties were worked out for; 0: not told yet.</summary>
    public required long DutiesForVersion { get; init; }

    /// <summary>What can be done next, and why not.</summary>
    public required IReadOnlyList<TriggerOption> Triggers { get; init; }

    /// <summary>Who is waited for.</summary>
    public required IReadOnlyList<WaitedFor> WaitedFor { get; init; }

    /// <summary>Names of the persons, sections, departments, bodies and systems mentioned, by directory id.</summary>
    public required IReadOnlyDictionary<string, string> Names { get; init; }

    /// <summary>Actions of the access table that the caller may do on this case, by code.</summary>
    public required IReadOnlyList<string> Allowed { get; init; }
}

/// <summary>A report in a case.</summary>
public sealed record CaseReport
{
    /// <summary>Id of the report.</summary>
    public required string ReportId { get; init; }

    /// <summary>Receipt number.</summary>
    public required string ReceiptNumber { get; init; }

    /// <summary>Who brought it.</summary>
    public required Channel Channel { get; init; }

    /// <summary>When Intake accepted it (UTC).</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>Reporter, by directory id; null for outsiders and machines.</summary>
    public string? ReporterId { get; init; }

    /// <summary>What happened, in the reporter's words.</summary>
    public required string Text { get; init; }

    /// <summary>Kind as the reporter sees it.</summary>
    public IncidentKind? Kind { get; init; }

    /// <summary>Times as reported.</summary>
    public required ReportedTimes Times { get; init; }

    /// <summary>Attachments received with it so far.</summary>
    public int AttachmentCount { get; init; }

    /// <summary>What the reporter added since, oldest first.</summary>
    public IReadOnlyList<ReportAddition> Additions { get; init; } = [];
}

/// <summary>An addition of the reporter (追記).</summary>
/// <param name="Number">Number within the report, from 1.</param>
/// <param name="AcceptedAt">When Intake accepted it (UTC).</param>
/// <param name="Text">What was added; null where it was an attachment.</param>
public sealed record ReportAddition(int Number, DateTimeOffset AcceptedAt, string? Text);

/// <summary>Another case, in short.</summary>
/// <param name="Id">Id.</param>
/// <param name="Number">Number.</param>
public sealed record CaseLink(string Id, string Number);

/// <summary>A trigger of the workflow, and whether it can be fired now.</summary>
/// <param name="Trigger">Stable code, e.g. <c>start_containment</c>.</param>
/// <param name="Label">What a button says.</param>
/// <param name="To">Stage it leads to.</param>
/// <param name="Allowed">The workflow and the caller's rights allow it now.</param>
/// <param name="NeedsReason">A reason has to be given.</param>
/// <param name="Through">The action that fires it, where it is not fired by itself: <c>decision</c> or <c>merge</c>; null otherwise.</param>
/// <param name="Unmet">Every reason why not; empty where allowed.</param>
public sealed record TriggerOption(string Trigger, string Label, CaseStage To, bool Allowed, bool NeedsReason, string? Through, IReadOnlyList<UnmetReason> Unmet);

/// <summary>Why something is refused.</summary>
/// <param name="Code">Stable code, e.g. <c>cause_missing</c>.</param>
/// <param name="Text">The reason, in Japanese.</param>
/// <param name="Missing">What exactly is missing: facts by snake_case name, instructions, measures or systems by id.</param>
public sealed record UnmetReason(string Code, string Text, IReadOnlyList<string> Missing);

/// <summary>Who is waited for, and for what.</summary>
/// <param name="What">What is wanted, in Japanese.</param>
/// <param name="Role">Role waited for; null where it is a person.</param>
/// <param name="PersonId">Person waited for; null: whoever holds the role.</param>
/// <param name="Since">Since when (UTC).</param>
/// <param name="DueAt">Wanted by (UTC); null where not set.</param>
public sealed record WaitedFor(string What, Role? Role, string? PersonId, DateTimeOffset Since, DateTimeOffset? DueAt);
