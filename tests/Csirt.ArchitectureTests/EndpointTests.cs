using Csirt.AllInOne;
using Csirt.Platform.Access;
using Csirt.Platform.Hosting;
using Csirt.Portal.Sessions;
using Microsoft.AspNetCore.Routing;
using Xunit;

namespace Csirt.ArchitectureTests;

/// <summary>Who may call what is decided for every endpoint, and what is open to anyone is open on purpose.</summary>
public sealed class EndpointTests
{
    private static readonly IReadOnlyList<RouteEndpoint> Endpoints = ReadEndpoints();

    [Fact]
    public void Every_endpoint_names_the_action_it_is() =>
        Rule.HasNoBreach(Endpoints.Where(e => ActOf(e) is null).Select(e => $"{NameOf(e)} requires no action: add .Requires(Act.…)"));

    [Fact]
    public void Every_endpoint_names_one_action_only()
    {
        var torn = from endpoint in Endpoints
                   let acts = endpoint.Metadata.GetOrderedMetadata<RequiredAct>().Select(r => r.Act).Distinct().ToList()
                   where acts.Count > 1
                   select $"{NameOf(endpoint)} requires {string.Join(" and ", acts)}; only the last one is enforced";
        Rule.HasNoBreach(torn);
    }

    [Fact]
    public void What_is_open_to_anyone_is_listed_with_its_reason()
    {
        var listed = File.ReadAllLines(Path.Combine(Solution.Root, "tests", "Csirt.ArchitectureTests", "open-endpoints.txt"))
            .Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Select(line => line.Split(": ", 2))
            .ToDictionary(parts => parts[0], parts => parts.ElementAtOrDefault(1) ?? "");
        var open = Endpoints.Where(e => ActOf(e) == Act.Anyone && e.Metadata.GetMetadata<SignedInPage>() is null).Select(NameOf).ToHashSet();
        Rule.HasNoBreach(
        [
            .. open.Except(listed.Keys).Select(e => $"{e} is open to anyone: require an action, or list it with the reason in open-endpoints.txt"),
            .. listed.Keys.Except(open).Select(e => $"open-endpoints.txt: {e} is not open, or does not exist"),
            .. listed.Where(e => e.Value.Length < 10).Select(e => $"open-endpoints.txt: {e.Key} has no reason"),
        ]);
    }

    [Fact]
    public void Every_action_that_roles_are_asked_for_is_granted_to_some()
    {
        Act[] withoutRole = [Act.Anyone, Act.SignedIn, Act.FeedReport];
        var idle = Enum.GetValues<Act>().Except(withoutRole).Except(AccessTable.Grants.Select(g => g.Act));
        Rule.HasNoBreach(idle.Select(act => $"{act} is granted to no role"));
    }

    [Fact]
    public void No_line_of_the_access_table_stands_twice() =>
        Rule.HasNoBreach(AccessTable.Grants.GroupBy(g => g).Where(g => g.Count() > 1).Select(g => g.Key.ToString()));

    private static Act? ActOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<RequiredAct>()?.Act;

    private static string NameOf(RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [];
        return $"{(methods.Count == 0 ? "*" : string.Join(",", methods))} /{endpoint.RoutePattern.RawText?.TrimStart('/')}";
    }

    private static RouteEndpoint[] ReadEndpoints()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("csirt-endpoints-");
        try
        {
            using var app = CsirtHost.Build([$"--Data:Directory={folder.FullName}"], "http://127.0.0.1:0", AllServices.Modules);
            return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
