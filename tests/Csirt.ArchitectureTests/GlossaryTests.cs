using System.Reflection;
using System.Text.RegularExpressions;
using Csirt.Contracts.Values;
using Xunit;

namespace Csirt.ArchitectureTests;

/// <summary>docs/glossary.md: every code name exists, and what people read in lists (roles, stages …) is in it.</summary>
public sealed partial class GlossaryTests
{
    private static readonly HashSet<string> Listed =
        [.. File.ReadLines(Path.Combine(Solution.Root, "docs", "glossary.md"))
            .Where(line => line.StartsWith('|'))
            .SelectMany(line => Backticks().Matches(line))
            .Select(m => m.Groups[1].Value)];

    public static TheoryData<Type> Lists => [typeof(Role), typeof(CaseStage), typeof(Channel), typeof(Answer), typeof(Severity), typeof(NetworkZone)];

    [Fact]
    public void Every_code_name_exists()
    {
        var types = Solution.Assemblies.SelectMany(a => a.GetTypes()).ToLookup(t => t.Name);
        var assemblies = Solution.Assemblies.Select(a => a.GetName().Name).ToHashSet();
        Rule.HasNoBreach(Listed.Where(name => !assemblies.Contains(name) && !Exists(name, types)));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void Every_value_of_a_list_has_its_word(Type list) =>
        Rule.HasNoBreach(Enum.GetNames(list).Select(value => $"{list.Name}.{value}").Except(Listed));

    private static bool Exists(string name, ILookup<string, Type> types)
    {
        var parts = name.Split('.');
        var candidates = types[parts[0]];
        return parts.Length == 1
            ? candidates.Any()
            : candidates.Any(t => t.GetMember(parts[1], BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance).Length > 0);
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Backticks();
}
