using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Values;
using Csirt.Directory.Keys;
using Csirt.Directory.Snapshots;
using Csirt.Directory.Towns;
using Csirt.Platform.Files;

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
        {string.Join('\n', town.Introduced.Select(name => Line(Account(name, town))))}
        監視・委託事業者用の鍵: {files.PathOf(CreateDemoKeys.FileOf(town.Code))}
        """;

    /// <summary>The town as the sign-in page shows it; a demo town with the accounts it introduces.</summary>
    public static TownEntry Introduce(TownData town) => new(
        town.Code,
        town.Name,
        town.Demo,
        town is { Demo: true, DemoPassword: { } password } ? new DemoSignIn(password, [.. town.Introduced.Select(name => Account(name, town))]) : null);

    private static DemoAccount Account(string userName, TownData town)
    {
        var person = town.People.Single(p => p.Id == town.Accounts.Single(a => a.UserName == userName).PersonId);
        var roles = person.Roles.Select(r => r.Role).Distinct().ToList();
        return new DemoAccount(userName, person.Name, [.. (roles.Count == 1 ? roles : roles.Where(r => r != Role.Staff)).Select(r => r.InJapanese())]);
    }

    private static string Line(DemoAccount account) => $"  {account.UserName,-18}{account.Name} {string.Join("、", account.RoleNames)}";
}
