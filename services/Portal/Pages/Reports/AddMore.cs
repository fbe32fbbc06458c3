namespace Csirt.Portal.Pages.Reports;

/// <summary>The form for additions.</summary>
/// <param name="Key">Idempotency key.</param>
/// <param name="Text">As typed.</param>
/// <param name="AttachmentsLeft">Attachments still taken.</param>
/// <param name="LargestAttachment">Largest one, in bytes; null where not known.</param>
internal sealed record AddMore(string Key, string? Text, int AttachmentsLeft, long? LargestAttachment);
