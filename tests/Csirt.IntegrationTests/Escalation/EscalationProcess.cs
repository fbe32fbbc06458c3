using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Csirt.Contracts;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Escalation;
using Csirt.Platform.Database;
using Csirt.Platform.Hosting;
using Csirt.Platform.Replicas;
using Csirt.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Csirt.IntegrationTests.Escalation;

/// <summary>The Escalation service alone, with stand-ins for its neighbours and a clock that tests move.</summary>
internal sealed class EscalationProcess : IAsyncDisposable
{
    public static readonly CaseFacts Over100 = new()
    {
        PersonalData = Answer.Yes,
        Persons = new PersonCount(549, 549),
        Sensitive = Answer.No,
        FinancialHarm = Answer.No,
        WrongfulPurpose = Answer.No,
        MyNumber = Answer.No,
        Encrypted = Answer.No,
    };

    private readonly TestTokens _tokens;

    private EscalationProcess(CsirtProcess csirt, TestTokens tokens, StandingClock time) => (Csirt, _tokens, Time) = (csirt, tokens, time);

    public CsirtProcess Csirt { get; }

    public StandingClock Time { get; }

    /// <summary>Everything Notification was asked so far.</summary>
    public IReadOnlyList<NotificationRequested> Asked => [.. Csirt.Services.GetRequiredService<NotificationStandIn.Heard>().Requests];

    /// <summary>The test town, with the roles of a whole CSIRT and the outside bodies.</summary>
    public static DirectoryChanged Town { get; } = TestDirectory.Snapshot with
    {
        People =
        [
            .. TestDirectory.Snapshot.People.Select(person => person.Id == "p-manager" ? person with { DeputyId = "p-clerk" } : person),
            TestDirectory.Ciso with { Id = "p-liaison", Name = "外部連携", Roles = [new RoleHeld(Role.Staff, null), new RoleHeld(Role.CsirtLiaison, null)] },
        ],
        Contacts =
        [
            .. TestDirectory.Snapshot.Contacts,
            new OutsideContact("c-commission", "commission", "個人情報保護委員会", null, null, null, "ウェブフォームから提出する。"),
            new OutsideContact("c-ministry", "ministry", "総務省", "soumu@example.jp", null, null, null),
            new OutsideContact("c-police", "police", "警察署", null, "00-0000-0009", null, null),
        ],
    };

    public static async Task<EscalationProcess> StartAsync(string now = "2026-06-01T09:05+09:00", string? folder = null, bool withDirectory = true, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var time = new StandingClock(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture));
        var tokens = new TestTokens(time);
        IServiceModule[] modules = [new DirectoryStandIn(tokens), new CasesStandIn(), new NotificationStandIn(), new EscalationModule()];
        var process = new EscalationProcess(await CsirtProcess.StartAsync(modules, folder, time, settings), tokens, time);
        if (withDirectory)
        {
            await process.TellDirectoryAsync(Town);
        }

