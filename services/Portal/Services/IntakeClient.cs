using System.Net.Http.Headers;
using Csirt.Contracts.Http.Intake;
using Csirt.Portal.Sessions;

namespace Csirt.Portal.Services;

/// <summary>受付: file and follow reports.</summary>
internal sealed class IntakeClient(HttpClient http, CurrentSession session) : ServiceClient(http, session)
{
    public Task<ReportReceipt> FileAsync(FileReportRequest report, string key, CancellationToken stop) => FileAsync("/api/intake/reports", report, key, stop);

    public Task<ReportReceipt> FilePubliclyAsync(string town, PublicReportRequest report, string key, CancellationToken stop) =>
        FileAsync(Path($"/api/intake/public/{town}/reports"), report, key, stop);

    public Task<FollowedReport> FollowAsync(string secret, CancellationToken stop) => GetAsync<FollowedReport>(Path($"/api/intake/follow/{secret}"), stop);

    public Task<SupplementReceipt> AddToFollowedAsync(string secret, string text, string key, CancellationToken stop) =>
        AddAsync(Path($"/api/intake/follow/{secret}/notes"), text, key, stop);

    public Task<SupplementReceipt> AddAsync(ReportId report, string text, string key, CancellationToken stop) =>
        AddAsync(Path($"/api/intake/reports/{report.Value}/notes"), text, key, stop);

    public Task<AttachmentReceipt> AttachAsync(ReportId report, IFormFile file, CancellationToken stop) =>
        AttachAsync(Path($"/api/intake/reports/{report.Value}/attachments"), file, stop);

    public Task<AttachmentReceipt> AttachToFollowedAsync(string secret, IFormFile file, CancellationToken stop) =>
        AttachAsync(Path($"/api/intake/follow/{secret}/attachments"), file, stop);

    public Task<ReportDetail> ReadAsync(string id, CancellationToken stop) => GetAsync<ReportDetail>(Path($"/api/intake/reports/{id}"), stop);

    public Task<MyReports> MineAsync(string? after, CancellationToken stop) => GetAsync<MyReports>("/api/intake/reports/mine" + Query(("after", after)), stop);

    public Task<HttpResponseMessage> DownloadAsync(string report, string attachment, CancellationToken stop) =>
        SendAsync(Request(HttpMethod.Get, Path($"/api/intake/reports/{report}/attachments/{attachment}")), stop);

    private Task<ReportReceipt> FileAsync(string path, object report, string key, CancellationToken stop)
    {
        var request = Request(HttpMethod.Post, path, report);
        request.Headers.Add("Idempotency-Key", key);
        return ReadAsync<ReportReceipt>(request, stop);
    }

    private Task<SupplementReceipt> AddAsync(string path, string text, string key, CancellationToken stop)
    {
        var request = Request(HttpMethod.Post, path, new SupplementRequest(text));
        request.Headers.Add("Idempotency-Key", key);
        return ReadAsync<SupplementReceipt>(request, stop);
    }

    private Task<AttachmentReceipt> AttachAsync(string path, IFormFile file, CancellationToken stop)
    {
        var request = Request(HttpMethod.Post, path + Query(("name", file.FileName)));
        request.Content = new StreamContent(file.OpenReadStream()) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        return ReadAsync<AttachmentReceipt>(request, stop);
    }
}

/// <summary>Id of a report, told apart from the secret that follows one.</summary>
internal readonly record struct ReportId(string Value);
