using System.Text.RegularExpressions;
using Xunit;

namespace Csirt.SqlTests;

/// <summary>A statement costs what it touches, not what is stored: none reads a whole table, or all rows of a town, unless its exemption says why.</summary>
public sealed partial class AccessPathTests
{
    [Fact]
    public void No_statement_reads_a_whole_town() =>
        Rule.HasNoBreach(Exemptions.Check(Exemptions.Wide, Breaches()));

    private static Dictionary<string, string> Breaches()
    {
        var found = new Dictionary<string, string>();
        foreach (var service in SqlCatalog.Migrations.Keys)
        {
            using var schema = new SqliteSchema(SqlCatalog.Migrations[service]);
            foreach (var statement in SqlCatalog.StatementsOn(service))
            {
                var wide = schema.PlanOf(statement.Text.Sqlite).Where(line => Wide().IsMatch(line)).ToList();
                if (wide.Count > 0)
                {
                    found[statement.Name] = string.Join("; ", wide);
                }
            }
        }

        return found;
    }

    // Two tables have one row per town. A list that came as a parameter, or a part of the statement itself, may be read from end to end; a table may not.
    [GeneratedRegex(@"^SCAN (?!CONSTANT|json_each|.* VIRTUAL TABLE|\()|^SEARCH (?!town |directory_copy )\w+ USING (COVERING )?(INDEX \w+|PRIMARY KEY) \(town=\?\)")]
    private static partial Regex Wide();
}