        return process;
    }

    public async Task TellDirectoryAsync(DirectoryChanged directory)
    {
        await DirectoryStandIn.TellAsync(Csirt, directory);
        var known = Csirt.Services.GetRequiredService<DirectoryCopies<EscalationModule>>();
        await Eventually.TrueAsync(() => Task.FromResult(known.Find(directory.Town)?.Snapshot.Version >= directory.Version), "the directory has arrived");
    }

    /// <summary>A case as it was opened: reported by staff of the residents' section at nine.</summary>
    public CaseChanged Case(string id = "case1", Func<CaseChanged, CaseChanged>? with = null)
    {
        var opened = Time.GetUtcNow().AddMinutes(-5);
        var usual = new CaseChanged
        {
            Town = TestDirectory.Town,
            CaseId = id.PadRight(32, '0'),
            Version = 1,
            Number = "R8-0012",
            Event = "opened",
            OpenedAt = opened,
            ChangedAt = opened,
            Stage = CaseStage.Received,
            Drill = false,
            Restricted = false,
            Channel = Channel.Staff,
            ReportIds = ["report1"],
            BodyId = "body-town",
            SectionId = "sec-resident",
            DepartmentId = "dep-resident",
            SystemIds = ["sys-core"],
            Zones = [NetworkZone.MyNumber],
            Times = new CaseTimes(FactTime.Unknown, FactTime.At(opened), FactTime.At(opened), FactTime.Unknown, []),
            Facts = new CaseFacts(),
            FactsKnown = new Dictionary<string, FactTime>(),
            HandlerIds = [],
            ImplicatedIds = [],
            Instructions = [],
        };
        return with?.Invoke(usual) ?? usual;
    }

    /// <summary>The same, judged to be an incident, with these facts.</summary>
    public CaseChanged Assessed(CaseFacts facts, string id = "case1", Func<CaseChanged, CaseChanged>? with = null) => Case(id, c =>
    {
        var assessed = c with { Version = 2, Event = "assessed", Stage = CaseStage.Triage, Incident = Answer.Yes, Facts = facts, Times = c.Times with { Judged = FactTime.At(Time.GetUtcNow()) } };
        return with?.Invoke(assessed) ?? assessed;
    });

    /// <summary>Says it as Cases does, and waits until Cases heard the duties for it.</summary>
    public async Task<DutiesChanged> SayAsync(CaseChanged snapshot)
    {
        await SayOnlyAsync(snapshot);
        return await DutiesOfAsync(snapshot.CaseId, duties => duties.CaseVersion >= snapshot.Version);
    }

    public Task SayOnlyAsync(CaseChanged snapshot) =>
        Csirt.Services.GetRequiredService<Database<CasesStandIn>>().WriteAsync(snapshot.Town, "cases", uow =>
        {
            uow.Publish(snapshot);
            return Task.CompletedTask;
        });

    /// <summary>Says what became of a notification, as Notification does.</summary>
    public Task SayAsync(NotificationRequested request, string state, long version, bool overdue = false) =>
        Csirt.Services.GetRequiredService<Database<NotificationStandIn>>().WriteAsync(request.Town, "notification", uow =>
        {
            uow.Publish(new NotificationChanged { Town = request.Town, NotificationId = request.NotificationId, CaseId = request.CaseId, Version = version, State = state, At = uow.Now, Overdue = overdue });
            return Task.CompletedTask;
        });

    /// <summary>The duties of a case as Cases heard them last, once they satisfy.</summary>
    public async Task<DutiesChanged> DutiesOfAsync(string caseId, Func<DutiesChanged, bool> satisfies)
    {
        var heard = Csirt.Services.GetRequiredService<CasesStandIn.Heard>();
        return (await Eventually.GetAsync(
            () => Task.FromResult(heard.Duties.Where(duties => duties.CaseId == caseId).MaxBy(duties => duties.Version)),
            duties => duties is not null && satisfies(duties), $"duties of {caseId}"))!;
    }

    /// <summary>A mail that was asked for, once there is one.</summary>
    public async Task<NotificationRequested> MailAsync(Func<NotificationRequested, bool> satisfies, string what) =>
        (await Eventually.GetAsync(() => Task.FromResult(Asked.FirstOrDefault(satisfies)), mail => mail is not null, what))!;

    public HttpClient As(Person person, string town = TestDirectory.Town) => _tokens.ClientOf(Csirt, person, town);

    public static Person Liaison => Town.People.Single(person => person.Id == "p-liaison");

    public async Task<CaseDuties> SeeAsync(Person person, string caseId)
    {
        using var client = As(person);
        return await GetAsync<CaseDuties>(client, $"cases/{caseId}/duties");
    }

    public static async Task<T> GetAsync<T>(HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri($"/api/escalation/{path}", UriKind.Relative));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<T>(CsirtJson.Options))!;
    }

    /// <summary>An action on a duty with the version that it has now.</summary>
    public async Task<DutyDetail> DoAsync(Person person, string dutyId, string action, object body)
    {
        using var client = As(person);
        var version = (await GetAsync<DutyDetail>(client, $"duties/{dutyId}")).Version;
        using var response = await PostAsync(client, $"duties/{dutyId}/{action}", body, version);
        Assert.True(response.IsSuccessStatusCode, $"{action}: {await response.Content.ReadAsStringAsync()}");
        return (await response.Content.ReadFromJsonAsync<DutyDetail>(CsirtJson.Options))!;
    }

    /// <summary>An action that must be refused: status and code.</summary>
    public async Task<(HttpStatusCode Status, string Code)> RefusedAsync(Person person, string path, object body, long? version)
    {
        using var client = As(person);
        using var response = await PostAsync(client, path, body, version);
        Assert.False(response.IsSuccessStatusCode, "was not refused");
        var problem = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        return (response.StatusCode, problem["code"]!.GetValue<string>());
    }

    public static async Task<T> ReadAsync<T>(HttpResponseMessage response)
    {
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<T>(CsirtJson.Options))!;
    }

    public static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, object? body, long? version = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/api/escalation/{path}", UriKind.Relative));
        if (body is not null)
        {
            request.Content = JsonContent.Create(body, options: CsirtJson.Options);
        }

        if (version is { } seen)
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{seen}\"");
        }

        return client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        await Csirt.DisposeAsync();
        _tokens.Dispose();
    }
}
