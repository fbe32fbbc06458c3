using Csirt.Contracts;
using Csirt.Testing;
using Xunit;

namespace Csirt.FaultTests;

/// <summary>
/// One service's database is put back to a backup that is older than what the others hold: they send it again what it was sent,
/// tell it back what it had told them, and the services' records fit together again (docs/adr/0011).
/// </summary>
[Collection(TownCollection.Name)]
public sealed class RestoredServiceTests(TownFixture fixture) : IDisposable
{
    private readonly string _elsewhere = System.IO.Directory.CreateTempSubdirectory("csirt-older-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Services => [.. LostHour.Services];

    [Theory]
    [MemberData(nameof(Services))]
    public async Task A_service_that_is_older_than_the_others_is_made_good_by_them(string service)
    {
        await using var csirt = await CsirtOsProcess.StartAsync(LostHour.OftenReconciled);
        var hour = new LostHour(
            (name, stop) => CsirtClient.SignInAsync(csirt.Address, name, stop),
            name => Path.Combine(csirt.Folder, "db", $"{name}.db"),
            Path.Combine(csirt.Folder, "mail", "pickup"));
        await PutBackAsync(hour, service, "Csirt.AllInOne", csirt.Folder, csirt.Kill, csirt.StartAgainAsync);
        csirt.Kill();
        await AuditIsWholeAsync("Csirt.AllInOne", csirt.Folder);
    }

    [Theory]
    [InlineData(Topology.Services.Cases)]
    [InlineData(Topology.Services.Directory)]
    public async Task The_same_over_RabbitMQ_where_each_service_is_a_process_with_a_folder_of_its_own(string service)
    {
        await using var town = await DistributedTown.StartAsync(fixture.Broker, $"restored-{service}", LostHour.OftenReconciled);
        var hour = new LostHour(town.SignInAsync, town.DatabaseOf, town.MailFolder);
        var restored = town.Services[service];
        await PutBackAsync(hour, service, DistributedTown.ProgramOf(service), restored.Folder, restored.Kill, restored.StartAsync);
        restored.Stop();
        await AuditIsWholeAsync(DistributedTown.ProgramOf(service), restored.Folder);
    }

    [Fact]
    public async Task A_service_that_runs_is_not_restored()
    {
        await using var csirt = await CsirtOsProcess.StartAsync(LostHour.OftenReconciled);
        var (passphrase, backup) = await BackUpAsync("Csirt.AllInOne", csirt.Folder);
        var (code, said) = await CsirtOsProcess.CommandAsync("restore", "--only=cases", $"--from={backup}", $"--Data:Directory={csirt.Folder}", $"--passphrase-file={passphrase}");
        Assert.Equal(2, code);
        Assert.Contains("cases が動いています", said, StringComparison.Ordinal);
        Assert.False(System.IO.Directory.Exists(csirt.Folder + ".restoring"));
    }

    public void Dispose() => System.IO.Directory.Delete(_elsewhere, recursive: true);

    private async Task PutBackAsync(LostHour hour, string service, string program, string folder, Action kill, Func<Task> start)
    {
        var grave = await hour.WorkAsync("before");
        await hour.CleanAsync();
        var (passphrase, backup) = await BackUpAsync(program, folder);

        // What the backup does not know.
        var later = await hour.WorkAsync("after");
        await hour.MoveOnAsync(grave);
        var filed = await hour.FileAsync(later);
        await hour.CleanAsync();
        var known = await hour.CasesAsync();
        var version = await hour.DirectoryVersionAsync();
        kill();

        var (code, said) = await ServiceProcess.CommandAsync(program, "restore", $"--only={service}", $"--from={backup}", $"--Data:Directory={folder}", $"--passphrase-file={passphrase}");
        Assert.True(code == 0, said);
        await start();
        await hour.WorkAsync("since");
        var alarm = Assert.Single(await hour.CleanAsync("restored"));
        Assert.Equal(service, alarm.Subject);
        Assert.Contains("復元により失われた可能性のある操作", alarm.Message, StringComparison.Ordinal);
        await hour.NothingIsLostAsync(known, filed);
        // Nobody mistakes the restored directory for one that they know.
        Assert.Equal(service == Topology.Services.Directory, await hour.DirectoryVersionAsync() > version);
    }

    private async Task<(string Passphrase, string Backup)> BackUpAsync(string program, string folder)
    {
        var passphrase = Path.Combine(_elsewhere, "passphrase.txt");
        await File.WriteAllTextAsync(passphrase, "a passphrase that is long enough", Stop);
        var (code, said) = await ServiceProcess.CommandAsync(program, "backup", $"--Data:Directory={folder}", $"--to={_elsewhere}", $"--passphrase-file={passphrase}");
        Assert.True(code == 0, said);
        return (passphrase, Assert.Single(System.IO.Directory.GetFiles(_elsewhere, "csirt-*.backup")));
    }

    private static async Task AuditIsWholeAsync(string program, string folder)
    {
        var (code, said) = await ServiceProcess.CommandAsync(program, "verify-audit", $"--Data:Directory={folder}");
        Assert.True(code == 0, said);
    }
}
