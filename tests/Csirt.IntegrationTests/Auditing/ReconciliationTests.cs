using System.Net;
using System.Net.Http.Json;
using Csirt.Contracts;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Http.Reconciliation;
using Csirt.Contracts.Values;
using Csirt.Testing;
using Xunit;

namespace Csirt.IntegrationTests.Auditing;

/// <summary>The reconciliation in a town at work.</summary>
public sealed class ReconciliationTests(AuditedTown town) : IClassFixture<AuditedTown>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_busy_town_gives_no_false_alarm_and_the_heartbeat_beats()
    {
        using var member = await CsirtClient.SignInAsync(town.Csirt.Address, "joho-kakaricho", Stop);
        var from = TimeProvider.System.GetUtcNow();
        for (var i = 0; i < 12; i++)
        {
            var filed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => town.ReportAsync(Stop)));
            await Task.WhenAll(filed.Select(f => member.PostAsync<CaseCommandResult>($"/api/cases/{f.CaseId}/measures", new RecordMeasureRequest { Kind = MeasureKind.Emergency, Text = "LANケーブルを抜いた" }, ifMatch: 1, stop: Stop)));
            Assert.Equal(0, (await AlarmsAsync()).Open);
        }

        await Eventually.GetAsync(AlarmsAsync, a => a.LastCleanAt > from && a.LastCompleteAt > from, "a clean run after the work");
        Assert.Empty((await town.Chief.GetAsync<ReconciliationAlarms>("/api/escalation/alarms?closed=true", Stop)).Items);
        var health = await town.Chief.GetAsync<AuditorHealth>("/health/auditor", Stop);
        Assert.True(health.Healthy, string.Join(",", health.Stale));
        Assert.NotNull(health.LastTickAt);
        var metrics = await town.Chief.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative), Stop);
        Assert.Contains("csirt_auditor_last_run_age_seconds", metrics, StringComparison.Ordinal);
        Assert.Contains("csirt_auditor_differences", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alarm_closes_by_itself_when_the_row_is_back_and_by_a_person_with_a_reason()
    {
        await using var csirt = await AuditedTown.StartAsync();
        using var chief = await CsirtClient.SignInAsync(csirt.Address, "kikaku-bucho", Stop);
        await Eventually.GetAsync(() => AlarmsAsync(chief), a => a.LastCleanAt is not null, "a clean run");
        await AuditedTown.ByHandAsync(csirt.Folder, "intake", "UPDATE directory_copy SET document = json_set(document, '$.version', 0) WHERE @id <> ''", "all");
        await AuditedTown.ByHandAsync(csirt.Folder, "cases", "DELETE FROM directory_copy WHERE @id <> ''", "all");
        var stale = await AuditedTown.AlarmAsync(chief, "directory_intake", "directory", Stop);
        var missing = await AuditedTown.AlarmAsync(chief, "directory_cases", "directory", Stop);

        using var without = await chief.SendAsync($"/api/escalation/alarms/{missing.Id}/close", new CloseAlarm(" "), stop: Stop);
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        using var closed = await chief.SendAsync($"/api/escalation/alarms/{missing.Id}/close", new CloseAlarm("確認済み"), stop: Stop);
        Assert.Equal(HttpStatusCode.NoContent, closed.StatusCode);

        await AuditedTown.ByHandAsync(
            csirt.Folder, "intake", "UPDATE directory_copy SET document = json_set(document, '$.version', version) WHERE @id <> ''", "all");
        await Eventually.TrueAsync(async () => (await AlarmsAsync(chief)).Items.All(a => a.Id != stale.Id), "the alarm to close by itself");
        var all = (await chief.GetAsync<ReconciliationAlarms>("/api/escalation/alarms?closed=true", Stop)).Items;
        Assert.Equal("service:escalation", all.Single(a => a.Id == stale.Id).ClosedBy);
        Assert.Equal("確認済み", all.Single(a => a.Id == missing.Id).Reason);

        // A person knows of the missing copy: the same difference does not ring again.
        var seenAt = (await AlarmsAsync(chief)).LastCompleteAt;
        await Eventually.GetAsync(() => AlarmsAsync(chief), a => a.LastCompleteAt > seenAt?.AddSeconds(3), "further runs");
        Assert.DoesNotContain((await AlarmsAsync(chief)).Items, a => a.Check == "directory_cases" && a.Subject == "directory");
    }

    [Fact]
    public async Task A_service_that_does_not_answer_is_an_alarm_until_it_does()
    {
        await using var csirt = await AuditedTown.StartAsync(null, ("Services:intake:Address", "http://127.0.0.1:9"));
        using var chief = await CsirtClient.SignInAsync(csirt.Address, "kikaku-bucho", Stop);
        var alarm = await AuditedTown.AlarmAsync(chief, "unreachable", "intake", Stop);
        Assert.Contains("受付サービスが応答しないため、照合できません", alarm.Message, StringComparison.Ordinal);
        Assert.Null((await AlarmsAsync(chief)).LastCompleteAt);
    }

    [Fact]
    public async Task Only_the_auditor_s_key_and_the_audit_head_may_ask_what_a_service_holds()
    {
        var path = new Uri("/api/cases/holdings", UriKind.Relative);
        using var nobody = town.Csirt.Client();
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync(path, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await town.Chief.Http.GetAsync(path, Stop)).StatusCode);
        using var feed = town.Csirt.Client();
        feed.DefaultRequestHeaders.Add("X-Api-Key", DemoTown.ApiKey(town.Csirt, Channel.Monitoring));
        Assert.Equal(HttpStatusCode.Forbidden, (await feed.GetAsync(path, Stop)).StatusCode);
        using var wrong = town.Csirt.Client();
        wrong.DefaultRequestHeaders.Add("X-Api-Key", $"csirt.{DemoTown.Code}.auditor.wrong");
        Assert.Equal(HttpStatusCode.Unauthorized, (await wrong.GetAsync(path, Stop)).StatusCode);

        var secret = await File.ReadAllTextAsync(Path.Combine(town.Csirt.Folder, "secrets", "auditor.key"), Stop);
        using var auditor = town.Csirt.Client();
        auditor.DefaultRequestHeaders.Add("X-Api-Key", $"csirt.{DemoTown.Code}.auditor.{secret.Trim()}");
        Assert.Contains("reports", (await auditor.GetFromJsonAsync<ServiceHoldings>(path, CsirtJson.Options, Stop))!.Names);
        using var filing = await auditor.PostAsJsonAsync("/api/intake/feed/reports", new { text = "x" }, Stop);
        Assert.Equal(HttpStatusCode.Forbidden, filing.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.GetAsync(new Uri("/api/cases", UriKind.Relative), Stop)).StatusCode);
    }

    [Fact]
    public async Task A_person_can_have_it_run_now()
    {
        using var answer = await town.Chief.SendAsync("/api/escalation/alarms/run", null, stop: Stop);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        using var staff = await town.Staff.SendAsync("/api/escalation/alarms/run", null, stop: Stop);
        Assert.Equal(HttpStatusCode.Forbidden, staff.StatusCode);
    }

    private Task<ReconciliationAlarms> AlarmsAsync() => AlarmsAsync(town.Chief);

    private static Task<ReconciliationAlarms> AlarmsAsync(CsirtClient client) => client.GetAsync<ReconciliationAlarms>("/api/escalation/alarms", Stop);
}
