using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace Csirt.ArchitectureTests;

/// <summary>Who may lean on whom (docs/adr/0001). Both the project files and what the compiler made of them are read.</summary>
public sealed partial class DependencyTests
{
    public static TheoryData<string> Services => [.. Solution.Services];

    [Fact]
    public void The_services_are_the_ones_this_suite_knows() =>
        Assert.Equal(
            ["Csirt.Cases", "Csirt.Directory", "Csirt.Escalation", "Csirt.Intake", "Csirt.Notification", "Csirt.Portal"],
            Solution.Services);

    [Theory]
    [MemberData(nameof(Services))]
    public void A_service_references_contracts_and_platform_only(string service)
    {
        string[] allowed = [Solution.Contracts, Solution.Platform];
        Rule.HasNoBreach(ProjectReferences(service).Concat(CompiledReferences(service)).Except(allowed));
    }

    [Fact]
    public void Platform_references_contracts_only()
    {
        string[] allowed = [Solution.Contracts];
        Rule.HasNoBreach(ProjectReferences(Solution.Platform).Concat(CompiledReferences(Solution.Platform)).Except(allowed));
    }

    [Fact]
    public void Contracts_depend_on_nothing_but_the_runtime()
    {
        string[] referencing = ["PackageReference", "ProjectReference", "FrameworkReference", "Reference"];
        var written = Solution.ProjectFileOf(Solution.Contracts).Descendants().Select(e => e.Name.LocalName).Intersect(referencing);
        Rule.HasNoBreach(written);

        var compiled = from assembly in Solution.AssemblyOf(Solution.Contracts).GetReferencedAssemblies()
                       where !assembly.Name!.StartsWith("System.", StringComparison.Ordinal)
                       select assembly.Name;
        Rule.HasNoBreach(compiled);
    }

    [Fact]
    public void The_broker_libraries_stay_out_of_everything_but_platform()
    {
        var users = Solution.Assemblies
            .Where(a => a.GetName().Name != Solution.Platform)
            .Where(a => a.GetReferencedAssemblies().Any(IsBrokerLibrary))
            .Select(a => a.GetName().Name);
        Rule.HasNoBreach(users);
    }

    [Fact]
    public void Inside_platform_the_broker_libraries_stay_in_Messaging()
    {
        var platform = Solution.FolderOf(Solution.Platform);
        var messaging = Path.Combine(platform, "Messaging") + Path.DirectorySeparatorChar;
        var strays = Solution.SourceFiles(platform)
            .Where(f => !f.StartsWith(messaging, StringComparison.Ordinal) && BrokerNamespace().IsMatch(File.ReadAllText(f)))
            .Select(Solution.Relative);
        Rule.HasNoBreach(strays);

        var elsewhere = Solution.SourceFiles(messaging)
            .Where(f => !File.ReadAllText(f).Contains("namespace Csirt.Platform.Messaging", StringComparison.Ordinal))
            .Select(Solution.Relative);
        Rule.HasNoBreach(elsewhere);
    }

    [Fact]
    public void No_public_type_of_Messaging_shows_a_broker_type()
    {
        var shown = Solution.AssemblyOf(Solution.Platform).GetExportedTypes()
            .SelectMany(t => t.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                .SelectMany(TypesIn)
                .Concat(t.GetInterfaces())
                .Append(t.BaseType ?? typeof(object))
                .SelectMany(WithArguments)
                .Where(shownType => IsBrokerLibrary(shownType.Assembly.GetName()))
                .Select(shownType => $"{t.FullName} shows {shownType.FullName}"))
            .Distinct();
        Rule.HasNoBreach(shown);
    }

    private static IEnumerable<string> ProjectReferences(string project) =>
        from reference in Solution.ProjectFileOf(project).Descendants("ProjectReference")
        select Path.GetFileNameWithoutExtension(((string?)reference.Attribute("Include"))!.Replace('\\', '/'));

    // The compiler drops a reference that nothing uses, so this alone would not see a project reference kept "for later".
    private static IEnumerable<string> CompiledReferences(string project) =>
        Solution.AssemblyOf(project).GetReferencedAssemblies()
            .Select(a => a.Name!)
            .Where(name => name.StartsWith("Csirt.", StringComparison.Ordinal));

    private static bool IsBrokerLibrary(AssemblyName assembly) =>
        assembly.Name!.StartsWith("MassTransit", StringComparison.Ordinal) || assembly.Name.StartsWith("RabbitMQ", StringComparison.Ordinal);

    private static IEnumerable<Type> TypesIn(MemberInfo member) => member switch
    {
        MethodBase method => method.GetParameters().Select(p => p.ParameterType).Append((method as MethodInfo)?.ReturnType ?? typeof(void)),
        PropertyInfo property => [property.PropertyType],
        FieldInfo field => [field.FieldType],
        EventInfo @event => [@event.EventHandlerType!],
        _ => [],
    };

    private static IEnumerable<Type> WithArguments(Type type) =>
        type.IsGenericType ? type.GetGenericArguments().SelectMany(WithArguments).Append(type)
        : type.HasElementType ? WithArguments(type.GetElementType()!)
        : [type];

    [GeneratedRegex(@"^\s*(global\s+)?using\s+[^;]*\b(MassTransit|RabbitMQ)\b|\b(MassTransit|RabbitMQ)\s*\.\s*[A-Z]\w*", RegexOptions.Multiline)]
    private static partial Regex BrokerNamespace();
}
