using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Values;
using Csirt.Testing;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Csirt.FaultTests;

/// <summary>
/// One service's database is put back to a backup that is older than what the others hold: they send it again what it was sent,
/// tell it back what it had told them, and the services' records fit together again (docs/adr/0011).
/// </summary>
public sealed class RestoredServiceTests : IDisposable
{
    private static readonly TimeSpan Mending = TimeSpan.FromSeconds(100);

    private static readonly Dictionary<string, string?> OftenReconciled = new()
    {
        ["Auditor:Interval"] = "00:00:02",
        ["Auditor:Grace"] = "00:00:05",
    };

    private readonly string _elsewhere = System.IO.Directory.CreateTempSubdirectory("csirt-older-").FullName;

    private readonly List<ReportReceipt> _plain = [];
    private readonly List<ReportReceipt> _accepted = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Services => ["intake", "cases", "escalation", "notification", "directory"];

    [Theory]
    [MemberData(nameof(Services))]
    public async Task A_service_that_is_older_than_the_others_is_made_good_by_them(string service)
    {
        await using var csirt = await CsirtOsProcess.StartAsync(OftenReconciled);
        var grave = await WorkAsync(csirt, "before");
        await CleanAsync(csirt, []);
        var (passphrase, backup) = await BackUpAsync(csirt.Folder);

        // What the backup does not know.
        var later = await WorkAsync(csirt, "after");
        await MoveOnAsync(csirt, grave);
        var filed = await FileAsync(csirt, later);
        await CleanAsync(csirt, []);
        var known = await CasesAsync(csirt);
        csirt.Kill();

        var (code, said) = await CsirtOsProcess.CommandAsync("restore", $"--only={service}", $"--from={backup}", $"--Data:Directory={csirt.Folder}", $"--passphrase-file={passphrase}");
        Assert.True(code == 0, said);
        await csirt.StartAgainAsync();
        await WorkAsync(csirt, "since");
        var alarm = Assert.Single(await CleanAsync(csirt, ["restored"]));
        Assert.Equal(service, alarm.Subject);
        Assert.Contains("復元により失われた可能性のある操作", alarm.Message, StringComparison.Ordinal);
        await NothingIsLostAsync(csirt, known, filed);
        await AuditIsWholeAsync(csirt);
    }

    [Fact]
    public async Task A_service_that_runs_is_not_restored()
    {
        await using var csirt = await CsirtOsProcess.StartAsync(OftenReconciled);
        var (passphrase, backup) = await BackUpAsync(csirt.Folder);
        var (code, said) = await CsirtOsProcess.CommandAsync("restore", "--only=cases", $"--from={backup}", $"--Data:Directory={csirt.Folder}", $"--passphrase-file={passphrase}");
        Assert.Equal(2, code);
        Assert.Contains("cases が動いています", said, StringComparison.Ordinal);
        Assert.False(System.IO.Directory.Exists(csirt.Folder + ".restoring"));
    }

    public void Dispose() => System.IO.Directory.Delete(_elsewhere, recursive: true);

    /// <summary>Some reports as everyone files them, and one with duties from the first moment; that one's case is returned.</summary>
    private async Task<string> WorkAsync(CsirtOsProcess csirt, string name)
    {
        using var staff = await CsirtClient.SignInAsync(csirt.Address, "shogai-tanto", Stop);
        using var member = await CsirtClient.SignInAsync(csirt.Address, "joho-kakaricho", Stop);
        var reporters = Reporters.Begin(staff, 4, name, Stop);
        await reporters.AllAccepted;
        _plain.AddRange(reporters.Receipts.Values);
        _accepted.AddRange(reporters.Receipts.Values);
        var request = new FileReportRequest { Text = $"名簿を誤って送信した {name}", SectionId = "sec-shogai", Facts = new CaseFacts { PersonalData = Answer.Yes, Sensitive = Answer.Yes } };
        var grave = await staff.PostAsync<ReportReceipt>("/api/intake/reports", request, stop: Stop);
        await staff.PostAsync<SupplementReceipt>($"/api/intake/reports/{grave.ReportId}/notes", new SupplementRequest("宛先は外部の事業者"), stop: Stop);
        _accepted.Add(grave);
        var versions = await Eventually.GetAsync(() => VersionsAsync(csirt), v => v.Any(c => c.ReportIds.Contains(grave.ReportId)), "the case", Mending);
        return versions.First(c => c.ReportIds.Contains(grave.ReportId)).CaseId;
    }

    /// <summary>The case goes on, and is then open to few.</summary>
    private static async Task MoveOnAsync(CsirtOsProcess csirt, string caseId)
    {
        using var member = await CsirtClient.SignInAsync(csirt.Address, "joho-kakaricho", Stop);
        await DoAsync(member, caseId, "triggers/start_triage", new { });
        await DoAsync(member, caseId, "assessment", new { incident = "yes", kind = "missent", severity = "high", facts = new { personal_data = "yes", persons = new { min = 12, max = 12 } } });
        await DoAsync(member, caseId, "triggers/start_containment", new { });
        await DoAsync(member, caseId, "handlers", new HandlersRequest(["p-joho-kakaricho", "p-kikaku-bucho"]));
        using var chief = await CsirtClient.SignInAsync(csirt.Address, "kikaku-bucho", Stop);
        await DoAsync(chief, caseId, "restriction", new RestrictRequest(true, "職員が関係するため"));
    }

    private static async Task DoAsync(CsirtClient client, string caseId, string command, object body)
    {
        var version = (await client.GetAsync<CaseDetail>($"/api/cases/{caseId}", Stop)).Version;
        await client.PostAsync<CaseCommandResult>($"/api/cases/{caseId}/{command}", body, version, stop: Stop);
    }

