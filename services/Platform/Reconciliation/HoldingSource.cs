using Csirt.Platform.Database;

namespace Csirt.Platform.Reconciliation;

/// <summary>
/// Something a service holds and others can be held against: ids and versions, in the order of the ids. A row that lacks a
/// part of what belongs to it (a case without its document) is not held.
/// </summary>
/// <param name="Name">Name, e.g. <c>reports</c>.</param>
/// <param name="PageAsync">The rows whose ids come after the given one, in order, at most so many.</param>
public sealed record HoldingSource(string Name, Func<IReadSession, string, int, Task<IReadOnlyList<HeldRow>>> PageAsync)
{
    /// <summary>From one statement with the columns <c>id</c> and <c>version</c> and the parameters <c>@after</c> and <c>@limit</c>.</summary>
    public HoldingSource(string name, Sql page)
        : this(name, (session, after, limit) => session.QueryAsync<HeldRow>(page, new { after, limit }))
    {
    }
}

/// <summary>A row of a <see cref="HoldingSource"/>.</summary>
public sealed class HeldRow
{
    /// <summary>Id.</summary>
    public required string Id { get; init; }

    /// <summary>Version; 1 where there is none.</summary>
    public long Version { get; init; }
}
