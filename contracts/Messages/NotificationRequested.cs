using Csirt.Contracts.Values;

namespace Csirt.Contracts.Messages;

/// <summary>One recipient is to be told one thing. One message per recipient: one failing never delays another.</summary>
public sealed record NotificationRequested : IMessage
{
    /// <inheritdoc />
    public required string Town { get; init; }

    /// <summary>Id of the notification, chosen by Escalation; the same id is never sent twice as a new one.</summary>
    public required string NotificationId { get; init; }

    /// <summary>Case it is about.</summary>
    public required string CaseId { get; init; }

    /// <summary>Number of the case.</summary>
    public required string CaseNumber { get; init; }

    /// <summary>A drill: subject and body are marked, outside recipients are replaced by the drill's sink.</summary>
    public required bool Drill { get; init; }

    /// <summary>Rule that asked for it.</summary>
    public required string RuleId { get; init; }

    /// <summary>Clause or statute it fulfils, e.g. <c>policy 5.3(1)イ</c>.</summary>
    public required string Basis { get; init; }

    /// <summary>Person told, by directory id; null for an outside contact.</summary>
    public string? PersonId { get; init; }

    /// <summary>Outside contact told, by directory id; null for a person.</summary>
    public string? ContactId { get; init; }

    /// <summary>Gateway it goes through, by the name that the directory has for it; null: mail.</summary>
    public string? Gateway { get; init; }

    /// <summary>Roles in which the person is told; several for one person in two roles.</summary>
    public required IReadOnlyList<Role> Roles { get; init; }

    /// <summary>Subject line, Japanese, no personal values.</summary>
    public required string Subject { get; init; }

    /// <summary>First line of the body: what is wanted by when.</summary>
    public required string Wanted { get; init; }

    /// <summary>Rest of the body, plain text.</summary>
    public required string Body { get; init; }

    /// <summary>An acknowledgement is wanted.</summary>
    public required bool NeedsAcknowledgement { get; init; }

    /// <summary>Acknowledgement wanted by (UTC); null where none is set.</summary>
    public DateTimeOffset? AcknowledgeBy { get; init; }

    /// <summary>Held back for the recipient's digest; not mailed on its own.</summary>
    public bool Digest { get; init; }

    /// <summary>When Escalation asked for it (UTC).</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <inheritdoc />
    public string Key => CaseId;
}
