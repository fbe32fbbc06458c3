using Csirt.Contracts.Values;

namespace Csirt.Contracts.Http.Notification;

/// <summary>
/// Who was told about a case and who answered: <c>GET /api/notification/cases/{caseId}/notifications</c>. 404 until the case
/// has reached this service.
/// </summary>
/// <param name="CaseId">Case.</param>
/// <param name="CaseNumber">Its number.</param>
/// <param name="Notifications">The ledger, oldest first.</param>
public sealed record CaseNotifications(string CaseId, string CaseNumber, IReadOnlyList<NotificationEntry> Notifications);

/// <summary>
/// One row of the delivery ledger: one recipient, one thing to be told. <c>POST /api/notification/notifications/{id}/retry</c> has a
/// failed mail tried once more and answers with it (409 <c>not_failed</c> where it is not one).
/// </summary>
public sealed record NotificationEntry
{
    /// <summary>Id.</summary>
    public required string Id { get; init; }

    /// <summary>Case.</summary>
    public required string CaseId { get; init; }

    /// <summary>Number of the case.</summary>
    public required string CaseNumber { get; init; }

    /// <summary>A drill (訓練).</summary>
    public required bool Drill { get; init; }

    /// <summary>Asked for by a rule; false: a contact recorded by hand alone.</summary>
    public required bool ByRule { get; init; }

    /// <summary>Rule that asked for it; null where it was recorded by hand.</summary>
    public string? RuleId { get; init; }

    /// <summary>Clause or statute it fulfils.</summary>
    public string? Basis { get; init; }

    /// <summary>Person told, by directory id; null for an outside contact.</summary>
    public string? PersonId { get; init; }

    /// <summary>Outside contact told, by directory id; null for a person.</summary>
    public string? ContactId { get; init; }

    /// <summary>Name of the recipient as the directory has it; null where it knows none.</summary>
    public string? RecipientName { get; init; }

    /// <summary>Gateway it goes through, by name; null: mail, or recorded by hand.</summary>
    public string? Gateway { get; init; }

    /// <summary>The gateway as people call it; null where the directory has none of that name.</summary>
    public string? GatewayTitle { get; init; }

    /// <summary>Roles in which the person was told: one mail covers them all, and one acknowledgement.</summary>
    public required IReadOnlyList<Role> Roles { get; init; }

    /// <summary>Subject line.</summary>
    public required string Subject { get; init; }

    /// <summary>What is wanted by when.</summary>
    public required string Wanted { get; init; }

    /// <summary>State.</summary>
    public required NotificationState State { get; init; }

    /// <summary>Since when it stands so (UTC).</summary>
    public required DateTimeOffset StateSince { get; init; }

    /// <summary>When it was asked for (UTC).</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>When it was first sent, written out or told by hand (UTC).</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>An acknowledgement is wanted.</summary>
    public required bool NeedsAcknowledgement { get; init; }

    /// <summary>Wanted by (UTC).</summary>
    public DateTimeOffset? AcknowledgeBy { get; init; }

    /// <summary>Since when it is overdue (UTC); stays after a late acknowledgement.</summary>
    public DateTimeOffset? OverdueAt { get; init; }

    /// <summary>The acknowledgement; null where there is none yet.</summary>
    public Acknowledgement? Acknowledgement { get; init; }

    /// <summary>Last error, in Japanese; null where there was none, or it has gone since.</summary>
    public string? LastError { get; init; }

    /// <summary>Every attempt, by the system or by hand, oldest first.</summary>
    public required IReadOnlyList<ContactAttempt> Attempts { get; init; }
}

/// <summary>That someone has been told, and by whom that is known.</summary>
/// <param name="At">When the recipient acknowledged (UTC).</param>
/// <param name="How">How.</param>
/// <param name="By">Person who acknowledged, by directory id; null: whoever held the link, or someone outside.</param>
/// <param name="RecordedBy">Person who recorded it for them, by directory id; null: nobody else did.</param>
/// <param name="RecordedAt">When it was recorded (UTC).</param>
/// <param name="Note">Who called, and what they said.</param>
public sealed record Acknowledgement(DateTimeOffset At, AcknowledgedBy How, string? By, string? RecordedBy, DateTimeOffset RecordedAt, string? Note);

/// <summary>One attempt to tell the recipient.</summary>
/// <param name="At">When (UTC).</param>
/// <param name="Means">By what means.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Error">What went wrong, in Japanese; null where nothing did.</param>
/// <param name="RecordedBy">Person who recorded it, by directory id; null: the system.</param>
/// <param name="RecordedAt">When it was recorded (UTC): later than <paramref name="At"/> where it was entered afterwards (後記).</param>
/// <param name="Note">Who was spoken to, what was said.</param>
public sealed record ContactAttempt(DateTimeOffset At, ContactMeans Means, ContactOutcome Outcome, string? Error, string? RecordedBy, DateTimeOffset RecordedAt, string? Note);

/// <summary>
/// What the signed-in person was told and has not acknowledged yet: <c>GET /api/notification/mine</c>, the most urgent first.
/// </summary>
/// <param name="Id">Id, for <c>POST /api/notification/notifications/{id}/acknowledge</c>.</param>
/// <param name="CaseId">Case.</param>
/// <param name="CaseNumber">Number of the case.</param>
/// <param name="Drill">A drill (訓練).</param>
/// <param name="Roles">Roles in which one was told.</param>
/// <param name="Subject">Subject line.</param>
/// <param name="Wanted">What is wanted by when.</param>
/// <param name="Body">Rest of the text.</param>
/// <param name="RequestedAt">When it was asked for (UTC).</param>
/// <param name="AcknowledgeBy">Acknowledgement wanted by (UTC); null where no time is set.</param>
/// <param name="Overdue">That time has passed.</param>
/// <param name="NeedsAcknowledgement">An acknowledgement is wanted; else it is only told.</param>
/// <param name="Test">連絡テスト: belongs to no case.</param>
public sealed record MyNotification(
    string Id,
    string CaseId,
    string CaseNumber,
    bool Drill,
    IReadOnlyList<Role> Roles,
    string Subject,
    string Wanted,
    string Body,
    DateTimeOffset RequestedAt,
    DateTimeOffset? AcknowledgeBy,
    bool Overdue,
    bool NeedsAcknowledgement,
    bool Test = false);
