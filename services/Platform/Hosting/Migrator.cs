using Csirt.Platform.Database;
using Microsoft.Extensions.Configuration;

namespace Csirt.Platform.Hosting;

/// <summary>
/// Brings the tables of this process's services up to date. <c>Database:Migrate=false</c> leaves that to <c>migrate</c>, run by a
/// login of its own: then the services can't change tables, and so not the audit's protection either (policy 6.1(4)イ).
/// </summary>
internal sealed class Migrator(IEnumerable<ServiceDatabase> databases, IEnumerable<ServiceMigrations> migrations, IConfiguration configuration)
{
    private readonly Dictionary<string, IReadOnlyList<Migration>> _migrations = migrations.ToDictionary(m => m.Service, m => m.Migrations);

    /// <summary>At start: migrates where the service may, and refuses a database that does not fit.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var migrates = configuration.GetValue("Database:Migrate", true);
        if (migrates)
        {
            await MigrateAsync(cancellationToken);
        }

        await Task.WhenAll(databases.Select(d => d.Store.CheckAsync(_migrations[d.Service], migrates, cancellationToken)));
    }

    /// <summary>Changes applied, by service.</summary>
    public async Task<IReadOnlyList<(string Service, int Applied)>> MigrateAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(databases.Select(async d => (d.Service, await d.Store.MigrateAsync(_migrations[d.Service], cancellationToken))));
}
