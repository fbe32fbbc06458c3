using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Messages;
using Csirt.Platform.Database;

namespace Csirt.Platform.Reconciliation;

/// <summary>The directory as it is held: its version, and every person in it.</summary>
public static class DirectoryHoldings
{
    /// <summary>Name under which every service holds it.</summary>
    public const string Name = "directory";

    /// <summary>The row that stands for the directory as a whole, with its version.</summary>
    public const string Whole = "directory";

    private static readonly Sql SelectCopy = new("SELECT document FROM directory_copy WHERE town = @town");

    /// <summary>The copy that a service keeps.</summary>
    public static HoldingSource Copy { get; } = new(Name, async (session, after, limit) => Page(await session.QuerySingleAsync<string>(SelectCopy), after, limit));

    /// <summary>The rows of a snapshot, as JSON; none where there is no snapshot.</summary>
    public static IReadOnlyList<HeldRow> Page(string? document, string after, int limit) => document is null
        ? []
        : [.. RowsOf(JsonSerializer.Deserialize<DirectoryChanged>(document, CsirtJson.Options)!)
            .Where(row => string.CompareOrdinal(row.Id, after) > 0)
            .OrderBy(row => row.Id, StringComparer.Ordinal)
            .Take(limit)];

    private static IEnumerable<HeldRow> RowsOf(DirectoryChanged snapshot) =>
        snapshot.People.Select(person => new HeldRow { Id = $"person/{person.Id}", Version = 1 }).Prepend(new HeldRow { Id = Whole, Version = snapshot.Version });
}
