namespace Csirt.Platform.Database;

/// <summary>Reads of one town's rows. Every statement gets <c>@town</c> without being asked.</summary>
public interface IReadSession
{
    /// <summary>全国地方公共団体コード of the town whose rows are read.</summary>
    string Town { get; }

    /// <summary>All rows. Row types are classes with settable properties, named as the columns without underscores.</summary>
    Task<IReadOnlyList<T>> QueryAsync<T>(Sql sql, object? parameters = null);

    /// <summary>The only row, or default where there is none.</summary>
    Task<T?> QuerySingleAsync<T>(Sql sql, object? parameters = null);
}
