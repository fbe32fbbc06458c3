namespace Csirt.Portal.Services;

/// <summary>A message that a service could not handle.</summary>
internal sealed record DeadLetter(string Id, string Type, string Key, DateTimeOffset ReceivedAt, int Attempts, string? Error);
