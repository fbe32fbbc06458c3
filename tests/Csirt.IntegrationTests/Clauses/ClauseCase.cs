using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Http.Notification;
using Csirt.Contracts.Values;
using Csirt.IntegrationTests.Samples;
using Xunit;

namespace Csirt.IntegrationTests.Clauses;

/// <summary>A case in the demo town, driven through the doors that its people use: who was told what by which clause, what is owed.</summary>
internal sealed class ClauseCase
{
    private readonly SampleTown _town;

    private ClauseCase(SampleTown town, string id) => (_town, Id) = (town, id);

    public string Id { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Someone of the town reports; the case is there.</summary>
    public static async Task<ClauseCase> ReportedAsync(SampleTown town, string userName, FileReportRequest report)
    {
        var person = await town.AsAsync(userName);
        return await OpenedAsync(town, await person.PostAsync<ReportReceipt>("/api/intake/reports", report, stop: Stop));
    }

    /// <summary>A machine reports over its own channel.</summary>
    public static async Task<ClauseCase> FedAsync(SampleTown town, string channel, FeedReportRequest report) =>
        await OpenedAsync(town, await town.Feeds[channel].PostAsync<ReportReceipt>("/api/intake/feed/reports", report, stop: Stop));

    public static FileReportRequest Report(IncidentKind? kind, string? section = null, params IReadOnlyList<string> systems) =>
        new() { Text = "条項の確認のための報告", Kind = kind, SectionId = section, SystemIds = systems };

    public async Task<CaseDetail> SeeAsync() => await (await _town.AsAsync("kikaku-bucho")).GetAsync<CaseDetail>($"/api/cases/{Id}", Stop);

    /// <summary>The CSIRT judges it an incident.</summary>
    public async Task AssessAsync(CaseFacts facts, Severity severity = Severity.Low, IncidentKind? kind = null, Answer incident = Answer.Yes)
    {
        await DoAsync("joho-kacho", "triggers/start_triage", new MoveRequest());
        await DoAsync("joho-kacho", "assessment", new AssessRequest { Incident = incident, Kind = kind, Severity = severity, Facts = facts });
    }

    public async Task DoAsync(string userName, string command, object body) =>
        await (await _town.AsAsync(userName)).PostAsync<JsonNode>($"/api/cases/{Id}/{command}", body, (await SeeAsync()).Version, stop: Stop);

    /// <summary>The status with which something is refused.</summary>
    public async Task<HttpStatusCode> RefusedAsync(string userName, string command, object body)
    {
        using var answer = await (await _town.AsAsync(userName)).SendAsync($"/api/cases/{Id}/{command}", body, (await SeeAsync()).Version, stop: Stop);
        return answer.StatusCode;
    }

    public async Task<HttpStatusCode> LookAsync(string userName)
    {
        using var answer = await (await _town.AsAsync(userName)).Http.GetAsync(new Uri($"/api/cases/{Id}", UriKind.Relative), Stop);
        return answer.StatusCode;
    }

    /// <summary>Who was told under a clause, once everything of the case's present version was told.</summary>
    public async Task<IReadOnlyList<string>> ToldAsync(string clause) =>
        [.. (await EntriesAsync()).Where(entry => entry.Basis!.Contains(clause, StringComparison.Ordinal)).Select(entry => entry.PersonId!).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Waits until someone was told under a clause.</summary>
    public async Task<NotificationEntry> ToldAsync(string clause, string person) => (await _town.EventuallyAsync(
        async () => (await LedgerAsync()).FirstOrDefault(entry => entry.PersonId == person && entry.Basis!.Contains(clause, StringComparison.Ordinal)),
        entry => entry is not null,
        $"{person} is told under {clause}"))!;

    public async Task<CaseDuties> DutiesAsync(string userName = "kikaku-bucho")
    {
        var version = (await SeeAsync()).Version;
        var person = await _town.AsAsync(userName);
        return (await _town.EventuallyAsync(() => person.FindAsync<CaseDuties>($"/api/escalation/cases/{Id}/duties", Stop), duties => duties?.CaseVersion >= version, "duties"))!;
    }

    public async Task<DutyDetail> DutyAsync(string rule) => Assert.Single((await DutiesAsync()).Duties, duty => duty.RuleId == rule);

    public async Task<DutyDetail> DoOnDutyAsync(string userName, string rule, string action, object body)
    {
        var duty = await DutyAsync(rule);
        return await (await _town.AsAsync(userName)).PostAsync<DutyDetail>($"/api/escalation/duties/{duty.Id}/{action}", body, duty.Version, stop: Stop);
    }

    public async Task TapAsync(string userName, string rule) =>
        await (await _town.AsAsync(userName)).PostAsync<JsonNode>($"/api/escalation/cases/{Id}/taps/{rule}", null, stop: Stop);

    public async Task<Judgement> JudgementAsync(string rule) => Assert.Single((await DutiesAsync()).Judgements, judgement => judgement.RuleId == rule);

    private async Task<IReadOnlyList<NotificationEntry>> EntriesAsync()
    {
        await DutiesAsync();
        // Escalation has asked for everything by then; the ledger takes it in a moment later.
        var told = await _town.EventuallyAsync(LedgerAsync, entries => entries.Count > 0, "someone is told");
        for (var quiet = 0; quiet < 3;)
        {
            var again = await _town.EventuallyAsync(LedgerAsync, _ => true, "the ledger");
            quiet = again.Count == told.Count ? quiet + 1 : 0;
            told = again;
            await Task.Delay(50, Stop);
        }

        return told;
    }

    private async Task<IReadOnlyList<NotificationEntry>> LedgerAsync() =>
        (await (await _town.AsAsync("kikaku-bucho")).GetAsync<CaseNotifications>($"/api/notification/cases/{Id}/notifications", Stop)).Notifications;

    private static async Task<ClauseCase> OpenedAsync(SampleTown town, ReportReceipt receipt)
    {
        var chief = await town.AsAsync("kikaku-bucho");
        var id = await town.EventuallyAsync(
            async () =>
            {
                using var answer = await chief.Http.GetAsync(new Uri($"/api/cases/by-report/{receipt.ReportId}", UriKind.Relative), Stop);
                return answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!["id"]!.GetValue<string>() : null;
            },
            id => id is not null,
            "the case");
        var opened = new ClauseCase(town, id!);
        await town.EventuallyAsync(() => chief.FindAsync<CaseDuties>($"/api/escalation/cases/{id}/duties", Stop), duties => duties is { CaseVersion: > 0 }, "the case is worked out");
        await town.EventuallyAsync(() => chief.FindAsync<CaseNotifications>($"/api/notification/cases/{id}/notifications", Stop), told => told is not null, "the ledger knows it");
        return opened;
    }
}
