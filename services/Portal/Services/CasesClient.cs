using Csirt.Contracts.Http.Cases;
using Csirt.Portal.Sessions;

namespace Csirt.Portal.Services;

/// <summary>対応: the board, a case, and what is done with it.</summary>
internal sealed class CasesClient(HttpClient http, CurrentSession session) : ServiceClient(http, session)
{
    public Task<BoardPage> BoardAsync(IEnumerable<(string Name, string? Value)> query, CancellationToken stop) => GetAsync<BoardPage>("/api/cases" + Query(query), stop);

    public Task<IReadOnlyList<LaneCount>> LanesAsync(CancellationToken stop) => GetAsync<IReadOnlyList<LaneCount>>("/api/cases/lanes", stop);

    public Task<CaseStatistics> StatisticsAsync(int? fiscalYear, CancellationToken stop) =>
        GetAsync<CaseStatistics>("/api/cases/statistics" + Query(("fiscal_year", fiscalYear?.ToString(System.Globalization.CultureInfo.InvariantCulture))), stop);

    public Task<CaseDetail> ReadAsync(string id, CancellationToken stop) => GetAsync<CaseDetail>(Path($"/api/cases/{id}"), stop);

    public Task<TimelinePage> TimelineAsync(string id, string? after, int limit, CancellationToken stop) =>
        GetAsync<TimelinePage>(Path($"/api/cases/{id}/timeline") + Query(("after", after), ("limit", $"{limit}")), stop);

    public Task<PaperPack> PaperPackAsync(CancellationToken stop) => GetAsync<PaperPack>("/api/cases/paper-pack", stop);

    public Task<PaperPackState> PaperPackStateAsync(CancellationToken stop) => GetAsync<PaperPackState>("/api/cases/paper-pack/state", stop);

    public Task<CaseLink> ByNumberAsync(string number, CancellationToken stop) => GetAsync<CaseLink>(Path($"/api/cases/by-number/{number}"), stop);

    /// <summary>A command on a case. Without a version it only adds, whatever stands there by now.</summary>
    public Task<CaseCommandResult> DoAsync(string id, string command, object body, long? version, CancellationToken stop)
    {
        var request = Request(HttpMethod.Post, Path($"/api/cases/{id}/") + command, body, version);
        if (version is null)
        {
            request.Headers.IfMatch.Add(System.Net.Http.Headers.EntityTagHeaderValue.Any);
        }

        return ReadAsync<CaseCommandResult>(request, stop);
    }

    /// <summary>The path of a command on an item of the case.</summary>
    public static string On(FormattableString path) => Path(path);

    /// <summary>Code of the answer for a case that was disposed of.</summary>
    public const string CaseDisposed = "case_disposed";

    public Task<DisposalList> DisposalsAsync(string? after, CancellationToken stop) => GetAsync<DisposalList>("/api/cases/disposals" + Query(("after", after)), stop);

    public Task<DisposalCandidate> DisposalAsync(string id, CancellationToken stop) => GetAsync<DisposalCandidate>(Path($"/api/cases/{id}/disposal"), stop);

    public Task<DisposedPage> DisposedListAsync(string? after, CancellationToken stop) => GetAsync<DisposedPage>("/api/cases/disposed" + Query(("after", after)), stop);

    public Task<DisposedCase> DisposedAsync(string id, CancellationToken stop) => GetAsync<DisposedCase>(Path($"/api/cases/disposed/{id}"), stop);

    /// <summary>A hold, or a step towards the disposal of a case.</summary>
    public Task DisposeStepAsync(string id, string command, object body, long version, CancellationToken stop) => PostAsync(Path($"/api/cases/{id}/") + command, body, stop, version);

    public Task<PlanLessons> PlanAsync(CancellationToken stop) => GetAsync<PlanLessons>("/api/cases/plan", stop);

    public Task<PlanReview> ReviewPlanAsync(PlanReviewRequest body, CancellationToken stop) => PostAsync<PlanReview>("/api/cases/plan/reviews", body, stop);
}
