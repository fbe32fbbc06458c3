using Csirt.Contracts.Values;
using Csirt.Directory.Keys;
using Csirt.Directory.Snapshots;
using Csirt.Directory.Towns;

namespace Csirt.Directory;

/// <summary>Says how to sign in to a demo town, once the process answers.</summary>
internal sealed class DemoGreeting(ServedTowns towns, SecretFiles files, IHostApplicationLifetime lifetime, ILogger<DemoGreeting> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() =>
        {
            foreach (var town in towns.All.Where(t => t.Demo))
            {
                log.LogInformation("{Greeting}", Greeting(town));
            }
        });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private string Greeting(TownData town) =>
        $"""
        {town.Name}にサインインできます。パスワードは全員 {town.DemoPassword} です。
        {string.Join('\n', town.Introduced.Select(name => Line(name, town)))}
        監視・委託事業者用の鍵: {files.PathOf(CreateDemoKeys.FileOf(town.Code))}
        """;

    private static string Line(string userName, TownData town)
    {
        var person = town.People.Single(p => p.Id == town.Accounts.Single(a => a.UserName == userName).PersonId);
        var roles = person.Roles.Select(r => r.Role).Distinct().ToList();
        return $"  {userName,-18}{person.Name} {string.Join("、", (roles.Count == 1 ? roles : roles.Where(r => r != Role.Staff)).Select(r => r.InJapanese()))}";
    }
}
