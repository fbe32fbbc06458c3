namespace Csirt.Contracts.Http.Reconciliation;

/// <summary>One thing a service holds, for the reconciliation: nothing but its id and version.</summary>
/// <param name="Id">Id; ids sort by their characters' codes.</param>
/// <param name="Version">Version; 1 where the thing has none.</param>
public sealed record Holding(string Id, long Version);

/// <summary>How many things stand in a range of ids, and the digest of their ids and versions: equal digests, equal things.</summary>
/// <param name="Through">Last id of the range; null: to the end. It begins after the range before.</param>
/// <param name="Count">Things in it.</param>
/// <param name="Digest">SHA-256 over ids and versions, hexadecimal.</param>
public sealed record HoldingRange(string? Through, long Count, string Digest);

/// <summary>Asks for the ranges that end at these ids; the last one goes on to the end.</summary>
/// <param name="Bounds">Last ids of the ranges, ascending.</param>
public sealed record HoldingBounds(IReadOnlyList<string> Bounds);

/// <summary>What a service can be asked for in the reconciliation, and how far behind it is: <c>GET /api/{service}/holdings</c>.</summary>
/// <param name="OldestOutboxAt">When the oldest message was said that a consumer still has not got (UTC); null where all have theirs.</param>
/// <param name="OldestDueAt">When the oldest piece of overdue work was due (UTC); null where none is overdue.</param>
/// <param name="Names">What it holds.</param>
public sealed record ServiceHoldings(DateTimeOffset? OldestOutboxAt, DateTimeOffset? OldestDueAt, IReadOnlyList<string> Names);
