using Microsoft.SqlServer.TransactSql.ScriptDom;
using Xunit;

namespace Csirt.SqlTests;

/// <summary>T-SQL is written so that Babelfish for PostgreSQL takes it too, where that costs nothing (docs/adr/0018).</summary>
public sealed class BabelfishTests
{
    public static TheoryData<string> Services => [.. SqlCatalog.Migrations.Keys];

    [Theory]
    [MemberData(nameof(Services))]
    public void Nothing_that_babelfish_does_not_know(string service) => Rule.HasNoBreach(
    [
        .. from statement in SqlCatalog.StatementsOn(service)
           from construct in Constructs.In(statement.Text.SqlServer)
           select $"{service}: {statement.Name}: {construct}",
        .. from migration in SqlCatalog.Migrations[service]
           from construct in Constructs.In(migration.Script.SqlServer)
           select $"{service}: migration {migration.Id}: {construct}",
    ]);

    [Theory]
    [InlineData("MERGE a USING b ON a.id = b.id WHEN MATCHED THEN DELETE;", "MERGE")]
    [InlineData("CREATE OR ALTER VIEW v AS SELECT 1 AS one", "CREATE OR ALTER")]
    [InlineData("CREATE TABLE a (id INT, INDEX by_id (id))", "an index inside CREATE TABLE")]
    [InlineData("WAITFOR DELAY '00:00:01'", "WAITFOR")]
    [InlineData("SELECT 1 FROM sys.indexes WHERE name = 'a'", "an index looked up by its name")]
    [InlineData("SELECT 1 FROM a WHERE CONTAINS(b, 'c')", "full-text search")]
    public void Each_of_them_is_found(string text, string construct) => Assert.Equal([construct], Constructs.In(text));

    private sealed class Constructs : TSqlFragmentVisitor
    {
        private readonly List<string> _found = [];

        public static List<string> In(string text)
        {
            var constructs = new Constructs();
            TSql.Parse(text).Accept(constructs);
            return constructs._found;
        }

        public override void Visit(MergeStatement node) => _found.Add("MERGE");

        public override void Visit(CreateOrAlterViewStatement node) => _found.Add("CREATE OR ALTER");

        public override void Visit(CreateOrAlterProcedureStatement node) => _found.Add("CREATE OR ALTER");

        public override void Visit(CreateOrAlterFunctionStatement node) => _found.Add("CREATE OR ALTER");

        public override void Visit(CreateOrAlterTriggerStatement node) => _found.Add("CREATE OR ALTER");

        public override void Visit(IndexDefinition node) => _found.Add("an index inside CREATE TABLE");

        public override void Visit(WaitForStatement node) => _found.Add("WAITFOR");

        public override void Visit(FullTextPredicate node) => _found.Add("full-text search");

        public override void Visit(NamedTableReference node)
        {
            if (node.SchemaObject is { SchemaIdentifier.Value: "sys", BaseIdentifier.Value: "indexes" })
            {
                _found.Add("an index looked up by its name");
            }
        }
    }
}
