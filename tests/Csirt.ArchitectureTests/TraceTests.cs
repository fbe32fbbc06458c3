using System.Text.RegularExpressions;
using Xunit;

namespace Csirt.ArchitectureTests;

/// <summary>docs/trace.md keeps its word: each clause has a row, and a row that claims something names code and tests that exist.</summary>
public sealed partial class TraceTests
{
    private const string Done = "済";
    private const string Partly = "一部";
    private const string Open = "未";

    private static readonly TraceRow[] Rows = [.. ReadRows()];

    [Fact]
    public void Every_clause_has_exactly_one_row()
    {
        var clauses = File.ReadAllLines(Path.Combine(Solution.Root, "tests", "Csirt.ArchitectureTests", "clauses.txt"));
        var rows = Rows.Select(r => r.Clause).ToList();
        Rule.HasNoBreach(
        [
            .. clauses.Except(rows).Select(c => $"{c} has no row"),
            .. rows.Except(clauses).Select(c => $"{c} is no clause of clauses.txt"),
            .. rows.GroupBy(c => c).Where(g => g.Count() > 1).Select(g => $"{g.Key} has {g.Count()} rows"),
        ]);
    }

    [Fact]
    public void Every_row_has_a_known_status() =>
        Rule.HasNoBreach(Rows.Where(r => r.Status is not (Done or Partly or Open)).Select(r => $"{r.Clause}: {r.Status}"));

    [Fact]
    public void Every_row_that_claims_something_names_code_and_a_test()
    {
        var bare = Rows.Where(r => r.Status != Open && (r.Code.Count == 0 || r.Tests.Count == 0)).Select(r => r.Clause);
        Rule.HasNoBreach(bare);
    }

    [Fact]
    public void Every_test_named_exists()
    {
        var tests = TestMethods();
        var missing = from row in Rows from test in row.Tests where !tests.Contains(test) select $"{row.Clause}: {test}";
        Rule.HasNoBreach(missing);
    }

    [Fact]
    public void Every_path_named_exists()
    {
        var missing = from row in Rows from path in row.Code where !Path.Exists(Path.Combine(Solution.Root, path)) select $"{row.Clause}: {path}";
        Rule.HasNoBreach(missing);
    }

    // | 条項 | 求められること | コード | 試験 | 状態 | — paths and tests stand in backticks.
    private static IEnumerable<TraceRow> ReadRows() =>
        from line in File.ReadLines(Path.Combine(Solution.Root, "docs", "trace.md"))
        where line.StartsWith('|') && !line.StartsWith("|-", StringComparison.Ordinal) && !line.StartsWith("| 条項", StringComparison.Ordinal)
        let cells = line.Trim('|').Split('|', StringSplitOptions.TrimEntries)
        select cells.Length == 5
            ? new TraceRow(cells[0], Quoted(cells[2]), Quoted(cells[3]), cells[4])
            : throw new InvalidDataException($"docs/trace.md: five cells expected in \"{line}\"");

    private static List<string> Quoted(string cell) => [.. Backticks().Matches(cell).Select(m => m.Groups[1].Value)];

    /// <summary>Class.Method of every test in the sources under tests/.</summary>
    private static HashSet<string> TestMethods()
    {
        var tests = new HashSet<string>();
        foreach (var file in Solution.SourceFiles(Path.Combine(Solution.Root, "tests")))
        {
            // The class that a test belongs to stands above it, one step further left.
            var classes = new Dictionary<int, string>();
            var marked = false;
            foreach (var line in File.ReadLines(file))
            {
                var indent = line.Length - line.TrimStart().Length;
                if (ClassName().Match(line) is { Success: true } c)
                {
                    classes[indent] = c.Groups[1].Value;
                }

                marked |= TestAttribute().IsMatch(line);
                if (marked && MethodName().Match(line) is { Success: true } m && classes.TryGetValue(indent - 4, out var type))
                {
                    tests.Add($"{type}.{m.Groups[1].Value}");
                    marked = false;
                }
            }
        }

        return tests;
    }

    private sealed record TraceRow(string Clause, List<string> Code, List<string> Tests, string Status);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Backticks();

    [GeneratedRegex(@"^\s*(?:public|internal)\b.*\bclass\s+(\w+)")]
    private static partial Regex ClassName();

    [GeneratedRegex(@"^\s*\[(?:Fact|Theory)\b")]
    private static partial Regex TestAttribute();

    [GeneratedRegex(@"^\s*public\s[^=;]*?\b(\w+)\s*\(")]
    private static partial Regex MethodName();
}