    private static async Task<DutyDetail> FileAsync(CsirtOsProcess csirt, string caseId)
    {
        using var member = await CsirtClient.SignInAsync(csirt.Address, "joho-kakaricho", Stop);
        var duties = await Eventually.GetAsync(() => member.FindAsync<CaseDuties>($"/api/escalation/cases/{caseId}/duties", Stop), d => d?.Duties.Any(x => x.State == DutyLife.Open) == true, "a duty");
        var duty = duties!.Duties.First(d => d.State == DutyLife.Open);
        return await member.PostAsync<DutyDetail>($"/api/escalation/duties/{duty.Id}/file", new FileRequest { How = "電子申請", UrgentReason = "夜間のため" }, duty.Version, stop: Stop);
    }

    private async Task<(string Passphrase, string Backup)> BackUpAsync(string folder)
    {
        var passphrase = Path.Combine(_elsewhere, "passphrase.txt");
        await File.WriteAllTextAsync(passphrase, "a passphrase that is long enough", Stop);
        var (code, said) = await CsirtOsProcess.CommandAsync("backup", $"--Data:Directory={folder}", $"--to={_elsewhere}", $"--passphrase-file={passphrase}");
        Assert.True(code == 0, said);
        return (passphrase, Assert.Single(System.IO.Directory.GetFiles(_elsewhere, "csirt-*.backup")));
    }

    /// <summary>Nothing waits, and a reconciliation that began after that finds nothing but these; returns the alarms.</summary>
    private static async Task<IReadOnlyList<ReconciliationAlarm>> CleanAsync(CsirtOsProcess csirt, IReadOnlyList<string> but)
    {
        using var chief = await CsirtClient.SignInAsync(csirt.Address, "kikaku-bucho", Stop);
        await Eventually.TrueAsync(async () => await WaitingAsync(csirt.Folder) == 0, "every message to be handled", Mending);
        var quiet = TimeProvider.System.GetUtcNow();
        using var run = await chief.SendAsync("/api/escalation/alarms/run", null, stop: Stop);
        run.EnsureSuccessStatusCode();
        var seen = await Eventually.GetAsync(
            () => chief.GetAsync<ReconciliationAlarms>("/api/escalation/alarms", Stop),
            a => a.LastCompleteAt > quiet && SuspicionsAsync(csirt.Folder).GetAwaiter().GetResult() == 0 && a.Items.Select(i => i.Check).SequenceEqual(but),
            $"a reconciliation that finds nothing but [{string.Join(", ", but)}]",
            Mending);
        return seen.Items;
    }

    private async Task NothingIsLostAsync(CsirtOsProcess csirt, IReadOnlyList<CaseDetail> known, DutyDetail filed)
    {
        var now = await CasesAsync(csirt);
        foreach (var before in known)
        {
            var after = now.Single(c => c.Id == before.Id);
            Assert.Equal((before.Number, before.Stage, before.Restricted, before.Assessment.Severity), (after.Number, after.Stage, after.Restricted, after.Assessment.Severity));
        }

        Assert.Equal(now.Count, now.Select(c => c.Number).Distinct().Count());
        using var member = await CsirtClient.SignInAsync(csirt.Address, "joho-kakaricho", Stop);
        Assert.Equal(DutyLife.Filed, (await member.GetAsync<DutyDetail>($"/api/escalation/duties/{filed.Id}", Stop)).State);

        await new Count((name, token) => CsirtClient.SignInAsync(csirt.Address, name, token), Count.WrittenTo(Path.Combine(csirt.Folder, "mail", "pickup"))).CheckAsync(_plain, _accepted, Stop);
    }

    private static async Task AuditIsWholeAsync(CsirtOsProcess csirt)
    {
        csirt.Kill();
        var (code, said) = await CsirtOsProcess.CommandAsync("verify-audit", $"--Data:Directory={csirt.Folder}");
        Assert.True(code == 0, said);
    }

    private static async Task<IReadOnlyList<CaseVersion>> VersionsAsync(CsirtOsProcess csirt)
    {
        using var auditor = await CsirtClient.SignInAsync(csirt.Address, "kansa-kyokucho", Stop);
        return await auditor.GetAsync<IReadOnlyList<CaseVersion>>("/api/cases/versions", Stop);
    }

    private async Task<IReadOnlyList<CaseDetail>> CasesAsync(CsirtOsProcess csirt)
    {
        var versions = await Eventually.GetAsync(() => VersionsAsync(csirt), v => v.Count >= _accepted.Count, "a case for each report", Mending);
        using var member = await CsirtClient.SignInAsync(csirt.Address, "joho-kakaricho", Stop);
        var cases = new List<CaseDetail>();
        foreach (var version in versions)
        {
            cases.Add(await member.GetAsync<CaseDetail>($"/api/cases/{version.CaseId}", Stop));
        }

        return cases;
    }

    private static async Task<long> WaitingAsync(string folder)
    {
        var waiting = 0L;
        foreach (var service in Services.Select(s => s.Data))
        {
            waiting += await CountAsync(folder, service, "SELECT (SELECT COUNT(*) FROM outbox WHERE settled_at IS NULL) + (SELECT COUNT(*) FROM inbox WHERE state <> 'handled')");
        }

        return waiting;
    }

    private static Task<long> SuspicionsAsync(string folder) => CountAsync(folder, "escalation", "SELECT COUNT(*) FROM finding WHERE closed_at IS NULL AND confirmed_at IS NULL");

    private static async Task<long> CountAsync(string folder, string service, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "db", $"{service}.db")};Mode=ReadOnly;Default Timeout=10;Pooling=False");
        await connection.OpenAsync(Stop);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // One of the constants above.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)(await command.ExecuteScalarAsync(Stop))!;
    }
}
