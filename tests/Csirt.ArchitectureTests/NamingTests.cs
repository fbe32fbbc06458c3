using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace Csirt.ArchitectureTests;

/// <summary>One name, one thing: in AllInOne all services lie in one process, and a reader greps one repository.</summary>
public sealed class NamingTests
{
    [Fact]
    public void Every_type_lives_under_the_namespace_of_its_assembly()
    {
        var strays = from assembly in Solution.Assemblies
                     from type in TopLevelTypes(assembly)
                     let home = assembly.GetName().Name!
                     where type.Namespace != home && type.Namespace?.StartsWith(home + ".", StringComparison.Ordinal) != true
                     select $"{type.FullName} in {home}";
        Rule.HasNoBreach(strays);
    }

    [Fact]
    public void No_public_type_shares_its_name_with_another_public_type()
    {
        var twice = Solution.Assemblies
            .SelectMany(PublicTypes)
            .GroupBy(t => t.Name)
            .Where(g => g.Count() > 1)
            .Select(g => string.Join(" and ", g.Select(t => t.FullName)));
        Rule.HasNoBreach(twice);
    }

    [Fact]
    public void No_service_repeats_a_public_name_of_contracts_or_platform()
    {
        var shared = new[] { Solution.Contracts, Solution.Platform }
            .SelectMany(name => PublicTypes(Solution.AssemblyOf(name)))
            .ToLookup(t => t.Name);
        var repeated = from service in Solution.Services
                       from type in TopLevelTypes(Solution.AssemblyOf(service))
                       where shared.Contains(type.Name)
                       select $"{type.FullName} hides {shared[type.Name].First().FullName}";
        Rule.HasNoBreach(repeated);
    }

    private static IEnumerable<Type> PublicTypes(Assembly assembly) => TopLevelTypes(assembly).Where(t => t.IsPublic);

    // Program is what the compiler makes of top-level statements, in no namespace.
    private static IEnumerable<Type> TopLevelTypes(Assembly assembly) =>
        assembly.GetTypes().Where(t => !t.IsNested
            && t.FullName != "Program"
            && !t.Name.StartsWith('<')
            && !t.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
            && t.Namespace?.StartsWith("Microsoft.", StringComparison.Ordinal) != true
            && t.Namespace?.StartsWith("System.", StringComparison.Ordinal) != true
            && t.Namespace != "AspNetCoreGeneratedDocument");
}
