using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Http.Reconciliation;
using Csirt.Contracts.Values;
using Csirt.Testing;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Csirt.FaultTests;

/// <summary>
/// What happens before and after the backup that one service is put back to, on either stack, and what must be there in the end.
/// </summary>
/// <param name="signIn">Signs somebody in.</param>
/// <param name="databaseOf">A service's database file.</param>
/// <param name="mailFolder">Written mails.</param>
internal sealed class LostHour(Func<string, CancellationToken, Task<CsirtClient>> signIn, Func<string, string> databaseOf, string mailFolder)
{
    private static readonly TimeSpan Mending = TimeSpan.FromSeconds(100);
    private readonly List<ReportReceipt> _plain = [];
    private readonly List<ReportReceipt> _accepted = [];

    /// <summary>Services that can be restored alone.</summary>
    public static IReadOnlyList<string> Services { get; } = ["intake", "cases", "escalation", "notification", "directory"];

    /// <summary>Settings under which services are held against each other every few seconds.</summary>
    public static IReadOnlyDictionary<string, string?> OftenReconciled { get; } = new Dictionary<string, string?>
    {
        ["Auditor:Interval"] = "00:00:02",
        ["Auditor:Grace"] = "00:00:05",
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Some reports as everyone files them, and one with duties from the first moment; that one's case is returned.</summary>
    public async Task<string> WorkAsync(string name)
    {
        using var staff = await signIn("shogai-tanto", Stop);
        var reporters = Reporters.Begin(staff, 4, name, Stop);
        await reporters.AllAccepted;
        _plain.AddRange(reporters.Receipts.Values);
        _accepted.AddRange(reporters.Receipts.Values);
        var request = new FileReportRequest { Text = $"名簿を誤って送信した {name}", SectionId = "sec-shogai", Facts = new CaseFacts { PersonalData = Answer.Yes, Sensitive = Answer.Yes } };
        var grave = await staff.PostAsync<ReportReceipt>("/api/intake/reports", request, stop: Stop);
        await staff.PostAsync<SupplementReceipt>($"/api/intake/reports/{grave.ReportId}/notes", new SupplementRequest("宛先は外部の事業者"), stop: Stop);
        _accepted.Add(grave);
        var versions = await Eventually.GetAsync(VersionsAsync, v => v.Any(c => c.ReportIds.Contains(grave.ReportId)), "the case", Mending);
        return versions.First(c => c.ReportIds.Contains(grave.ReportId)).CaseId;
    }

    /// <summary>The case goes on, and is then open to few; the directory changes twice.</summary>
    public async Task MoveOnAsync(string caseId)
    {
        using var member = await signIn("joho-kakaricho", Stop);
        await DoAsync(member, caseId, "triggers/start_triage", new { });
        await DoAsync(member, caseId, "assessment", new { incident = "yes", kind = "missent", severity = "high", facts = new { personal_data = "yes", persons = new { min = 12, max = 12 } } });
        await DoAsync(member, caseId, "triggers/start_containment", new { });
        await DoAsync(member, caseId, "handlers", new HandlersRequest(["p-joho-kakaricho", "p-kikaku-bucho"]));
        using var chief = await signIn("kikaku-bucho", Stop);
        await DoAsync(chief, caseId, "restriction", new RestrictRequest(true, "職員が関係するため"));
        foreach (var absent in (string[])["p-zeimu-kacho", "p-zaisei-kacho"])
        {
            await chief.PostAsync<PersonEntry>($"/api/directory/people/{absent}/absence", new SetAbsence(TimeProvider.System.GetUtcNow().AddDays(1)), method: HttpMethod.Put, stop: Stop);
        }
    }

    /// <summary>A duty of the case is filed.</summary>
    public async Task<DutyDetail> FileAsync(string caseId)
    {
        using var member = await signIn("joho-kakaricho", Stop);
        var duties = await Eventually.GetAsync(() => member.FindAsync<CaseDuties>($"/api/escalation/cases/{caseId}/duties", Stop), d => d?.Duties.Any(x => x.State == DutyLife.Open) == true, "a duty");
        var duty = duties!.Duties.First(d => d.State == DutyLife.Open);
        return await member.PostAsync<DutyDetail>($"/api/escalation/duties/{duty.Id}/file", new FileRequest { How = "電子申請", UrgentReason = "夜間のため" }, duty.Version, stop: Stop);
    }

    /// <summary>Nothing waits, and a reconciliation that began after that finds nothing but these; returns the alarms.</summary>
    public async Task<IReadOnlyList<ReconciliationAlarm>> CleanAsync(params IReadOnlyList<string> but)
    {
        using var chief = await signIn("kikaku-bucho", Stop);
        await Eventually.TrueAsync(async () => await WaitingAsync() == 0, "every message to be handled", Mending);
        var quiet = TimeProvider.System.GetUtcNow();
        using var run = await chief.SendAsync("/api/escalation/alarms/run", null, stop: Stop);
        run.EnsureSuccessStatusCode();
        var seen = await Eventually.GetAsync(
            async () => (Alarms: await chief.GetAsync<ReconciliationAlarms>("/api/escalation/alarms", Stop), Suspicions: await CountAsync("escalation", "SELECT COUNT(*) FROM finding WHERE closed_at IS NULL AND confirmed_at IS NULL")),
            a => a.Alarms.LastCompleteAt > quiet && a.Suspicions == 0 && a.Alarms.Items.Select(i => i.Check).SequenceEqual(but),
            $"a reconciliation that finds nothing but [{string.Join(", ", but)}]",
            Mending);
        return seen.Alarms.Items;
    }

    /// <summary>Every case, as it stands.</summary>
    public async Task<IReadOnlyList<CaseDetail>> CasesAsync()
    {
        var versions = await Eventually.GetAsync(VersionsAsync, v => v.Count >= _accepted.Count, "a case for each report", Mending);
        using var member = await signIn("joho-kakaricho", Stop);
        var cases = new List<CaseDetail>();
        foreach (var version in versions)
        {
            cases.Add(await member.GetAsync<CaseDetail>($"/api/cases/{version.CaseId}", Stop));
        }

        return cases;
    }

    /// <summary>Version of the directory that every service holds.</summary>
    public async Task<long> DirectoryVersionAsync()
    {
        using var auditor = await signIn("kansa-kyokucho", Stop);
        var versions = new List<long>();
        foreach (var service in Services)
        {
            var held = await auditor.GetAsync<IReadOnlyList<Holding>>($"/api/{service}/holdings/directory", Stop);
            versions.Add(held.Single(h => h.Id == "directory").Version);
        }

        return Assert.Single(versions.Distinct());
    }

    /// <summary>What the others knew is known again, and everything accepted is there once.</summary>
    public async Task NothingIsLostAsync(IReadOnlyList<CaseDetail> known, DutyDetail filed)
    {
        var now = await CasesAsync();
        foreach (var before in known)
        {
            var after = now.Single(c => c.Id == before.Id);
            Assert.Equal((before.Number, before.Stage, before.Restricted, before.Assessment.Severity), (after.Number, after.Stage, after.Restricted, after.Assessment.Severity));
        }

        Assert.Equal(now.Count, now.Select(c => c.Number).Distinct().Count());
        using var member = await signIn("joho-kakaricho", Stop);
        Assert.Equal(DutyLife.Filed, (await member.GetAsync<DutyDetail>($"/api/escalation/duties/{filed.Id}", Stop)).State);
        await new Count(signIn, Count.WrittenTo(mailFolder)).CheckAsync(_plain, _accepted, Stop);
    }

    private static async Task DoAsync(CsirtClient client, string caseId, string command, object body)
    {
        var version = (await client.GetAsync<CaseDetail>($"/api/cases/{caseId}", Stop)).Version;
        await client.PostAsync<CaseCommandResult>($"/api/cases/{caseId}/{command}", body, version, stop: Stop);
    }

    private async Task<IReadOnlyList<CaseVersion>> VersionsAsync()
    {
        using var auditor = await signIn("kansa-kyokucho", Stop);
        return await auditor.GetAsync<IReadOnlyList<CaseVersion>>("/api/cases/versions", Stop);
    }

    private async Task<long> WaitingAsync()
    {
        var waiting = 0L;
        foreach (var service in Services)
        {
            waiting += await CountAsync(service, "SELECT (SELECT COUNT(*) FROM outbox WHERE settled_at IS NULL) + (SELECT COUNT(*) FROM inbox WHERE state <> 'handled')");
        }

        return waiting;
    }

    private async Task<long> CountAsync(string service, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={databaseOf(service)};Mode=ReadOnly;Default Timeout=10;Pooling=False");
        await connection.OpenAsync(Stop);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // One of the constants above.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)(await command.ExecuteScalarAsync(Stop))!;
    }
}
