using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Csirt.Contracts;
using Csirt.Contracts.Http.Notification;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Notification;
using Csirt.Testing;
using Microsoft.Data.Sqlite;
using MimeKit;
using Xunit;

namespace Csirt.IntegrationTests.Notification;

/// <summary>A town with a directory and one open case, Notification running in it, and what tests do there.</summary>
public sealed class NotifiedTown : IAsyncDisposable
{
    public const string CaseId = "0198c0de000070008000000000000001";
    public const string CaseNumber = "R8-0012";
    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 3, 0, 0, TimeSpan.Zero);
    private readonly TestTokens _tokens;

    private NotifiedTown(CsirtProcess csirt, TestTokens tokens) => (Csirt, _tokens) = (csirt, tokens);

    public CsirtProcess Csirt { get; }

    public static async Task<NotifiedTown> StartAsync(string? folder = null, TimeProvider? time = null, IReadOnlyDictionary<string, string?>? settings = null, bool fresh = true)
    {
        var tokens = new TestTokens(time);
        var csirt = await CsirtProcess.StartAsync([new DirectoryStandIn(tokens), new EscalationStandIn(), new NotificationModule()], folder, time, settings);
        var town = new NotifiedTown(csirt, tokens);
        if (fresh)
        {
            await DirectoryStandIn.TellAsync(csirt, TestDirectory.Snapshot);
            await town.SayAsync(Case());
            await Eventually.TrueAsync(async () => (await town.LedgerAsync(TestDirectory.Member)) is not null, "the case and the directory");
        }

        return town;
    }

    public static CaseChanged Case(long version = 1) => new()
    {
        Town = TestDirectory.Town,
        CaseId = CaseId,
        Version = version,
        Number = CaseNumber,
        Event = "opened",
        OpenedAt = Noon,
        ChangedAt = Noon,
        Stage = CaseStage.Triage,
        Drill = false,
        Restricted = false,
        Channel = Channel.Staff,
        ReportIds = ["r1"],
        SectionId = "sec-resident",
        DepartmentId = "dep-resident",
        SystemIds = ["sys-core"],
        Zones = [],
        Times = new CaseTimes(FactTime.Unknown, FactTime.Unknown, FactTime.Unknown, FactTime.Unknown, []),
        Facts = new CaseFacts(),
        FactsKnown = new Dictionary<string, FactTime>(),
        HandlerIds = [],
        ImplicatedIds = [],
        Instructions = [],
    };

    public static NotificationRequested Request(string id, Person? person = null, string? contactId = null) => new()
    {
        Town = TestDirectory.Town,
        NotificationId = id,
        CaseId = CaseId,
        CaseNumber = CaseNumber,
        Drill = false,
        RuleId = "internal.manager",
        Basis = "policy 5.3(1)イ",
        PersonId = contactId is null ? (person ?? TestDirectory.Manager).Id : null,
        ContactId = contactId,
        Roles = contactId is null ? [Role.SectionManager] : [],
        Subject = "情報セキュリティインシデントの報告（R8-0012）",
        Wanted = "11月20日（金）13時までに、受領を確認してください。",
        Body = "ウイルス感染の疑いの報告がありました。\n状況を画面で確認してください。",
        NeedsAcknowledgement = true,
        RequestedAt = Noon,
    };

    public Task SayAsync(params IReadOnlyList<IMessage> messages) => EscalationStandIn.SayAsync(Csirt, messages);

    public HttpClient ClientOf(Person person, string town = TestDirectory.Town) => _tokens.ClientOf(Csirt, person, town);

    /// <summary>The ledger of the case; null where it is not there for this person.</summary>
    public async Task<CaseNotifications?> LedgerAsync(Person? person = null)
    {
        using var client = ClientOf(person ?? TestDirectory.Member);
        using var answer = await client.GetAsync(Api($"cases/{CaseId}/notifications"), TestContext.Current.CancellationToken);
        return answer.StatusCode == HttpStatusCode.NotFound ? null : await ReadAsync<CaseNotifications>(answer);
    }

    public async Task<NotificationEntry> EntryAsync(string id, Func<NotificationEntry, bool> satisfies, Func<Task>? meanwhile = null) =>
        (await Eventually.GetAsync(
            async () =>
            {
                await (meanwhile?.Invoke() ?? Task.CompletedTask);
                return (await LedgerAsync())?.Notifications.SingleOrDefault(n => n.Id == id);
            },
            entry => entry is not null && satisfies(entry),
            $"notification {id}"))!;

    public Task<NotificationEntry> EntryAsync(string id, NotificationState state, Func<Task>? meanwhile = null) => EntryAsync(id, e => e.State == state, meanwhile);

    public async Task<NotificationAlarms> AlarmsAsync(Person? person = null)
    {
        using var client = ClientOf(person ?? TestDirectory.Member);
        using var answer = await client.GetAsync(Api("alarms"), TestContext.Current.CancellationToken);
        return await ReadAsync<NotificationAlarms>(answer);
    }

    public async Task<HttpResponseMessage> PostAsync(Person person, string path, object? body = null, string town = TestDirectory.Town)
    {
        using var client = ClientOf(person, town);
        return await client.PostAsJsonAsync(Api(path), body ?? new { }, CsirtJson.Options, TestContext.Current.CancellationToken);
    }

    public string MailFile(string id) => Path.Combine(Csirt.Folder, "mail", "pickup", $"{TestDirectory.Town}-{id}.eml");

    public IReadOnlyList<string> MailFiles => System.IO.Directory.GetFiles(Path.Combine(Csirt.Folder, "mail", "pickup"));

    public MimeMessage Mail(string id) => MimeMessage.Load(MailFile(id), TestContext.Current.CancellationToken);

    public static string CodeIn(MimeMessage mail) => mail.TextBody!.Split('\n').First(l => l.StartsWith("確認番号: ", StringComparison.Ordinal))["確認番号: ".Length..].Trim();

    /// <summary>The secret of the link in a mail.</summary>
    public static string SecretIn(MimeMessage mail) => mail.TextBody!.Split('\n').First(l => l.StartsWith("受領確認: ", StringComparison.Ordinal)).Trim().Split('/')[^1];

    public static Uri Api(string path) => new($"/api/notification/{path}", UriKind.Relative);

    public static async Task<T> ReadAsync<T>(HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
        return (await answer.Content.ReadFromJsonAsync<T>(CsirtJson.Options, TestContext.Current.CancellationToken))!;
    }

    public static async Task<string> CodeOfAsync(HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<Dictionary<string, object>>(TestContext.Current.CancellationToken);
        return string.Create(CultureInfo.InvariantCulture, $"{problem!["code"]}");
    }

    /// <summary>Reaches behind the doors, as a crash would leave things.</summary>
    public static async Task ChangeDatabaseAsync(string folder, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "db", "notification.db")};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Csirt.DisposeAsync();
        _tokens.Dispose();
    }
}
