using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Csirt.AllInOne;
using Csirt.Contracts.Http.Intake;
using Csirt.Platform.Backup;
using Csirt.Platform.Clock;
using Csirt.Platform.Hosting.Commands;
using Csirt.Testing;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Csirt.IntegrationTests.Platform;

/// <summary>What the alerts and the dashboard ask for is what a running process shows, and each alert is explained to whoever it wakes.</summary>
public sealed partial class MetricsTests
{
    private static string Infra(params string[] path) => Path.Combine([RepositoryRoot.Path, "infra", .. path]);

    [Fact]
    public async Task Every_metric_of_the_alerts_and_the_dashboard_is_shown_by_a_running_process()
    {
        using var server = new TimeServerStandIn(TimeSpan.FromSeconds(60));
        // A process of its own: metrics are per process, and the other tests' hosts would crowd out its own.
        await using var csirt = await CsirtOsProcess.StartAsync(new Dictionary<string, string?> { ["Clock:TimeServer"] = server.Address, ["Audit:AnchorRows"] = "1" });
        await ReportAsync(csirt.Address);
        await BackUpAsync(csirt.Folder);
        using var client = new HttpClient { BaseAddress = csirt.Address };
        var wanted = Names(await File.ReadAllTextAsync(Infra("prometheus", "alerts.yaml"), Stop)).Union(Names(await File.ReadAllTextAsync(Infra("grafana", "dashboard.json"), Stop))).Order().ToList();
        Assert.Contains("csirt_dead_letters", wanted);
        // The kernel of the machine that runs this test may not say whether its clock is kept.
        if (KernelClock.IsSynchronised() is null)
        {
            wanted.Remove("csirt_clock_synchronised");
        }

        await Eventually.GetAsync(
            async () => string.Join(' ', wanted.Except(Names(await client.GetStringAsync(new Uri("/metrics", UriKind.Relative), Stop)))),
            missing => missing.Length == 0,
            "every metric; the last answer names those that are missing",
            TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_clock_that_is_off_is_a_finding_of_the_readiness_check()
    {
        using var server = new TimeServerStandIn(TimeSpan.FromSeconds(60));
        await using var csirt = await CsirtProcess.StartAsync(AllServices.Modules, settings: new Dictionary<string, string?> { ["Clock:TimeServer"] = server.Address });
        using var chief = await DemoTown.SignInAsync(csirt, "joho-kacho");
        await Eventually.TrueAsync(async () => (await chief.GetStringAsync(new Uri("/api/directory/readiness", UriKind.Relative), Stop)).Contains("\"clock_off\"", StringComparison.Ordinal), "the finding");
    }

    [Fact]
    public void Every_alert_has_its_heading_in_the_operations_manual()
    {
        var manual = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "operations.md"));
        var alerts = Alert().Matches(File.ReadAllText(Infra("prometheus", "alerts.yaml"))).Select(m => m.Groups["name"].Value).ToList();
        Assert.NotEmpty(alerts);
        Assert.All(alerts, alert => Assert.Contains($"\n### {alert}\n", manual, StringComparison.Ordinal));
    }

    [Fact]
    public void The_dashboard_can_be_read() =>
        Assert.NotEmpty(JsonDocument.Parse(File.ReadAllText(Infra("grafana", "dashboard.json"))).RootElement.GetProperty("panels").EnumerateArray());

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static HashSet<string> Names(string text) => [.. Metric().Matches(text).Select(m => m.Value)];

    private static async Task ReportAsync(Uri address)
    {
        using var staff = await CsirtClient.SignInAsync(address, "shogai-tanto", Stop);
        await staff.PostAsync<ReportReceipt>("/api/intake/reports", new FileReportRequest { Text = "USBメモリが見つからない", SectionId = "sec-shogai" }, stop: Stop);
    }

    private static async Task BackUpAsync(string folder)
    {
        var elsewhere = System.IO.Directory.CreateTempSubdirectory("csirt-backup-");
        var passphrase = Path.Combine(elsewhere.FullName, "passphrase");
        await File.WriteAllTextAsync(passphrase, "a passphrase that is long enough", Stop);
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Data:Directory", folder), new("to", elsewhere.FullName), new("passphrase-file", passphrase)]).Build();
        Assert.Equal(0, await new BackupCommand().RunAsync(new CommandContext([], settings, [], TextWriter.Null, TimeProvider.System)));
        elsewhere.Delete(recursive: true);
    }

    [GeneratedRegex(@"\b(csirt|http_server)_[a-z_]+\b")]
    private static partial Regex Metric();

    [GeneratedRegex(@"^\s+- alert: (?<name>\w+)$", RegexOptions.Multiline)]
    private static partial Regex Alert();

    /// <summary>A time server whose clock is ahead.</summary>
    private sealed class TimeServerStandIn : IDisposable
    {
        private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));

        public TimeServerStandIn(TimeSpan ahead) => _ = AnswerAsync(ahead);

        public string Address => $"127.0.0.1:{((IPEndPoint)_socket.Client.LocalEndPoint!).Port}";

        public void Dispose() => _socket.Dispose();

        private async Task AnswerAsync(TimeSpan ahead)
        {
            try
            {
                for (; ; )
                {
                    var asked = await _socket.ReceiveAsync();
                    var answer = new byte[48];
                    var seconds = (uint)(TimeProvider.System.GetUtcNow() + ahead - new DateTimeOffset(1900, 1, 1, 0, 0, 0, TimeSpan.Zero)).TotalSeconds;
                    BinaryPrimitives.WriteUInt32BigEndian(answer.AsSpan(32), seconds);
                    BinaryPrimitives.WriteUInt32BigEndian(answer.AsSpan(40), seconds);
                    await _socket.SendAsync(answer, asked.RemoteEndPoint);
                }
            }
            catch (Exception e) when (e is ObjectDisposedException or SocketException)
            {
                // The test has ended.
            }
        }
    }
}
