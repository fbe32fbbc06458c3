using Csirt.Platform.Database;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Csirt.SqlTests;

/// <summary>
/// A service's tables on SQL Server, compiled without a server. What only makes sense on a running one (filling columns,
/// granting) is compiled as the body of a procedure.
/// </summary>
internal sealed class SqlServerSchema : IDisposable
{
    private readonly TSqlModel _model = new(SqlServerVersion.Sql160, new TSqlModelOptions());
    private readonly Dictionary<string, CreateTableStatement> _tables = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Source, string Text)> _objects = [];

    public SqlServerSchema(IEnumerable<Migration> migrations)
    {
        foreach (var migration in migrations)
        {
            foreach (var statement in TSql.Parse(migration.Script.SqlServer).Batches.SelectMany(b => b.Statements))
            {
                Apply($"migration {migration.Id} {migration.Name}", statement);
            }
        }

        foreach (var (name, table) in _tables)
        {
            _model.AddOrUpdateObjects(TSql.Write(table), $"table {name}", new TSqlObjectOptions());
        }

        foreach (var (source, text) in _objects)
        {
            _model.AddOrUpdateObjects(text, $"{source} #{_objects.IndexOf((source, text))}", new TSqlObjectOptions());
        }
    }

    /// <summary>Columns by table.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> Tables =>
        _tables.ToDictionary(
            t => t.Key,
            t => (IReadOnlySet<string>)t.Value.Definition.ColumnDefinitions.Select(c => c.ColumnIdentifier.Value).ToHashSet());

    /// <summary>Types of the columns as declared, e.g. <c>CHAR(32)</c>, by table.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Types => _tables.ToDictionary(
        t => t.Key,
        t => (IReadOnlyDictionary<string, string>)t.Value.Definition.ColumnDefinitions.ToDictionary(
            c => c.ColumnIdentifier.Value,
            c => TSql.Write(c.DataType).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant(),
            StringComparer.OrdinalIgnoreCase),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds a statement as a procedure that declares its parameters, each of the type that the product binds it with.</summary>
    public void AddStatement(Statement statement, ColumnTypes types)
    {
        var parameters = TSql.ParametersOf(statement.Text.SqlServer).Order(StringComparer.Ordinal).Select(p => $"{p} {types.For(statement.Text).Find(p) ?? "NVARCHAR(MAX)"}");
        _model.AddOrUpdateObjects(
            $"CREATE PROCEDURE [{statement.Service} {statement.Name}] {string.Join(", ", parameters)} AS BEGIN {statement.Text.SqlServer}\nEND",
            statement.Name,
            new TSqlObjectOptions());
    }

    /// <summary>Everything that does not resolve, warnings (SQL71502: no such table) as well as errors.</summary>
    public IEnumerable<string> Faults() =>
        from message in _model.Validate()
        select $"{message.Prefix}{message.Number}: {message.Message}";

    public void Dispose() => _model.Dispose();

    private void Apply(string source, TSqlStatement statement)
    {
        switch (statement)
        {
            case CreateTableStatement table:
                _tables.Add(table.SchemaObjectName.BaseIdentifier.Value, table);
                break;
            case AlterTableAddTableElementStatement add:
                Extend(_tables[add.SchemaObjectName.BaseIdentifier.Value].Definition, add.Definition);
                break;
            case CreateIndexStatement or CreateTriggerStatement or CreateViewStatement or CreateProcedureStatement or CreateFunctionStatement or CreateSequenceStatement or CreateTypeTableStatement:
                _objects.Add((source, TSql.Write(statement)));
                break;
            default:
                _objects.Add((source, $"CREATE PROCEDURE [{source} {_objects.Count}] AS BEGIN {TSql.Write(statement)} END"));
                break;
        }
    }

    private static void Extend(TableDefinition table, TableDefinition addition)
    {
        foreach (var column in addition.ColumnDefinitions)
        {
            table.ColumnDefinitions.Add(column);
        }

        foreach (var constraint in addition.TableConstraints)
        {
            table.TableConstraints.Add(constraint);
        }
    }
}
