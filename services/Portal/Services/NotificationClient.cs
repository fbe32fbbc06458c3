using Csirt.Contracts.Http.Notification;
using Csirt.Portal.Sessions;

namespace Csirt.Portal.Services;

/// <summary>通知: who was told, who answered.</summary>
internal sealed class NotificationClient(HttpClient http, CurrentSession session) : ServiceClient(http, session)
{
    public Task<CaseNotifications> OfCaseAsync(string id, CancellationToken stop) => GetAsync<CaseNotifications>(Path($"/api/notification/cases/{id}/notifications"), stop);

    public Task<IReadOnlyList<MyNotification>> MineAsync(CancellationToken stop) => GetAsync<IReadOnlyList<MyNotification>>("/api/notification/mine", stop);

    public Task<NotificationAlarms> AlarmsAsync(CancellationToken stop) => GetAsync<NotificationAlarms>("/api/notification/alarms", stop);

    public Task<ContactReadiness> ReadinessAsync(CancellationToken stop) => GetAsync<ContactReadiness>("/api/notification/readiness", stop);

    public Task<TestMessages> SendTestsAsync(SendTestMessages request, CancellationToken stop) => PostAsync<TestMessages>("/api/notification/test-messages", request, stop);

    public Task AcknowledgeAsync(string id, CancellationToken stop) => PostAsync(Path($"/api/notification/notifications/{id}/acknowledge"), null, stop);

    public Task<AcknowledgedNotification> AcknowledgeAsync(AcknowledgeByCode request, CancellationToken stop) =>
        PostAsync<AcknowledgedNotification>("/api/notification/acknowledgements", request, stop);

    public Task<AcknowledgementPage> LinkAsync(string secret, CancellationToken stop) => GetAsync<AcknowledgementPage>(Path($"/api/notification/acknowledgements/{secret}"), stop);

    public Task AcknowledgeLinkAsync(string secret, CancellationToken stop) => PostAsync(Path($"/api/notification/acknowledgements/{secret}"), null, stop);

    public Task RecordContactAsync(string id, ContactRecord contact, CancellationToken stop) => PostAsync(Path($"/api/notification/notifications/{id}/contacts"), contact, stop);

    public Task RecordByHandAsync(string caseId, ContactByHand contact, CancellationToken stop) => PostAsync(Path($"/api/notification/cases/{caseId}/contacts"), contact, stop);

    public Task RetryAsync(string id, CancellationToken stop) => PostAsync(Path($"/api/notification/notifications/{id}/retry"), null, stop);
}
