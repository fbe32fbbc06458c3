using System.Text.Json.Serialization;
using Csirt.Contracts.Values;

namespace Csirt.Contracts.Http.Cases;

/// <summary>How an instruction stands.</summary>
[JsonConverter(typeof(NamedEnumConverter<InstructionStatus>))]
public enum InstructionStatus
{
    /// <summary>回答待ち.</summary>
    [JsonStringEnumMemberName("open")] Open,

    /// <summary>回答済み.</summary>
    [JsonStringEnumMemberName("answered")] Answered,

    /// <summary>差し替え・取消し.</summary>
    [JsonStringEnumMemberName("superseded")] Superseded,

    /// <summary>無回答のまま続行, with a reason.</summary>
    [JsonStringEnumMemberName("waived")] Waived,
}

/// <summary>An instruction of the CSIRT to a 責任者 or シス管 (policy 5.3(3)ウ).</summary>
public sealed record Instruction
{
    /// <summary>Id within the case, e.g. <c>I2</c>.</summary>
    public required string Id { get; init; }

    /// <summary>DepartmentHead, SystemManager, or SectionManager (named by <see cref="PersonId"/>).</summary>
    public required Role Addressee { get; init; }

    /// <summary>System it is about; null for a department.</summary>
    public string? SystemId { get; init; }

    /// <summary>Person addressed; null: whoever holds the role.</summary>
    public string? PersonId { get; init; }

    /// <summary>What is to be done.</summary>
    public required string Text { get; init; }

    /// <summary>It asks whether this system has the problem too (横展開).</summary>
    public bool IsSimilarSystemsCheck { get; init; }

    /// <summary>Answer wanted by (UTC); null where not set.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>How it stands.</summary>
    public required InstructionStatus Status { get; init; }

    /// <summary>When it was truly given.</summary>
    public required FactTime GivenAt { get; init; }

    /// <summary>Who gave it, by directory id.</summary>
    public required string GivenBy { get; init; }

    /// <summary>後記: entered later than it was given.</summary>
    public bool Late { get; init; }

    /// <summary>Every answer, oldest first: a later one does not wipe the earlier.</summary>
    public IReadOnlyList<InstructionAnswer> Answers { get; init; } = [];

    /// <summary>Why it was superseded or waived; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>Who superseded or waived it, by directory id; null otherwise.</summary>
    public string? EndedBy { get; init; }
}

/// <summary>An answer to an instruction.</summary>
/// <param name="Text">The answer.</param>
/// <param name="Affected">For a check of other systems: does this system have it too? null otherwise.</param>
/// <param name="AnsweredBy">Who answered, where recorded for another (by phone); null: who entered it.</param>
/// <param name="At">When it was truly given.</param>
/// <param name="Late">後記.</param>
/// <param name="EnteredBy">Who entered it, by directory id.</param>
/// <param name="EnteredAt">When it was entered (UTC).</param>
public sealed record InstructionAnswer(string Text, Answer? Affected, string? AnsweredBy, FactTime At, bool Late, string EnteredBy, DateTimeOffset EnteredAt);

/// <summary>Give an instruction.</summary>
public sealed record InstructRequest
{
    /// <summary>DepartmentHead or SystemManager.</summary>
    public required Role Addressee { get; init; }

    /// <summary>System it is about; required for a SystemManager.</summary>
    public string? SystemId { get; init; }

    /// <summary>Person addressed, by directory id; left out: whoever holds the role.</summary>
    public string? PersonId { get; init; }

    /// <summary>What is to be done.</summary>
    public required string Text { get; init; }

    /// <summary>It asks whether this system has the problem too (横展開).</summary>
    public bool IsSimilarSystemsCheck { get; init; }

    /// <summary>Answer wanted by.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When it was truly given (by phone, say); left out: now.</summary>
    public FactTime? GivenAt { get; init; }

    /// <summary>Id of the open instruction it takes the place of.</summary>
    public string? Supersedes { get; init; }
}

/// <summary>Answer an instruction, or record an answer given by phone.</summary>
public sealed record AnswerInstructionRequest
{
    /// <summary>The answer.</summary>
    public required string Text { get; init; }

    /// <summary>For a check of other systems: does this system have it too? Required there; yes or suspected adds the system to the case.</summary>
    public Answer? Affected { get; init; }

    /// <summary>Who answered, where recorded for another.</summary>
    public string? AnsweredBy { get; init; }

    /// <summary>When it was truly given; left out: now.</summary>
    public FactTime? At { get; init; }
}
