using Csirt.Intake;
using Csirt.Platform.Database;
using Csirt.Platform.Hosting.Commands;
using Csirt.Portal;
using Csirt.Testing;
using Xunit;

namespace Csirt.IntegrationTests.Platform;

/// <summary>Tables are changed by <c>migrate</c>, where the services may not.</summary>
public sealed class MigratingTests : IDisposable
{
    private static readonly Dictionary<string, string?> NotItself = new() { ["Database:Migrate"] = "false", ["Database:Provider"] = "Sqlite" };
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("csirt-test-").FullName;

    [Fact]
    public async Task A_service_that_may_not_migrate_starts_once_someone_else_has()
    {
        var refusal = await Assert.ThrowsAsync<StoreNotFitException>(() => StartAsync(NotItself));
        Assert.Contains("intake のデータベースに未適用の変更が", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("migrate", refusal.Message, StringComparison.Ordinal);

        Assert.Contains("intake: ", await MigrateAsync(), StringComparison.Ordinal);
        await using (await StartAsync(NotItself))
        {
        }

        Assert.Equal("intake: 適用済みです。", await MigrateAsync());
    }

    // An older process beside a newer database: changes only add.
    [Fact]
    public async Task Changes_it_does_not_know_are_no_hindrance()
    {
        await MigrateAsync();
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_folder}/db/intake.db"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO schema_version (id, name, applied_at) VALUES (9999, 'from the future', 0)";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await using var started = await StartAsync(NotItself);
    }

    [Fact]
    public async Task Without_a_database_there_is_nothing_to_do()
    {
        var output = new StringWriter();
        Assert.Equal(0, await CommandLine.RunAsync(["migrate", $"--Data:Directory={_folder}"], [new PortalModule()], output));
        Assert.Empty(output.ToString());
    }

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    private Task<CsirtProcess> StartAsync(IReadOnlyDictionary<string, string?> settings) => CsirtProcess.StartAsync([new IntakeModule()], _folder, settings: settings);

    private async Task<string> MigrateAsync()
    {
        var output = new StringWriter();
        Assert.Equal(0, await CommandLine.RunAsync(["migrate", $"--Data:Directory={_folder}"], [new IntakeModule()], output));
        return output.ToString().Trim();
    }
}
