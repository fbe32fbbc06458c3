namespace Csirt.FaultTests;

/// <summary>As <c>/api/{service}/dead-letters</c> lists it.</summary>
internal sealed record DeadLetter(string Id, string Type, string? Error);
