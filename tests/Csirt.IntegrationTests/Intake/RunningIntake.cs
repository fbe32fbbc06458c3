using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Intake;
using Csirt.Platform.Database;
using Csirt.Platform.Replicas;
using Csirt.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Csirt.IntegrationTests.Intake;

/// <summary>Intake with two towns, beside stand-ins for Directory and Cases; one for all tests of a class.</summary>
public class RunningIntake : IAsyncLifetime
{
    private readonly TestTokens _tokens = new();

    public CsirtProcess Csirt { get; private set; } = null!;

    public CasesStandIn.Heard Heard => Csirt.Services.GetRequiredService<CasesStandIn.Heard>();

    public TestTokens Tokens => _tokens;

    protected virtual IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Intake:PublicPerAddress"] = "100000",
        ["Intake:PublicPerTown"] = "100000",
    };

    public async ValueTask InitializeAsync() => Csirt = await StartAsync(_tokens, Settings);

    public static async Task<CsirtProcess> StartAsync(TestTokens tokens, IReadOnlyDictionary<string, string?>? settings = null, string? folder = null)
    {
        var csirt = await CsirtProcess.StartAsync([new IntakeModule(), new DirectoryStandIn(tokens), new CasesStandIn()], folder, settings: settings);
        foreach (var town in (string[])[TestDirectory.Town, TestDirectory.OtherTown])
        {
            await DirectoryStandIn.TellAsync(csirt, TestDirectory.Of(town));
            await Eventually.TrueAsync(() => Task.FromResult(csirt.Services.GetRequiredService<DirectoryCopies<IntakeModule>>().Find(town) is not null), "the directory");
        }

        return csirt;
    }

    public HttpClient As(Person person, string town = TestDirectory.Town) => _tokens.ClientOf(Csirt, person, town);

    public HttpClient Feed(Channel channel, string town = TestDirectory.Town)
    {
        var client = Csirt.Client();
        client.DefaultRequestHeaders.Add("X-Api-Key", TestDirectory.ApiKey(channel, town));
        return client;
    }

    public async Task<ReportReceipt> FileAsync(FileReportRequest request, Person? by = null)
    {
        using var client = As(by ?? TestDirectory.Clerk);
        using var answer = await client.PostAsJsonAsync("/api/intake/reports", request, CsirtJson.Options, Stop);
        return await AcceptedAsync(answer);
    }

    /// <summary>What Cases was told of the report.</summary>
    public async Task<ReportAccepted> HeardAsync(string reportId) =>
        (await Eventually.GetAsync(() => Task.FromResult(Heard.Reports.FirstOrDefault(r => r.ReportId == reportId)), r => r is not null, "the report at Cases"))!;

    /// <summary>Cases says this of a case, and Intake has heard it.</summary>
    public async Task TellAsync(CaseChanged snapshot)
    {
        await CasesStandIn.TellAsync(Csirt.Services, snapshot);
        var database = Csirt.Services.GetRequiredService<Database<IntakeModule>>();
        await Eventually.TrueAsync(
            async () => await database.ReadAsync(snapshot.Town, s => CaseCopies.FindAsync(s, snapshot.CaseId)) is { } known && known.Version >= snapshot.Version,
            "the case at Intake");
    }

    /// <summary>A case that holds these reports, in its first version, in 住民課.</summary>
    public static CaseChanged CaseOf(string caseId, params string[] reportIds) => new()
    {
        Town = TestDirectory.Town,
        CaseId = caseId,
        Version = 1,
        Number = "R8-0001",
        Event = "opened",
        OpenedAt = DateTimeOffset.UnixEpoch,
        ChangedAt = DateTimeOffset.UnixEpoch,
        Stage = CaseStage.Received,
        Drill = false,
        Restricted = false,
        Channel = Channel.Staff,
        ReportIds = reportIds,
        SectionId = "sec-resident",
        DepartmentId = "dep-resident",
        SystemIds = [],
        Zones = [],
        Times = new CaseTimes(FactTime.Unknown, FactTime.Unknown, FactTime.Unknown, FactTime.Unknown, []),
        Facts = new CaseFacts(),
        FactsKnown = new Dictionary<string, FactTime>(),
        HandlerIds = [],
        ImplicatedIds = [],
        Instructions = [],
    };

    public static async Task<ReportReceipt> AcceptedAsync(HttpResponseMessage answer)
    {
        Assert.True(answer.StatusCode == HttpStatusCode.Created, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Stop)}");
        return (await answer.Content.ReadFromJsonAsync<ReportReceipt>(CsirtJson.Options, Stop))!;
    }

    /// <summary>The answer is a Japanese problem document of this status and code.</summary>
    public static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(answer.StatusCode == status, $"{answer.StatusCode}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Contains(problem.GetProperty("title").GetString()!, c => c > '\u3040');
        return problem;
    }

    /// <summary>The answer says that this field is wrong.</summary>
    public static async Task FieldErrorAsync(HttpResponseMessage answer, string field)
    {
        var problem = await ProblemAsync(answer, HttpStatusCode.BadRequest, "invalid");
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out var errors), problem.ToString());
        Assert.Contains(errors[0].GetString()!, c => c > '\u3040');
    }

    public async ValueTask DisposeAsync()
    {
        await Csirt.DisposeAsync();
        _tokens.Dispose();
        GC.SuppressFinalize(this);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
