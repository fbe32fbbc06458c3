using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Directory.Keys;
using Csirt.Directory.Snapshots;
using Csirt.Directory.Towns;

namespace Csirt.Directory;

/// <summary>Says how to sign in to a demo town, once the process answers.</summary>
internal sealed class DemoGreeting(ServedTowns towns, SecretFiles files, IHostApplicationLifetime lifetime, ILogger<DemoGreeting> log) : IHostedService
{
    private static readonly Role[] Introduced =
        [Role.SectionManager, Role.PointOfContact, Role.CsirtLeader, Role.CsirtLiaison, Role.ChiefSecurityOfficer, Role.DepartmentHead, Role.Ciso, Role.Auditor];

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

    private string Greeting(TownData town)
    {
        var staff = town.People.First(p => p.Roles.All(r => r.Role == Role.Staff) && town.Accounts.Any(a => a.PersonId == p.Id && !a.StartsTemporary));
        var shown = Introduced.Select(role => town.People.FirstOrDefault(p => p.Roles.Any(r => r.Role == role))).OfType<Person>().Prepend(staff).DistinctBy(p => p.Id);
        return $"""
            {town.Name}にサインインできます。パスワードは全員 {town.DemoPassword} です。
            {string.Join('\n', shown.Select(p => Line(p, town)))}
              監視・委託事業者用の鍵: {files.PathOf(CreateDemoKeys.FileOf(town.Code))}
            """;
    }

    private static string Line(Person person, TownData town) =>
        $"  {town.Accounts.First(a => a.PersonId == person.Id).UserName,-18}{person.Name} {string.Join("、", person.Roles.Select(r => r.Role.InJapanese()).Distinct().Where(n => person.Roles.Count == 1 || n != Role.Staff.InJapanese()))}";
}
