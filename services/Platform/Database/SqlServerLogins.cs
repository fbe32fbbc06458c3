using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Configuration;

namespace Csirt.Platform.Database;

/// <summary>Connection strings of a service: its own, and that of the migrator, who owns the tables.</summary>
/// <param name="Service">For the service's work.</param>
/// <param name="Migrator">For changes of the tables; the same where only one was given.</param>
internal sealed record SqlServerLogins(string Service, string Migrator)
{
    // SqlClient waits 15 s for a server that isn't there; who reports an incident should hear sooner that it did not work.
    private const int ConnectSeconds = 5;

    /// <summary>
    /// <c>Database:{service}:ConnectionString</c> or <c>Database:ConnectionString</c>; likewise <c>MigrationConnectionString</c>.
    /// </summary>
    public static SqlServerLogins Of(IConfiguration configuration, string service)
    {
        var own = Find(configuration, service, "ConnectionString")
            ?? throw new InvalidOperationException($"Database:{service}:ConnectionString が設定されていません。");
        return new(own, Find(configuration, service, "MigrationConnectionString") ?? own);
    }

    private static string? Find(IConfiguration configuration, string service, string setting) =>
        (configuration[$"Database:{service}:{setting}"] ?? configuration[$"Database:{setting}"]) is { } text ? Complete(text) : null;

    private static string Complete(string text)
    {
        var builder = new SqlConnectionStringBuilder(text);
        if (!builder.ShouldSerialize("Connect Timeout"))
        {
            builder.ConnectTimeout = ConnectSeconds;
        }

        return builder.ConnectionString;
    }
}
