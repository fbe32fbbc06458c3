namespace Csirt.Platform.Database;

/// <summary>
/// One statement, in both dialects side by side. Constants only: values go in as parameters, lists as JSON
/// (<c>json_each</c> / <c>OPENJSON</c>). <c>@town</c> is always supplied by the session that runs it.
/// </summary>
/// <param name="Sqlite">Text for SQLite.</param>
/// <param name="SqlServer">Text for SQL Server.</param>
public sealed record Sql(string Sqlite, string SqlServer)
{
    /// <summary>A statement that both take as it stands.</summary>
    public Sql(string both)
        : this(both, both)
    {
    }

    /// <summary>
    /// Types of the parameters that are not named after the column they meet, as SQL Server writes them:
    /// <c>@me VARCHAR(64), @after BIGINT</c>. The others have the type of their column.
    /// </summary>
    public string Types { get; init; } = "";
}
