using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Csirt.SqlTests;

/// <summary>Which column each parameter of a T-SQL statement meets: compared with it, or written into it.</summary>
internal sealed class ComparedColumns : TSqlFragmentVisitor
{
    private readonly IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> _types;
    private readonly Dictionary<string, string> _aliases = new(StringComparer.OrdinalIgnoreCase);

    private ComparedColumns(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> types) => _types = types;

    /// <summary>Parameter, the column it meets, and that column's type.</summary>
    public List<(string Parameter, string Column, string Type)> Found { get; } = [];

    /// <summary>Columns of text that are compared with values of a list whose type is not said: all NVARCHAR(MAX).</summary>
    public List<string> UntypedLists { get; } = [];

    public static ComparedColumns Of(string text, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> types)
    {
        var columns = new ComparedColumns(types);
        var script = TSql.Parse(text);
        script.Accept(new AliasReader(columns._aliases));
        script.Accept(columns);
        return columns;
    }

    public override void Visit(BooleanComparisonExpression node) => Meet(node.FirstExpression, node.SecondExpression);

    public override void Visit(BooleanTernaryExpression node)
    {
        Meet(node.FirstExpression, node.SecondExpression);
        Meet(node.FirstExpression, node.ThirdExpression);
    }

    public override void Visit(AssignmentSetClause node) => Meet(node.Column, node.NewValue);

    public override void Visit(InPredicate node)
    {
        foreach (var value in node.Values)
        {
            Meet(node.Expression, value);
        }

        if (node.Subquery?.QueryExpression is QuerySpecification { SelectElements: [SelectScalarExpression { Expression: ColumnReferenceExpression }], FromClause.TableReferences: [OpenJsonTableReference { SchemaDeclarationItems.Count: 0 }] }
            && TypeOf(node.Expression) is { } type && type.Contains("CHAR", StringComparison.Ordinal))
        {
            UntypedLists.Add(TSql.Write(node.Expression));
        }
    }

    public override void Visit(InsertSpecification node)
    {
        if (node.Target is not NamedTableReference target)
        {
            return;
        }

        var rows = node.InsertSource switch
        {
            ValuesInsertSource values => values.RowValues.Select(r => (IEnumerable<ScalarExpression>)r.ColumnValues),
            SelectInsertSource select => SelectsOf(select.Select).Select(q => q.SelectElements.OfType<SelectScalarExpression>().Select(e => e.Expression)),
            _ => [],
        };
        foreach (var row in rows)
        {
            foreach (var (column, value) in node.Columns.Zip(row))
            {
                var name = column.MultiPartIdentifier.Identifiers[^1].Value;
                Add(value, $"{target.SchemaObject.BaseIdentifier.Value}.{name}", _types[target.SchemaObject.BaseIdentifier.Value][name]);
            }
        }
    }

    private static IEnumerable<QuerySpecification> SelectsOf(QueryExpression query) => query switch
    {
        QuerySpecification one => [one],
        BinaryQueryExpression two => SelectsOf(two.FirstQueryExpression).Concat(SelectsOf(two.SecondQueryExpression)),
        QueryParenthesisExpression inner => SelectsOf(inner.QueryExpression),
        _ => [],
    };

    private void Meet(ScalarExpression one, ScalarExpression other)
    {
        foreach (var (column, value) in new[] { (one, other), (other, one) })
        {
            if (TypeOf(column) is { } type)
            {
                Add(value, TSql.Write(column), type);
            }
        }
    }

    private void Add(ScalarExpression value, string column, string type)
    {
        foreach (var variable in VariablesOf(value))
        {
            Found.Add((variable, column, type));
        }
    }

    // COALESCE(@a, @b) and CASE … THEN @a give the column one of them; arithmetic and functions give it something new.
    private static IEnumerable<string> VariablesOf(ScalarExpression value) => value switch
    {
        VariableReference variable => [variable.Name],
        ParenthesisExpression inner => VariablesOf(inner.Expression),
        CoalesceExpression either => either.Expressions.SelectMany(VariablesOf),
        _ => [],
    };

    private string? TypeOf(ScalarExpression expression)
    {
        if (expression is not ColumnReferenceExpression { MultiPartIdentifier.Identifiers: { Count: > 0 } parts })
        {
            return null;
        }

        var name = parts[^1].Value;
        if (parts.Count == 2 && _aliases.TryGetValue(parts[0].Value, out var table))
        {
            return _types.GetValueOrDefault(table)?.GetValueOrDefault(name);
        }

        // Names of a common table expression come from the tables inside it.
        return _aliases.Values.Distinct().Select(t => _types.GetValueOrDefault(t)?.GetValueOrDefault(name)).FirstOrDefault(t => t is not null);
    }

    private sealed class AliasReader(Dictionary<string, string> aliases) : TSqlFragmentVisitor
    {
        public override void Visit(NamedTableReference node) =>
            aliases[node.Alias?.Value ?? node.SchemaObject.BaseIdentifier.Value] = node.SchemaObject.BaseIdentifier.Value;
    }
}
