namespace Csirt.Contracts.Http.Notification;

/// <summary>What went wrong with telling people: <c>GET /api/notification/alarms</c>. For the board, in red.</summary>
/// <param name="AsOf">As of (UTC).</param>
/// <param name="Failed">Notifications that failed for good and that nobody has answered.</param>
/// <param name="Unsent">書き出し（未送信）: mails that lie in the pickup folder and that nobody has acknowledged.</param>
/// <param name="Waiting">Mails that the mail server doesn't take just now; they are tried again without end.</param>
/// <param name="WaitingSince">Since when the oldest of these waits (UTC).</param>
/// <param name="WaitingError">Why, in Japanese.</param>
/// <param name="Overdue">Notifications whose acknowledgement is overdue.</param>
/// <param name="DeadLetters">Messages that this service could not handle: <c>GET /api/notification/dead-letters</c>.</param>
/// <param name="Items">The newest of them that the caller may see, at most 200, overdue and failed first.</param>
public sealed record NotificationAlarms(
    DateTimeOffset AsOf,
    long Failed,
    long Unsent,
    long Waiting,
    DateTimeOffset? WaitingSince,
    string? WaitingError,
    long Overdue,
    long DeadLetters,
    IReadOnlyList<NotificationAlarm> Items);

/// <summary>A notification that somebody should look after.</summary>
/// <param name="Kind">failed, unsent, waiting or overdue.</param>
/// <param name="NotificationId">Notification.</param>
/// <param name="CaseId">Case.</param>
/// <param name="CaseNumber">Number of the case.</param>
/// <param name="Drill">A drill (訓練).</param>
/// <param name="PersonId">Recipient, by directory id; null for an outside contact.</param>
/// <param name="ContactId">Outside contact, by directory id; null for a person.</param>
/// <param name="RecipientName">Recipient's name; null where the directory knows none.</param>
/// <param name="Since">Since when (UTC).</param>
/// <param name="Message">What happened and what to do, in Japanese.</param>
public sealed record NotificationAlarm(
    string Kind,
    string NotificationId,
    string CaseId,
    string CaseNumber,
    bool Drill,
    string? PersonId,
    string? ContactId,
    string? RecipientName,
    DateTimeOffset Since,
    string Message);
