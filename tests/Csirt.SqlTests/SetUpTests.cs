using System.Text.RegularExpressions;
using Csirt.Platform.Database;
using Csirt.Testing;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Xunit;

namespace Csirt.SqlTests;

/// <summary>The scripts that set a SQL Server up (infra/sqlserver), as far as they can be read without one.</summary>
public sealed partial class SetUpTests
{
    public static TheoryData<string> Services => [.. SqlCatalog.Migrations.Keys];

    [Fact]
    public void Every_service_with_tables_gets_its_schema() => Assert.Equal(
        SqlCatalog.Migrations.Keys.Order(StringComparer.Ordinal),
        ServiceList().Match(Script("setup.sh")).Groups[1].Value.Split(' '));

    [Theory]
    [MemberData(nameof(Services))]
    public void A_service_may_change_rows_and_not_tables(string service)
    {
        var grants = Batches("service.sql", service).OfType<GrantStatement>().ToList();
        Assert.Equal(["CREATE TABLE", "SELECT, INSERT, UPDATE, DELETE"], grants.Select(Rights));
        Assert.Equal([$"csirt_{service}_migrator", $"csirt_{service}"], grants.Select(g => g.Principals.Single().Identifier.Value));
        Assert.Equal(service, grants[1].SecurityTargetObject.ObjectName.MultiPartIdentifier.Identifiers.Single().Value);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Audit_rows_can_only_be_added_and_read(string service)
    {
        var denied = from migration in SqlCatalog.Migrations[service]
                     from statement in TSql.Parse(migration.Script.SqlServer).Batches.SelectMany(b => b.Statements).OfType<DenyStatement>()
                     where statement.Principals.Any(p => p.PrincipalType == PrincipalType.Public)
                     select (statement.SecurityTargetObject.ObjectName.MultiPartIdentifier.Identifiers[^1].Value, Rights(statement));
        Assert.Contains(("audit", "UPDATE, DELETE"), denied);
    }

    [Fact]
    public void The_database_is_as_the_services_demand_it()
    {
        var text = Script("database.sql");
        _ = Batches("database.sql", "intake").ToList();
        Assert.Contains("READ_COMMITTED_SNAPSHOT ON", text, StringComparison.Ordinal);
        var collation = Collation().Match(text).Groups[1].Value;
        new SqlServerChecks.Found { ReadCommittedSnapshot = true, Collation = collation, HasVersions = true }.Demand("intake", migratesItself: false);
    }

    [Theory]
    [InlineData(false, "Latin1_General_100_BIN2_UTF8", 0, "READ_COMMITTED_SNAPSHOT")]
    [InlineData(true, "Japanese_CI_AS", 0, "Japanese_CI_AS")]
    [InlineData(true, "Latin1_General_100_BIN2_UTF8", 2, "監査記録")]
    public void A_database_that_does_not_fit_is_refused_in_words(bool snapshot, string collation, int auditRights, string word)
    {
        var found = new SqlServerChecks.Found { ReadCommittedSnapshot = snapshot, Collation = collation, HasVersions = true, AuditRights = auditRights };
        var refusal = Assert.Throws<StoreNotFitException>(() => found.Demand("intake", migratesItself: false));
        Assert.Contains(word, refusal.Message, StringComparison.Ordinal);
        Assert.StartsWith("intake", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_checks_are_valid_t_sql()
    {
        _ = TSql.Parse(SqlServerChecks.Select);
        _ = TSql.Parse(SqlServerChecks.OneAtATime);
        _ = TSql.Parse(Migrated.SqlServerTable);
    }

    private static string Rights(SecurityStatement statement) =>
        string.Join(", ", statement.Permissions.Select(p => string.Join(' ', p.Identifiers.Select(i => i.Value))));

    private static IEnumerable<TSqlStatement> Batches(string script, string service)
    {
        // What sqlcmd does before the server sees the text.
        var text = SqlcmdVariable().Replace(Script(script), m => m.Groups[1].Value == "service" ? service : "value");
        return TSql.Parse(text).Batches.SelectMany(b => b.Statements);
    }

    private static string Script(string name) => File.ReadAllText(Path.Combine(RepositoryRoot.Path, "infra", "sqlserver", name));

    [GeneratedRegex(@"\$\((\w+)\)")]
    private static partial Regex SqlcmdVariable();

    [GeneratedRegex(@"services=\(([a-z ]+)\)")]
    private static partial Regex ServiceList();

    [GeneratedRegex(@"COLLATE (\w+)")]
    private static partial Regex Collation();
}
