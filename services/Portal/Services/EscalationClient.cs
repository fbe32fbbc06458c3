using Csirt.Contracts.Http.Escalation;
using Csirt.Portal.Sessions;

namespace Csirt.Portal.Services;

/// <summary>報告義務: duties, judgements, and the texts to hand in.</summary>
internal sealed class EscalationClient(HttpClient http, CurrentSession session) : ServiceClient(http, session)
{
    public Task<CaseDuties> OfCaseAsync(string id, CancellationToken stop) => GetAsync<CaseDuties>(Path($"/api/escalation/cases/{id}/duties"), stop);

    public Task<ReconciliationAlarms> AlarmsAsync(CancellationToken stop) => GetAsync<ReconciliationAlarms>("/api/escalation/alarms", stop);

    public Task<ReconciliationAlarms> ClosedAlarmsAsync(CancellationToken stop) => GetAsync<ReconciliationAlarms>("/api/escalation/alarms?closed=true", stop);

    public Task RunReconciliationAsync(CancellationToken stop) => PostAsync("/api/escalation/alarms/run", null, stop);

    public Task CloseAlarmAsync(string id, string reason, CancellationToken stop) => PostAsync(Path($"/api/escalation/alarms/{id}/close"), new CloseAlarm(reason), stop);

    public Task<CasePlan> PlanAsync(string id, CancellationToken stop) => GetAsync<CasePlan>(Path($"/api/escalation/cases/{id}/plan"), stop);

    public Task<DutyDetail> DutyAsync(string id, CancellationToken stop) => GetAsync<DutyDetail>(Path($"/api/escalation/duties/{id}"), stop);

    public Task<DueDuties> DueAsync(int withinDays, CancellationToken stop) => GetAsync<DueDuties>($"/api/escalation/duties?within_days={withinDays}", stop);

    public Task<DutyStatistics> StatisticsAsync(int? fiscalYear, CancellationToken stop) =>
        GetAsync<DutyStatistics>("/api/escalation/duties/statistics" + Query(("fiscal_year", fiscalYear?.ToString(System.Globalization.CultureInfo.InvariantCulture))), stop);

    public Task<HolidayStatus> HolidaysAsync(CancellationToken stop) => GetAsync<HolidayStatus>("/api/escalation/holidays", stop);

    public Task<DryRunResult> DryRunAsync(DryRunRequest request, CancellationToken stop) => PostAsync<DryRunResult>("/api/escalation/dry-run", request, stop);

    public Task<PreparedReport> ReportAsync(string duty, CancellationToken stop) => GetAsync<PreparedReport>(Path($"/api/escalation/duties/{duty}/report"), stop);

    public Task<DutyDetail> WriteReportAsync(string duty, ReportTextRequest body, long version, CancellationToken stop) =>
        PostAsync<DutyDetail>(Path($"/api/escalation/duties/{duty}/report"), body, stop, version);

    /// <summary>The report as a Word file, to be handed through and disposed.</summary>
    public Task<HttpResponseMessage> WordAsync(string duty, CancellationToken stop) => SendAsync(Request(HttpMethod.Get, Path($"/api/escalation/duties/{duty}/report.docx")), stop);

    public Task<DutyDetail> NameGroupAsync(string duty, PersonsGroupRequest body, long version, CancellationToken stop) =>
        PostAsync<DutyDetail>(Path($"/api/escalation/duties/{duty}/groups"), body, stop, version);

    public Task<DutyDetail> DoAsync(string duty, string action, object body, long version, CancellationToken stop) =>
        PostAsync<DutyDetail>(Path($"/api/escalation/duties/{duty}/") + action, body, stop, version);

    public Task DecideGroundAsync(string duty, string ground, GroundDecisionRequest body, long version, CancellationToken stop) =>
        PostAsync(Path($"/api/escalation/duties/{duty}/grounds/{ground}/decision"), body, stop, version);

    public Task AnswerAsync(string judgement, JudgementAnswerRequest body, long version, CancellationToken stop) =>
        PostAsync(Path($"/api/escalation/judgements/{judgement}/answer"), body, stop, version);

    public Task<TownReports> TownReportsAsync(string? after, CancellationToken stop) => GetAsync<TownReports>("/api/escalation/town-reports" + Query(("after", after)), stop);

    public Task<TownReport> TownReportAsync(string id, CancellationToken stop) => GetAsync<TownReport>(Path($"/api/escalation/town-reports/{id}"), stop);

    public Task<TownReport> StepAsync(string id, string step, TownReportStepRequest body, long version, CancellationToken stop) =>
        PostAsync<TownReport>(Path($"/api/escalation/town-reports/{id}/{step}"), body, stop, version);

    public Task TapAsync(string caseId, string rule, CancellationToken stop) => PostAsync(Path($"/api/escalation/cases/{caseId}/taps/{rule}"), null, stop);
}
