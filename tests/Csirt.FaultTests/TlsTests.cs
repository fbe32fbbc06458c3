using System.Diagnostics;
using Csirt.Contracts;
using Csirt.Contracts.Http.Cases;
using Csirt.Testing;
using Xunit;

namespace Csirt.FaultTests;

/// <summary>Services and broker over TLS under an authority of our own; a broker with a certificate of another authority gets nothing.</summary>
public sealed class TlsTests : IDisposable
{
    private const int Reports = 5;
    private static readonly TimeSpan Restart = TimeSpan.FromMinutes(1);
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("csirt-tls-").FullName;

    [Fact]
    public async Task A_broker_of_another_authority_gets_nothing_and_what_was_accepted_meanwhile_goes_on_with_the_right_one()
    {
        var stop = TestContext.Current.CancellationToken;
        var (ours, others) = (await CertificatesAsync("ours", stop), await CertificatesAsync("others", stop));
        await using var broker = await RabbitMqNode.StartAsync(ours);
        await using var town = await DistributedTown.StartAsync(broker, "tls");
        var staff = await town.SignInAsync("shogai-tanto", stop);
        var before = Reporters.Begin(staff, Reports, "before", stop);
        await before.AllAccepted;
        await CountAsync(town, [before], stop);

        await broker.StopAsync();
        broker.Certificates = others;
        await broker.RestartAsync();
        var intake = town.Services[Topology.Services.Intake];
        intake.Kill();
        intake.Begin();
        await Eventually.TrueAsync(async () => (await SaysAsync(intake)).Contains("certificate", StringComparison.OrdinalIgnoreCase), "Intake to say that the certificate is not believed", Restart);
        var meanwhile = Reporters.Begin(staff, Reports, "meanwhile", stop);
        await meanwhile.AllAccepted;
        using var member = await town.SignInAsync("joho-kakaricho", stop);
        Assert.Equal(Reports, (await member.GetAsync<BoardPage>("/api/cases/", stop)).Cases.Count);
        Assert.Equal("", (await broker.ControlAsync("list_connections", "--no-table-headers", "--silent", "user")).Trim());

        await broker.StopAsync();
        broker.Certificates = ours;
        await broker.RestartAsync();
        await town.ReadyAsync();
        await CountAsync(town, [before, meanwhile], stop);
    }

    /// <inheritdoc />
    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    private static async Task<string> SaysAsync(ServiceProcess service)
    {
        try
        {
            return (await service.HealthAsync()).Text;
        }
        catch (HttpRequestException)
        {
            return "not there yet";
        }
    }

    private static async Task CountAsync(DistributedTown town, IEnumerable<Reporters> reporters, CancellationToken stop)
    {
        var all = reporters.SelectMany(r => r.Receipts.Values).ToList();
        await new Count(town.SignInAsync, Count.WrittenTo(town.MailFolder)).CheckAsync(all, all, stop);
    }

    private async Task<string> CertificatesAsync(string name, CancellationToken stop)
    {
        var folder = Path.Combine(_folder, name);
        var script = Path.Combine(RepositoryRoot.Path, "infra", "tls", "make-ca.sh");
        using var made = Process.Start(new ProcessStartInfo("bash", [script, folder, "broker"]) { RedirectStandardOutput = true })!;
        await made.StandardOutput.ReadToEndAsync(stop);
        await made.WaitForExitAsync(stop);
        Assert.Equal(0, made.ExitCode);
        return folder;
    }
}
