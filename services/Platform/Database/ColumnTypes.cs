using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Csirt.Platform.Database;

/// <summary>
/// Types of a service's columns on SQL Server, as its migrations declare them, and from them the types of parameters: a
/// parameter has the type that its statement declares (<see cref="Sql.Types"/>), or that of the column it is named after
/// (<c>@caseId</c>: <c>case_id</c>) in the tables of its statement. Of another type than the column it meets, it would have SQL
/// Server convert the column, row by row. A test holds every statement to this.
/// </summary>
internal sealed partial class ColumnTypes
{
    private static readonly Dictionary<string, string> NoColumns = new()
    {
        ["@now"] = "BIGINT",
        ["@since"] = "BIGINT",
        ["@before"] = "BIGINT",
        ["@limit"] = "INT",
    };

    private readonly Dictionary<string, Dictionary<string, string>> _tables = [];
    private readonly ConcurrentDictionary<Sql, ParameterTypes> _statements = new(ReferenceEqualityComparer.Instance);

    public ColumnTypes(IEnumerable<Migration> migrations)
    {
        foreach (Match table in migrations.SelectMany(m => Table().Matches(m.Script.SqlServer)))
        {
            var columns = _tables.TryGetValue(table.Groups["name"].Value, out var known) ? known : _tables[table.Groups["name"].Value] = [];
            foreach (Match column in Column().Matches(table.Groups["columns"].Value))
            {
                columns.Add(NameOf(column.Groups["name"].Value), column.Groups["type"].Value);
            }
        }
    }

    /// <summary>Types of the statement's parameters. Worked out once per statement.</summary>
    public ParameterTypes For(Sql sql) => _statements.GetOrAdd(sql, Read);

    private ParameterTypes Read(Sql sql)
    {
        var types = Declared().Matches(sql.Types).ToDictionary(d => d.Groups["name"].Value, d => d.Groups["type"].Value);
        foreach (Match table in Named().Matches(sql.SqlServer))
        {
            foreach (var (name, type) in _tables.GetValueOrDefault(table.Groups["name"].Value) ?? [])
            {
                types.TryAdd(name, type);
            }
        }

        foreach (var (name, type) in NoColumns)
        {
            types.TryAdd(name, type);
        }

        return new(types);
    }

    private static string NameOf(string column) =>
        "@" + string.Concat(column.Split('_').Select((part, i) => i == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));

    [GeneratedRegex(@"(?:CREATE TABLE (?<name>\w+)\s*\(|ALTER TABLE (?<name>\w+) ADD)(?<columns>[^;]+);")]
    private static partial Regex Table();

    [GeneratedRegex(@"(?<=[(,]\s*|^\s*)\[?(?<name>[a-z]\w*)\]?\s+(?<type>N?(?:VAR)?CHAR\((?:\d+|MAX)\)|VARBINARY\((?:\d+|MAX)\)|BIGINT|SMALLINT|INT|BIT)(?!\w)")]
    private static partial Regex Column();

    [GeneratedRegex(@"\b(?:FROM|JOIN|INTO|UPDATE)\s+\[?(?<name>[a-z]\w*)")]
    private static partial Regex Named();

    [GeneratedRegex(@"(?<name>@\w+) (?<type>\w+(?:\(\w+\))?)")]
    private static partial Regex Declared();
}
