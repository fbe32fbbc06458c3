using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Csirt.AllInOne;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Http.Notification;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Directory.Tokens;
using Csirt.Platform.Messaging;
using Csirt.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Csirt.IntegrationTests.WholeTown;

/// <summary>The demo town under a clock that can go on for years, with a case full of words that can be found again.</summary>
internal sealed class DisposalTown : IAsyncDisposable
{
    /// <summary>What was written into the case in all the places that take words: any trace of them is what should be gone.</summary>
    public static readonly string[] Marks = ["目印あひる", "目印いるか", "目印うさぎ", "目印えび", "目印おおかみ", "hiwa@example.jp", "目印かもめ"];

    private static readonly TimeSpan Session = TimeSpan.FromMinutes(5);
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero));
    private readonly Dictionary<string, CsirtClient> _people = [];
    private readonly List<(string Consumer, string Type, string Key, string Body)> _said = [];
    private IReadOnlyList<string> _mails = [];
    private DateTimeOffset _signedInAt = DateTimeOffset.MinValue;
    private CsirtProcess? _csirt;

    private DisposalTown(string folder) => Folder = folder;

    public string Folder { get; }

    public string ReportId { get; private set; } = "";

    public string CaseId { get; private set; } = "";

    public string DutyId { get; private set; } = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<DisposalTown> StartAsync()
    {
        var town = new DisposalTown(System.IO.Directory.CreateTempSubdirectory("csirt-disposal-").FullName);
        var settings = new Dictionary<string, string?>([TestSqlServer.OnSqlite])
        {
            ["Auditor:Interval"] = "00:00:10",
            ["Auditor:Grace"] = "00:00:05",
        };
        town._csirt = await CsirtProcess.StartAsync(AllServices.Modules, town.Folder, town._time, settings);
        return town;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        System.IO.Directory.Delete(Folder, recursive: true);
    }

    public async Task StopAsync()
    {
        Forget();
        if (_csirt is { } running)
        {
            _csirt = null;
            await running.DisposeAsync();
        }
    }

    /// <summary>A report with contact, addition and attachment; its case has duties, mails and a note.</summary>
    public async Task ReportAsync()
    {
        var staff = await AsAsync("shogai-tanto");
        var receipt = await staff.PostAsync<ReportReceipt>(
            "/api/intake/reports",
            new FileReportRequest
            {
                Text = $"{Marks[0]}の名簿を誤って送信した",
                SectionId = "sec-shogai",
                Facts = new CaseFacts { PersonalData = Answer.Yes, Sensitive = Answer.Yes },
                Contact = new ReporterContact(Marks[1], null, Marks[5], null),
            },
            stop: Stop);
        ReportId = receipt.ReportId;
        await staff.PostAsync<JsonNode>($"/api/intake/reports/{ReportId}/notes", new { text = $"{Marks[2]}：追記" }, idempotencyKey: "note", stop: Stop);
        using var file = new ByteArrayContent(Encoding.UTF8.GetBytes(Marks[3]));
        using var attached = await staff.Http.PostAsync(new Uri($"/api/intake/reports/{ReportId}/attachments?name=memo.txt", UriKind.Relative), file, Stop);
        Assert.True(attached.IsSuccessStatusCode);
        var leader = await AsAsync("joho-kacho");
        await EventuallyAsync(async () => (CaseId = (await leader.FindAsync<CaseLink>($"/api/cases/by-report/{ReportId}", Stop))?.Id ?? "").Length > 0, "the case");
        await EventuallyAsync(async () => (await SeeAsync()).Duties.Count > 0 && (await SeeAsync()).Reports[0].Additions.Count > 0, "its duties and what was added");
        await DoAsync("joho-kacho", "triggers/start_triage", new MoveRequest());
        await DoAsync("joho-kacho", "notes", new NoteRequest($"{Marks[4]}に電話した"));
        DutyId = (await SeeAsync()).Duties[0].Id;
        var duty = await leader.GetAsync<DutyDetail>($"/api/escalation/duties/{DutyId}", Stop);
        await leader.PostAsync<DutyDetail>($"/api/escalation/duties/{DutyId}/draft", new DraftRequest($"{Marks[6]}の確認を待つ"), duty.Version, stop: Stop);
    }

    /// <summary>Another report of the same: its case is merged into the first.</summary>
    public async Task<(string CaseId, string ReportId)> MergeAnotherAsync()
    {
        var receipt = await (await AsAsync("shogai-tanto")).PostAsync<ReportReceipt>("/api/intake/reports", new FileReportRequest { Text = $"{Marks[0]}の同じ件", SectionId = "sec-shogai" }, stop: Stop);
        var leader = await AsAsync("joho-kacho");
        CaseLink? other = null;
        await EventuallyAsync(async () => (other = await leader.FindAsync<CaseLink>($"/api/cases/by-report/{receipt.ReportId}", Stop)) is not null, "the other case");
        var seen = await ReadAsync<CaseDetail>("joho-kacho", $"/api/cases/{other!.Id}");
        await leader.PostAsync<JsonNode>($"/api/cases/{other.Id}/merge", new MergeRequest(CaseId, "同じ件"), seen.Version, stop: Stop);
        return (other.Id, receipt.ReportId);
    }

    /// <summary>It was no incident after all: its duties are withdrawn, one by one.</summary>
    public async Task EndAsync()
    {
        await DoAsync("joho-kacho", "assessment", new AssessRequest { Incident = Answer.No, Facts = new CaseFacts { PersonalData = Answer.No, Sensitive = Answer.No } });
        await DoAsync("joho-kacho", "triggers/judge_not_incident", new MoveRequest());
        var version = (await SeeAsync()).Version;
        var leader = await AsAsync("joho-kacho");
        await EventuallyAsync(async () => (await leader.GetAsync<CaseDuties>($"/api/escalation/cases/{CaseId}/duties", Stop)).CaseVersion >= version, "the case is worked out");
        foreach (var duty in (await leader.GetAsync<CaseDuties>($"/api/escalation/cases/{CaseId}/duties", Stop)).Duties.Where(d => d.State is not (DutyLife.Accepted or DutyLife.Withdrawn)))
        {
            await leader.PostAsync<DutyDetail>($"/api/escalation/duties/{duty.Id}/withdraw", new WithdrawRequest("事案ではなかった"), duty.Version, stop: Stop);
        }

        await EventuallyAsync(async () => await SeeAsync() is var c && c.Duties.All(d => d.Ended) && c.DutiesForVersion >= version, "no duty is open");
        await CleanRunAsync();
        _mails = [.. (await leader.GetAsync<CaseNotifications>($"/api/notification/cases/{CaseId}/notifications", Stop)).Notifications.Select(n => n.Id)];
        Assert.NotEmpty(_mails);
        await SaidAsync();
    }

    public async Task GoToAsync(DateTimeOffset moment)
    {
        _time.SetUtcNow(moment);
        await AsAsync("joho-kacho");
    }

    public Task<CaseDetail> SeeAsync() => ReadAsync<CaseDetail>("joho-kacho", $"/api/cases/{CaseId}");

    public Task<DisposalList> ListAsync() => ReadAsync<DisposalList>("joho-kacho", "/api/cases/disposals");

    /// <summary>The fiscal year in which the case was opened.</summary>
    public Task<CaseStatistics> FiguresAsync() => ReadAsync<CaseStatistics>("kikaku-bucho", "/api/cases/statistics?fiscal_year=2026");

    public async Task<T> ReadAsync<T>(string user, string path) => await (await AsAsync(user)).GetAsync<T>(path, Stop);

    public async Task<HttpStatusCode> GetAsync(string user, string path)
    {
        using var answer = await (await AsAsync(user)).Http.GetAsync(new Uri(path, UriKind.Relative), Stop);
        if (answer.StatusCode == HttpStatusCode.Gone)
        {
            Assert.Equal("case_disposed", JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop))!["code"]!.GetValue<string>());
        }

        return answer.StatusCode;
    }

    public async Task DoAsync(string user, string command, object body) =>
        await (await AsAsync(user)).PostAsync<JsonNode>($"/api/cases/{CaseId}/{command}", body, (await SeeAsync()).Version, stop: Stop);

    public async Task<HttpStatusCode> StatusAsync(string user, string command, object? body = null, long? version = null)
    {
        using var answer = await (await AsAsync(user)).SendAsync($"/api/cases/{CaseId}/{command}", body ?? new ReasonRequest("保存期間の満了"), version ?? (await SeeAsync()).Version, stop: Stop);
        return answer.StatusCode;
    }

    public async Task<HashSet<string>> ReasonsAsync(string user, string command, string? caseId = null) => await ReasonsAsync(await AsAsync(user), command, caseId);

    /// <summary>Every reason why it is refused.</summary>
    public async Task<HashSet<string>> ReasonsAsync(CsirtClient client, string command, string? caseId = null)
    {
        var seen = await ReadAsync<CaseDetail>("joho-kacho", $"/api/cases/{caseId ?? CaseId}");
        using var answer = await client.SendAsync($"/api/cases/{seen.Id}/{command}", new ReasonRequest("保存期間の満了"), seen.Version, stop: Stop);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop))!["reasons"]!.AsArray().Select(r => r!["code"]!.GetValue<string>()).ToHashSet();
    }

    /// <summary>The proposer, who holds the approver's role besides.</summary>
    public CsirtClient WithBothRoles()
    {
        var person = new Person("p-joho-kacho", "情報課長", "sec-joho", null, null, [], null, null);
        var token = _csirt!.Services.GetRequiredService<TokenIssuer>().Issue(DemoTown.Code, person, [new RoleHeld(Role.CsirtLeader, null), new RoleHeld(Role.ChiefSecurityOfficer, null)], "s").Token;
        var client = new CsirtClient(_csirt.Address);
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        _people["both"] = client;
        return client;
    }

    /// <summary>Says again, under a new id, what was said of the case years ago.</summary>
    public async Task RepeatAsync(string consumer, string type)
    {
        var inbox = _csirt!.Services.GetRequiredKeyedService<ServiceInbox>(consumer);
        var repeats = _said.Where(s => s.Consumer == consumer && s.Type == type).ToList();
        Assert.NotEmpty(repeats);
        foreach (var said in repeats)
        {
            await inbox.DeliverAsync(new Envelope { Id = Csirt.Platform.Ids.New(_time), Town = DemoTown.Code, Key = said.Key, Type = type, Body = said.Body }, Stop);
        }
    }

    /// <summary>Waits for a reconciliation that began after now and found everything in order.</summary>
    public async Task CleanRunAsync()
    {
        var from = _time.GetUtcNow();
        ReconciliationAlarms? last = null;
        await EventuallyAsync(
            async () => (last = await ReadAsync<ReconciliationAlarms>("kikaku-bucho", "/api/escalation/alarms")).LastCleanAt > from,
            "a clean run", passing: TimeSpan.FromSeconds(2), said: () => string.Join("; ", last?.Items.Select(a => $"{a.Check} {a.Subject} {a.Message}") ?? []));
    }

    public Task AlarmAsync(string check, string subject) => EventuallyAsync(
        async () => (await ReadAsync<ReconciliationAlarms>("kikaku-bucho", "/api/escalation/alarms")).Items.Any(a => a.Check == check && a.Subject == subject),
        $"the alarm {check} about {subject}", passing: TimeSpan.FromSeconds(2));

    /// <summary>Waits while the town's clock goes on.</summary>
    public async Task EventuallyAsync(Func<Task<bool>> ask, string what, TimeSpan? passing = null, Func<string>? said = null)
    {
        try
        {
            await Eventually.TrueAsync(
                () =>
                {
                    _time.Advance(passing ?? TimeSpan.FromMilliseconds(200));
                    return ask();
                },
                what);
        }
        catch (TimeoutException e) when (said is not null)
        {
            throw new TimeoutException($"{e.Message} {said()}", e);
        }
    }

    /// <summary>Bodies of all messages that are still kept.</summary>
    public async Task<IReadOnlyList<string>> OutboxAsync()
    {
        List<string> bodies = [];
        foreach (var file in System.IO.Directory.GetFiles(Path.Combine(Folder, "db"), "*.db"))
        {
            bodies.AddRange((await RowsAsync(file, "SELECT body FROM outbox")).Select(row => row[0]));
        }

        return bodies;
    }

    /// <summary>The attachment and the mails written out for the case.</summary>
    public IEnumerable<string> FilesOfCase() =>
        System.IO.Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Where(file => file.Contains("/attachments/", StringComparison.Ordinal) || _mails.Any(mail => file.Contains(mail, StringComparison.Ordinal)));

    /// <summary>Files of the installation in which any of the words can still be read, byte by byte.</summary>
    public IReadOnlyList<string> TracesInFolder() =>
    [
        .. from file in System.IO.Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
           where Path.GetExtension(file) != ".lock"
           let bytes = Bytes(file)
           from mark in Marks
           where bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(mark)) >= 0
           select $"{mark} in {Path.GetRelativePath(Folder, file)}",
    ];

    private static byte[] Bytes(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private async Task SaidAsync()
    {
        foreach (var service in new[] { "intake", "cases", "escalation" })
        {
            foreach (var row in await RowsAsync(Path.Combine(Folder, "db", $"{service}.db"), "SELECT consumer, type, key, body FROM outbox"))
            {
                _said.Add((row[0], row[1], row[2], row[3]));
            }
        }
    }

    private static async Task<IReadOnlyList<string[]>> RowsAsync(string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(Stop);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(Stop);
        List<string[]> rows = [];
        while (await reader.ReadAsync(Stop))
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        }

        return rows;
    }

    private async Task<CsirtClient> AsAsync(string user)
    {
        if (_time.GetUtcNow() > _signedInAt + Session)
        {
            Forget();
            _signedInAt = _time.GetUtcNow();
        }

        if (!_people.TryGetValue(user, out var client))
        {
            _people[user] = client = await CsirtClient.SignInAsync(_csirt!.Address, user, Stop);
        }

        return client;
    }

    private void Forget()
    {
        foreach (var client in _people.Values)
        {
            client.Dispose();
        }

        _people.Clear();
    }
}
