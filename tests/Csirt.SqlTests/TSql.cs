using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Csirt.SqlTests;

/// <summary>Reads T-SQL without a server.</summary>
internal static class TSql
{
    public static TSqlScript Parse(string text)
    {
        var script = (TSqlScript)new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(text), out var errors);
        return errors.Count == 0
            ? script
            : throw new FormatException(string.Join("; ", errors.Select(e => $"line {e.Line}: {e.Message}")) + Environment.NewLine + text);
    }

    public static string Write(TSqlFragment fragment)
    {
        new Sql160ScriptGenerator().GenerateScript(fragment, out var text);
        return text;
    }

    /// <summary>Variables that the caller must supply: used, and not declared by the statement itself.</summary>
    public static IReadOnlySet<string> ParametersOf(string text)
    {
        var reader = new VariableReader();
        Parse(text).Accept(reader);
        return reader.Used.Except(reader.Declared).ToHashSet();
    }

    /// <summary>Names of the columns that come back, of the first statement that returns any.</summary>
    public static IReadOnlyList<string>? ColumnsOf(string text)
    {
        foreach (var statement in Parse(text).Batches.SelectMany(b => b.Statements))
        {
            var elements = statement switch
            {
                SelectStatement select => ElementsOf(select.QueryExpression),
                InsertStatement insert => insert.InsertSpecification.OutputClause?.SelectColumns,
                UpdateStatement update => update.UpdateSpecification.OutputClause?.SelectColumns,
                DeleteStatement delete => delete.DeleteSpecification.OutputClause?.SelectColumns,
                MergeStatement merge => merge.MergeSpecification.OutputClause?.SelectColumns,
                _ => null,
            };
            if (elements is { Count: > 0 } && !elements.All(e => e is SelectSetVariable))
            {
                return [.. elements.Select(NameOf)];
            }
        }

        return null;
    }

    private static IList<SelectElement> ElementsOf(QueryExpression query) => query switch
    {
        // SELECT * FROM (SELECT a, b …): what the inner one names.
        QuerySpecification { SelectElements: [SelectStarExpression], FromClause.TableReferences: [QueryDerivedTable derived] } => ElementsOf(derived.QueryExpression),
        QuerySpecification one => one.SelectElements,
        BinaryQueryExpression two => ElementsOf(two.FirstQueryExpression),
        QueryParenthesisExpression inner => ElementsOf(inner.QueryExpression),
        _ => throw new NotSupportedException(query.GetType().Name),
    };

    private static string NameOf(SelectElement element) => element switch
    {
        SelectScalarExpression { ColumnName: { } alias } => alias.Value,
        SelectScalarExpression { Expression: ColumnReferenceExpression column } => column.MultiPartIdentifier.Identifiers[^1].Value,
        SelectStarExpression => "*",
        _ => "",
    };

    private sealed class VariableReader : TSqlFragmentVisitor
    {
        public HashSet<string> Used { get; } = [];

        public HashSet<string> Declared { get; } = [];

        public override void Visit(VariableReference node) => Used.Add(node.Name);

        public override void Visit(VariableTableReference node) => Used.Add(node.Variable.Name);

        public override void Visit(DeclareVariableElement node) => Declared.Add(node.VariableName.Value);

        public override void Visit(DeclareTableVariableBody node) => Declared.Add(node.VariableName.Value);
    }
}
