using Csirt.Contracts.Values;

namespace Csirt.Contracts.Http.Notification;

/// <summary>
/// What the link in a mail shows: <c>GET /api/notification/acknowledgements/{secret}</c>, without sign-in. Looking changes nothing
/// (mail scanners follow links); <c>POST</c> to the same address acknowledges and answers with this again, however often.
/// 404 for a secret that is none. Mails link to the page <c>/acknowledge/{secret}</c> of the portal.
/// </summary>
/// <param name="CaseNumber">Number of the case.</param>
/// <param name="Drill">A drill (訓練).</param>
/// <param name="Roles">Roles in which the recipient was told.</param>
/// <param name="Subject">Subject line.</param>
/// <param name="Wanted">What is wanted by when.</param>
/// <param name="RequestedAt">When it was asked for (UTC).</param>
/// <param name="AcknowledgeBy">Acknowledgement wanted by (UTC); null where no time is set.</param>
/// <param name="AcknowledgedAt">When it was acknowledged, by whatever way (UTC); null: not yet.</param>
public sealed record AcknowledgementPage(
    string CaseNumber,
    bool Drill,
    IReadOnlyList<Role> Roles,
    string Subject,
    string Wanted,
    DateTimeOffset RequestedAt,
    DateTimeOffset? AcknowledgeBy,
    DateTimeOffset? AcknowledgedAt);

/// <summary>
/// <c>POST /api/notification/acknowledgements</c>: by 確認番号, one's own, or (contact point, CSIRT, 統括) one that was given by
/// phone. Answers with <see cref="AcknowledgedNotification"/>. Refusals: 400 <c>invalid</c> where it can't be a 確認番号 (a digit
/// misheard), 404 <c>code_not_found</c> where no open notification of the town has it, 429 <c>too_many_codes</c> after too many of
/// those, with <c>retry_at</c>.
/// </summary>
/// <param name="Code">確認番号; blanks, hyphens and full-width digits are fine.</param>
/// <param name="CalledBy">Who called, where it was not the recipient; at most 100 characters.</param>
/// <param name="CalledAt">When they called; now where left out.</param>
/// <param name="Note">What they said; at most 1,000 characters.</param>
public sealed record AcknowledgeByCode(string Code, string? CalledBy = null, DateTimeOffset? CalledAt = null, string? Note = null);

/// <summary>An acknowledgement is on record.</summary>
/// <param name="Id">Notification.</param>
/// <param name="CaseId">Case.</param>
/// <param name="CaseNumber">Number of the case, to say back over the phone.</param>
/// <param name="RecipientName">Recipient, to say back over the phone; null where the directory knows none.</param>
/// <param name="Subject">Subject line.</param>
/// <param name="Acknowledgement">As it stands: an earlier one is kept.</param>
/// <param name="Before">It had been acknowledged before; nothing was changed.</param>
public sealed record AcknowledgedNotification(string Id, string CaseId, string CaseNumber, string? RecipientName, string Subject, Acknowledgement Acknowledgement, bool Before);
