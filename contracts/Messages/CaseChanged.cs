using Csirt.Contracts.Values;

namespace Csirt.Contracts.Messages;

/// <summary>
/// A case as it stands after a change: version and full snapshot of what others need. An older version is ignored.
/// Carries no free text of reporters and no personal values.
/// </summary>
public sealed record CaseChanged : IMessage
{
    /// <inheritdoc />
    public required string Town { get; init; }

    /// <summary>Id of the case.</summary>
    public required string CaseId { get; init; }

    /// <summary>Version of the case, 1 when opened.</summary>
    public required long Version { get; init; }

    /// <summary>Number a person can read out, e.g. <c>R8-0012</c>, drills <c>訓練-R8-003</c>.</summary>
    public required string Number { get; init; }

    /// <summary>What changed it: a stable code such as <c>opened</c>, <c>assessed</c>, <c>moved</c>.</summary>
    public required string Event { get; init; }

    /// <summary>When it was opened (UTC).</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When this version came to be (UTC).</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Stage.</summary>
    public required CaseStage Stage { get; init; }

    /// <summary>A drill (訓練).</summary>
    public required bool Drill { get; init; }

    /// <summary>Seen only by the named handlers.</summary>
    public required bool Restricted { get; init; }

    /// <summary>Who brought the first report.</summary>
    public required Channel Channel { get; init; }

    /// <summary>Reports in this case, by id.</summary>
    public required IReadOnlyList<string> ReportIds { get; init; }

    /// <summary>Kind; null before assessment where the reporter gave none.</summary>
    public IncidentKind? Kind { get; init; }

    /// <summary>Severity; null before assessment.</summary>
    public Severity? Severity { get; init; }

    /// <summary>Is it an incident? null before the judgement (policy 5.3(3)ア).</summary>
    public Answer? Incident { get; init; }

    /// <summary>Reporting body (報告主体) by directory id.</summary>
    public string? BodyId { get; init; }

    /// <summary>Section concerned, by directory id.</summary>
    public string? SectionId { get; init; }

    /// <summary>Department of the section, by directory id.</summary>
    public string? DepartmentId { get; init; }

    /// <summary>Systems concerned, by directory id.</summary>
    public required IReadOnlyList<string> SystemIds { get; init; }

    /// <summary>Zones concerned.</summary>
    public required IReadOnlyList<NetworkZone> Zones { get; init; }

    /// <summary>The four times.</summary>
    public required CaseTimes Times { get; init; }

    /// <summary>Facts as they stand.</summary>
    public required CaseFacts Facts { get; init; }

    /// <summary>
    /// For facts (snake_case names) learned later than 知った: the day or moment on which their present value was first known.
    /// A fact not listed counts from 知った.
    /// </summary>
    public required IReadOnlyDictionary<string, FactTime> FactsKnown { get; init; }

    /// <summary>Persons who handle it, by directory id; who may see it when restricted.</summary>
    public required IReadOnlyList<string> HandlerIds { get; init; }

    /// <summary>Persons shut out because they are implicated, by directory id.</summary>
    public required IReadOnlyList<string> ImplicatedIds { get; init; }

    /// <summary>Instructions to 責任者 and シス管 (policy 5.3(3)ウ).</summary>
    public required IReadOnlyList<InstructionState> Instructions { get; init; }

    /// <summary>The case it was merged into; null otherwise.</summary>
    public string? MergedIntoId { get; init; }

    /// <summary>Cases merged into this one.</summary>
    public IReadOnlyList<string> AbsorbedIds { get; init; } = [];

    /// <summary>What else happened in the same change, where it was more than <see cref="Event"/>.</summary>
    public IReadOnlyList<string> AlsoEvents { get; init; } = [];

    /// <summary>
    /// Roles of whoever found it, where they reported it themselves (policy 6.5(5), 7.6(2): who is told depends on them); empty
    /// where it came from outside or without a name.
    /// </summary>
    public IReadOnlyList<Role> FoundBy { get; init; } = [];

    /// <inheritdoc />
    public string Key => CaseId;
}

/// <summary>The four separate times of a case, plus every earlier 知った with the reason for its correction.</summary>
/// <param name="Occurred">発生.</param>
/// <param name="Discovered">発覚.</param>
/// <param name="Known">知った, as it stands.</param>
/// <param name="Judged">評価: when the CSIRT judged; unknown before.</param>
/// <param name="KnownBefore">Earlier values of 知った, oldest first.</param>
public sealed record CaseTimes(FactTime Occurred, FactTime Discovered, FactTime Known, FactTime Judged, IReadOnlyList<KnownCorrection> KnownBefore);

/// <summary>A 知った that was corrected: kept beside the present one.</summary>
/// <param name="Known">The value until then.</param>
/// <param name="CorrectedAt">When it was corrected (UTC).</param>
/// <param name="CorrectedBy">Person id.</param>
/// <param name="Reason">Why.</param>
public sealed record KnownCorrection(FactTime Known, DateTimeOffset CorrectedAt, string CorrectedBy, string Reason);

/// <summary>An instruction of the CSIRT and how it stands.</summary>
/// <param name="Id">Id within the case.</param>
/// <param name="Addressee">Role addressed: DepartmentHead or SystemManager.</param>
/// <param name="SystemId">System it is about; null for a department.</param>
/// <param name="PersonId">Person addressed; null: whoever holds the role.</param>
/// <param name="IsSimilarSystemsCheck">It asks whether this system has the problem too (横展開).</param>
/// <param name="DueAt">Answer wanted by (UTC); null where none was set.</param>
/// <param name="State">open, answered, superseded or waived (無回答のまま続行).</param>
public sealed record InstructionState(string Id, Role Addressee, string? SystemId, string? PersonId, bool IsSimilarSystemsCheck, DateTimeOffset? DueAt, string State);
