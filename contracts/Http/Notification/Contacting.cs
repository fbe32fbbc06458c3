namespace Csirt.Contracts.Http.Notification;

/// <summary>
/// <c>POST /api/notification/notifications/{id}/contacts</c>: that one called, faxed or went to the recipient, whatever became of
/// the mail. Answers with the <see cref="NotificationEntry"/> as it then stands.
/// </summary>
/// <param name="Means">By what means; not mail.</param>
/// <param name="Outcome">reached or not_reached.</param>
/// <param name="At">When; now where left out. Not in the future.</param>
/// <param name="Acknowledged">The recipient confirmed: counts as the acknowledgement. Only where reached.</param>
/// <param name="Note">Who was spoken to, what was said; at most 1,000 characters. No personal values of those affected.</param>
public sealed record ContactRecord(ContactMeans Means, ContactOutcome Outcome, DateTimeOffset? At = null, bool Acknowledged = false, string? Note = null);

/// <summary>
/// <c>POST /api/notification/cases/{caseId}/contacts</c>: that someone was told by hand whom no rule named (a police station, a
/// contractor): a row of the same ledger. 201 with the <see cref="NotificationEntry"/>.
/// </summary>
/// <param name="PersonId">Person told, by directory id; null for an outside contact.</param>
/// <param name="ContactId">Outside contact told, by directory id; null for a person.</param>
/// <param name="Subject">What about; at most 200 characters. No personal values of those affected.</param>
/// <param name="Contact">How it went.</param>
public sealed record ContactByHand(string? PersonId, string? ContactId, string Subject, ContactRecord Contact);
