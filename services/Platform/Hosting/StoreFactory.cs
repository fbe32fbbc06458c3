using Csirt.Platform.Database;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Csirt.Platform.Hosting;

/// <summary>Opens a service's database: <c>Database:Provider</c> is <c>Sqlite</c> (default) or <c>SqlServer</c>.</summary>
internal static class StoreFactory
{
    public static IStore Open(IServiceProvider provider, string service)
    {
        var configuration = provider.GetRequiredService<IConfiguration>();
        var time = provider.GetRequiredService<TimeProvider>();
        switch (configuration["Database:Provider"] ?? "Sqlite")
        {
            case "Sqlite":
                var file = Path.Combine(provider.GetRequiredService<DataDirectory>().Folder("db"), $"{service}.db");
                return new SqliteStore(service, file, configuration.GetValue("Database:Shared", false), time, provider.GetRequiredService<ILogger<SqliteStore>>());
            case "SqlServer":
                var migrations = provider.GetServices<ServiceMigrations>().Single(m => m.Service == service).Migrations;
                return new SqlServerStore(service, SqlServerLogins.Of(configuration, service), new ColumnTypes(migrations), time, provider.GetRequiredService<ILogger<SqlServerStore>>());
            case var other:
                throw new InvalidOperationException($"Database:Provider「{other}」は使用できません。Sqlite または SqlServer を指定してください。");
        }
    }
}
