using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Csirt.Contracts;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Http.Notification;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Directory.Tokens;
using Csirt.Platform.Access;
using Csirt.Platform.Messaging;
using Csirt.Testing;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Csirt.IntegrationTests.WholeTown;

/// <summary>
/// What is another town's does not exist: every endpoint and every message, tried from the neighbour. Endpoints are taken from
/// the running services, so that a new one is tried too, or fails here until it can be.
/// </summary>
public sealed class TownIsolationTests
{
    private const string Words = "目印ことり：障がい福祉課のUSBメモリが見つからない";

    // Both towns run on the same rules; what a rule is called is nobody's secret.
    private static readonly HashSet<string> Open = [DemoTown.Code, DemoTown.PrefectureCode];

    private static readonly Dictionary<string, string?> Settings = new(DemoTown.WithPrefecture.Append(TestSqlServer.OnSqlite));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_endpoint_shows_or_changes_what_is_another_towns()
    {
        await using var town = await SeedAsync();
        var names = await NamesAsync(town);
        var secrets = await SecretsAsync(town);
        var before = await QuietAsync(town);

        var faults = new List<string>();
        foreach (var caller in Callers(town))
        {
            using var client = new HttpClient { BaseAddress = town.Csirt.Address };
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", caller.Token);
            // What names something of the other town comes first: later the neighbour has things of its own.
            foreach (var endpoint in EndpointsOf(town).OrderByDescending(e => e.RoutePattern.Parameters.Count))
            {
                faults.AddRange((await TryAsync(client, endpoint, names, secrets)).Select(fault => $"{fault} (as {caller.Role})"));
            }
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults.Distinct().Take(60)));
        Unchanged(before, await QuietAsync(town));
    }

    [Fact]
    public async Task No_message_of_one_town_changes_rows_of_another()
    {
        await using var town = await SeedAsync();
        var before = await QuietAsync(town);
        var messages = (await RowsOfTown.MessagesAsync(town.Csirt.Folder, DemoTown.Code, Stop)).Concat(await RowsOfTown.MessagesAsync(town.Csirt.Folder, DemoTown.PrefectureCode, Stop)).ToList();
        messages.AddRange(Disposal(town));
        messages.AddRange(AfterRestore([.. messages]));
        Assert.Equal(Topology.Consumers.Keys.Select(Topology.NameOf).Order(), messages.Select(m => m["type"]).Distinct().Order());

        foreach (var message in messages)
        {
            var body = JsonNode.Parse(message["body"])!.AsObject();
            body["town"] = DemoTown.VillageCode;
            if (body.ContainsKey("from"))
            {
                body["from"] = DemoTown.VillageCode;
            }

            // The neighbour says the same of the same ids; and one says it under the neighbour's name while speaking of the town.
            await DeliverAsync(town, message, body.ToJsonString());
            await DeliverAsync(town, message, message["body"]);
        }

        Unchanged(before, await QuietAsync(town));
    }

    [Fact]
    public async Task A_receipt_of_someone_who_is_not_the_prefecture_proves_nothing()
    {
        await using var town = await SeedAsync(received: false);
        var duty = await town.DutyAsync("prefecture");
        var forged = new TownReportReceipted
        {
            Town = DemoTown.Code,
            From = DemoTown.VillageCode,
            DutyId = duty.Id,
            ThroughDutyIds = [],
            What = "received",
            ReceiptNumber = "偽-1",
            At = FactTime.At(DateTimeOffset.UnixEpoch),
        };
        var inbox = town.Csirt.Services.GetRequiredKeyedService<ServiceInbox>(Topology.Services.Escalation);
        await inbox.DeliverAsync(new Envelope { Id = new string('f', 32), Town = DemoTown.Code, Key = duty.Id, Type = Topology.NameOf(typeof(TownReportReceipted)), Body = System.Text.Json.JsonSerializer.Serialize(forged, CsirtJson.Options) }, Stop);
        Assert.Equal(DutyLife.Filed, (await town.DutyAsync("prefecture")).State);
    }

    // The town disposes of nothing while its case runs; what it would say is told by the neighbour all the same.
    private static IEnumerable<IReadOnlyDictionary<string, string>> Disposal(SeededTown town) =>
        from consumer in Topology.Consumers[typeof(CaseDisposed)]
        let disposed = new CaseDisposed
        {
            Town = DemoTown.Code,
            CaseId = town.Case.Id,
            Version = 99,
            Number = town.Case.Number,
            ReportIds = [town.Receipt.ReportId],
            Restricted = false,
            EndedAt = DateTimeOffset.UnixEpoch,
            RetainedUntil = DateTimeOffset.UnixEpoch,
            ProposedBy = "p-joho-kacho",
            ApprovedBy = "p-kikaku-bucho",
            DisposedAt = DateTimeOffset.UnixEpoch,
        }
        select new Dictionary<string, string>
        {
            ["consumer"] = consumer,
            ["key"] = disposed.Key,
            ["type"] = nameof(CaseDisposed),
            ["body"] = System.Text.Json.JsonSerializer.Serialize(disposed, CsirtJson.Options),
        };

    // Nothing was restored here: the neighbour says it was, and is told back what the town had said.
    private static IEnumerable<IReadOnlyDictionary<string, string>> AfterRestore(IReadOnlyList<IReadOnlyDictionary<string, string>> messages)
    {
        var began = new EpochBegan { Town = DemoTown.Code, Service = Topology.Services.Cases, EpochId = new string('e', 32), BegunAt = DateTimeOffset.UnixEpoch, KnownThrough = DateTimeOffset.UnixEpoch };
        foreach (var consumer in Topology.Consumers[typeof(EpochBegan)])
        {
            yield return Said(consumer, began);
        }

        Type[] toldBack = [typeof(CaseChanged), typeof(DutiesChanged), typeof(NotificationRequested), typeof(NotificationChanged), typeof(ReportAccepted), typeof(ReportSupplemented)];
        foreach (var message in messages.Where(m => toldBack.Any(t => Topology.NameOf(t) == m["type"])))
        {
            var body = JsonNode.Parse(message["body"])!.AsObject();
            body["town"] = DemoTown.VillageCode;
            var owner = Topology.Producers[Topology.TypeOf(message["type"])].Single();
            yield return Said(owner, new Echoed { Town = DemoTown.Code, To = owner, EpochId = began.EpochId, BegunAt = began.BegunAt, Type = message["type"], Body = body.ToJsonString(), Key = message["key"] });
        }
    }

    private static Dictionary<string, string> Said(string consumer, IMessage message) => new()
    {
        ["consumer"] = consumer,
        ["key"] = message.Key,
        ["type"] = Topology.NameOf(message.GetType()),
        ["body"] = System.Text.Json.JsonSerializer.Serialize(message, message.GetType(), CsirtJson.Options),
    };

    private static async Task<SeededTown> SeedAsync(bool received = true)
    {
        var town = await SeededTown.StartAsync(Words, settings: Settings);
        await town.Staff.PostAsync<System.Text.Json.JsonElement>($"/api/intake/reports/{town.Receipt.ReportId}/notes", new { text = "目印ことり：追記" }, idempotencyKey: "note", stop: Stop);
        using var file = new ByteArrayContent(Encoding.UTF8.GetBytes("目印ことり"));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        using var attached = await town.Staff.Http.PostAsync(new Uri($"/api/intake/reports/{town.Receipt.ReportId}/attachments?name=memo.txt", UriKind.Relative), file, Stop);
        Assert.True(attached.IsSuccessStatusCode, await attached.Content.ReadAsStringAsync(Stop));
        await town.FileAsync();
        var report = (await Eventually.GetAsync(() => town.Officer.GetAsync<TownReports>("/api/escalation/town-reports", Stop), l => l.Reports.Count > 0, "the report at the prefecture")).Reports.Single();
        if (received)
        {
            await town.Officer.PostAsync<TownReport>($"/api/escalation/town-reports/{report.Id}/receipt", new TownReportStepRequest("県-1"), report.Version, stop: Stop);
            await town.DutyAsync("prefecture", d => d.State == DutyLife.Accepted);
        }

        return town;
    }

    /// <summary>What stands for each route parameter, named by the segment before it: things of the town, which the neighbour asks for.</summary>
    private static async Task<Dictionary<string, string>> NamesAsync(SeededTown town)
    {
        var duties = await town.Member.GetAsync<CaseDuties>($"/api/escalation/cases/{town.Case.Id}/duties", Stop);
        var notifications = await town.Member.GetAsync<CaseNotifications>($"/api/notification/cases/{town.Case.Id}/notifications", Stop);
        var report = await town.Member.GetAsync<JsonNode>($"/api/intake/reports/{town.Receipt.ReportId}", Stop);
        var townReport = (await town.Officer.GetAsync<TownReports>("/api/escalation/town-reports", Stop)).Reports[0];
        return new()
        {
            ["cases {id}"] = town.Case.Id,
            ["cases {caseId}"] = town.Case.Id,
            ["by-report {report}"] = town.Receipt.ReportId,
            ["disposed {disposed}"] = town.Case.Id,
            ["by-number {number}"] = town.Case.Number,
            ["triggers {trigger}"] = "start_containment",
            ["systems {system}"] = "sys-zei",
            ["duplicates {other}"] = town.Case.Id,
            ["reports {id}"] = town.Receipt.ReportId,
            ["attachments {attachmentId}"] = report["attachments"]![0]!["id"]!.GetValue<string>(),
            ["duties {duty}"] = duties.Duties[0].Id,
            ["grounds {ground}"] = "over_100_persons",
            ["judgements {judgement}"] = duties.Judgements.Count > 0 ? duties.Judgements[0].Id : duties.Duties[0].Id,
            ["taps {rule}"] = duties.OneTaps.Count > 0 ? duties.OneTaps[0].RuleId : "prefecture",
            ["town-reports {id}"] = townReport.Id,
            ["notifications {id}"] = notifications.Notifications[0].Id,
            ["dead-letters {id}"] = town.Case.Id,
            ["alarms {id}"] = town.Case.Id,
            ["holdings {name}"] = "cases",
            ["people {id}"] = "p-joho-kacho",
            ["systems {id}"] = "sys-zei",
            ["accounts {personId}"] = "p-joho-kacho",
            ["api-keys {id}"] = DemoTown.ApiKey(town.Csirt, Channel.Monitoring).Split('.')[2],
        };
    }

    private static async Task<IReadOnlyList<string>> SecretsAsync(SeededTown town)
    {
        var own = await RowsOfTown.IdsAsync(town.Csirt.Folder, DemoTown.Code, Stop);
        var others = await RowsOfTown.IdsAsync(town.Csirt.Folder, DemoTown.VillageCode, Stop);
        return ["目印ことり", "青葉町", .. own.Except(others).Except(Open).Where(id => id.Any(char.IsAsciiDigit) && id.Length >= 8)];
    }

    // Each role alone, held for whatever the town has, under the id of one of the town's people; and all roles at once.
    private static IEnumerable<(string Role, string Token)> Callers(SeededTown town)
    {
        var issuer = town.Csirt.Services.GetRequiredService<TokenIssuer>();
        var walker = new Person("p-joho-kakaricho", "隣の村の職員", "sec-shogai", null, null, [], null, null);
        RoleHeld[] Held(Role role) => [new(role, null), new(role, "sec-shogai"), new(role, "dep-fukushi"), new(role, "sys-zei")];
        foreach (var role in Enum.GetValues<Role>())
        {
            yield return ($"{role}", issuer.Issue(DemoTown.VillageCode, walker, Held(role), "s").Token);
        }

        yield return ("everything", issuer.Issue(DemoTown.VillageCode, walker, Enum.GetValues<Role>().SelectMany(Held), "s").Token);
    }

    // Open to anyone means: with a secret of its own, or nothing of any town (open-endpoints.txt gives the reason for each).
    private static IEnumerable<RouteEndpoint> EndpointsOf(SeededTown town) =>
        town.Csirt.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal) && e.Metadata.GetMetadata<RequiredAct>()?.Act != Act.Anyone)
            .DistinctBy(e => (e.RoutePattern.RawText, Method(e)));

    private static async Task<IReadOnlyList<string>> TryAsync(HttpClient client, RouteEndpoint endpoint, Dictionary<string, string> names, IReadOnlyList<string> secrets)
    {
        var route = endpoint.RoutePattern.RawText!.TrimStart('/');
        var segments = route.Split('/').Where(s => s.Length > 0).ToList();
        for (var i = 1; i < segments.Count; i++)
        {
            if (segments[i].StartsWith('{'))
            {
                var name = $"{route.Split('/')[i - 1]} {segments[i]}";
                // A part of a case: the neighbour does not even get to it.
                var part = route.StartsWith("api/cases/{id}/", StringComparison.Ordinal) && i > 2 ? "part-1" : null;
                if ((names.GetValueOrDefault(name) ?? part) is not { } value)
                {
                    return [$"{route}: nothing is known to stand for «{name}»: add it to NamesAsync"];
                }

                segments[i] = Uri.EscapeDataString(value);
            }
        }

        using var request = new HttpRequestMessage(new HttpMethod(Method(endpoint)), $"/{string.Join('/', segments)}?subject=case/{names["cases {id}"]}");
        request.Headers.IfMatch.Add(new EntityTagHeaderValue("\"1\""));
        if (endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is { } body)
        {
            request.Content = new StringContent(SampleBody.Of(body)!.ToJsonString(), Encoding.UTF8, "application/json");
        }

        using var answer = await client.SendAsync(request, Stop);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        // A holding is named alike in every town: the neighbour's auditor may see the neighbour's own.
        var foreign = endpoint.RoutePattern.Parameters.Any(p => p.Name != "name");
        var shut = answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound;
        return
        [
            .. foreign && !shut ? [$"{Method(endpoint)} {route}: {(int)answer.StatusCode} {text}"] : Array.Empty<string>(),
            .. answer.StatusCode >= HttpStatusCode.InternalServerError ? [$"{Method(endpoint)} {route}: {(int)answer.StatusCode}"] : Array.Empty<string>(),
            .. secrets.Where(text.Contains).Take(3).Select(secret => $"{Method(endpoint)} {route} shows {secret}"),
        ];
    }

    private static string Method(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0] ?? "GET";

    private static Task DeliverAsync(SeededTown town, IReadOnlyDictionary<string, string> message, string body) =>
        town.Csirt.Services.GetRequiredKeyedService<ServiceInbox>(message["consumer"]).DeliverAsync(
            new Envelope { Id = Csirt.Platform.Ids.New(TimeProvider.System), Town = DemoTown.VillageCode, Key = message["key"], Type = message["type"], Body = body }, Stop);

    /// <summary>Rows of the town and of the prefecture, once nothing moves any more.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> QuietAsync(SeededTown town)
    {
        var last = await ReadAsync(town);
        await Eventually.TrueAsync(async () =>
        {
            var (earlier, now) = (last, await ReadAsync(town));
            last = now;
            return now.All(table => earlier.GetValueOrDefault(table.Key) == table.Value) && !now.Any(IsUnderWay);
        }, "rows that stay as they are", TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(1));
        return last;
    }

    private static async Task<IReadOnlyDictionary<string, string>> ReadAsync(SeededTown town)
    {
        var own = await RowsOfTown.ReadAsync(town.Csirt.Folder, DemoTown.Code, Stop);
        var prefecture = await RowsOfTown.ReadAsync(town.Csirt.Folder, DemoTown.PrefectureCode, Stop);
        return own.Concat(prefecture.Select(t => KeyValuePair.Create($"prefecture {t.Key}", t.Value))).ToDictionary();
    }

    // A row of an outbox ends with the time it was settled; without one its message is still on its way.
    private static bool IsUnderWay(KeyValuePair<string, string> table) =>
        table.Key.EndsWith(".outbox", StringComparison.Ordinal) && table.Value.Contains($"|{Environment.NewLine}", StringComparison.Ordinal);

    private static void Unchanged(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after)
    {
        var changed = before.Where(table => after[table.Key] != table.Value).Select(t => $"{t.Key}: before\n{t.Value}\nafter\n{after[t.Key]}").ToList();
        Assert.True(changed.Count == 0, string.Join(Environment.NewLine, changed));
    }
}
