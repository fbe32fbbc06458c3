using Csirt.Cases.Access;
using Csirt.Cases.Api;
using Csirt.Cases.Duplicates;
using Csirt.Cases.Duties;
using Csirt.Cases.Model;
using Csirt.Cases.Storage;
using Csirt.Contracts.Http.Cases;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;
using Csirt.Platform.Replicas;

namespace Csirt.Cases.Detail;

/// <summary>GET /api/cases/{id}, its timeline and its triggers. Reading a restricted case leaves an audit row.</summary>
internal sealed class ReadCase(Database<CasesModule> database, DirectoryCopies<CasesModule> directories)
{
    private const int MostLines = 200;

    internal static void Map(RouteGroupBuilder cases)
    {
        cases.MapGet("/{id}", (string id, Caller caller, ReadCase read, HttpResponse response, CancellationToken stop) => read.DetailAsync(id, caller, response, stop)).Requires(Act.ReadCase);
        cases.MapGet("/{id}/triggers", async (string id, Caller caller, ReadCase read, HttpResponse response, CancellationToken stop) => (await read.DetailAsync(id, caller, response, stop)).Triggers).Requires(Act.ReadCase);
        cases.MapGet("/{id}/timeline", (string id, Caller caller, ReadCase read, string? after, int? limit, CancellationToken stop) => read.TimelineAsync(id, caller, after, limit ?? MostLines, stop)).Requires(Act.ReadCase);
        cases.MapGet("/by-report/{report}", (string report, Caller caller, ReadCase read, CancellationToken stop) => read.ByReportAsync(report, caller, stop)).Requires(Act.ReadCase);
        cases.MapGet("/by-number/{number}", (string number, Caller caller, ReadCase read, CancellationToken stop) => read.ByNumberAsync(number, caller, stop)).Requires(Act.ReadCase);
    }

    private static readonly Sql SelectByNumber = new(
        "SELECT id FROM case_file WHERE town = @town AND number = @number UNION ALL SELECT case_id FROM case_tombstone WHERE town = @town AND number = @number");

    private async Task<CaseDetail> DetailAsync(string id, Caller caller, HttpResponse response, CancellationToken stop)
    {
        var detail = await SeeAsync(id, caller, async (session, c) =>
        {
            var duties = await DutyCopy.FindAsync(session, id);
            return DetailOf.Case(c, duties, await DuplicatesAsync(session, c, caller), Town(caller), caller);
        }, stop);
        Versions.Tell(response, detail.Version);
        return detail;
    }

    private Task<TimelinePage> TimelineAsync(string id, Caller caller, string? after, int limit, CancellationToken stop)
    {
        var (version, line) = TimelineCursor.Read(after);
        var take = Math.Clamp(limit, 1, MostLines);
        return SeeAsync(id, caller, async (session, _) =>
        {
            var rows = await TimelineStore.PageAsync(session, id, version, line, take + 1);
            var page = rows.Take(take).ToList();
            return new TimelinePage([.. page.Select(r => r.ToEntry(Town(caller)))], rows.Count > take ? TimelineCursor.Write(page[^1]) : null);
        }, stop);
    }

    private Task<CaseLink> ByReportAsync(string report, Caller caller, CancellationToken stop) =>
        LinkAsync(caller, session => ReportMap.CaseOfAsync(session, report), stop);

    private Task<CaseLink> ByNumberAsync(string number, Caller caller, CancellationToken stop) =>
        LinkAsync(caller, session => session.QuerySingleAsync<string>(SelectByNumber, new { number }), stop);

    private Task<CaseLink> LinkAsync(Caller caller, Func<IReadSession, Task<string?>> find, CancellationToken stop) => database.ReadAsync(caller.Town, async session =>
    {
        var id = await find(session) ?? throw Problem.NotFound("事案");
        var c = await CaseCommands.LoadAsync(session, id, caller, Act.ReadCase, CaseCommands.AnyVersion);
        return new CaseLink(c.Id, c.Number);
    }, stop);

    // A restricted case is read inside a unit of work: the reader's name is on record before anything is shown.
    private async Task<T> SeeAsync<T>(string id, Caller caller, Func<IReadSession, CaseDocument, Task<T>> show, CancellationToken stop)
    {
        var (seen, value) = await database.ReadAsync(caller.Town, async session =>
        {
            var c = await CaseCommands.LoadAsync(session, id, caller, Act.ReadCase, CaseCommands.AnyVersion);
            return c.Restricted ? (false, default(T)) : (true, await show(session, c));
        }, stop);
        return seen ? value! : await database.WriteAsync(caller.Town, caller.Subject, async uow =>
        {
            var c = await CaseCommands.LoadAsync(uow, id, caller, Act.ReadCase, CaseCommands.AnyVersion);
            uow.Audit("case.read", $"case/{id}", new { c.Version });
            return await show(uow, c);
        }, stop);
    }

    private static async Task<IReadOnlyList<CaseLink>> DuplicatesAsync(IReadSession session, CaseDocument c, Caller caller)
    {
        List<CaseLink> visible = [];
        foreach (var link in await DuplicateStore.OpenAsync(session, c.Id, c.Drill))
        {
            var other = await CaseStore.FindAsync(session, link.Id);
            if (other is not null && AccessTable.Decide(caller, Act.ReadCase, ScopeOf.Case(other)) is Verdict.Permitted)
            {
                visible.Add(link);
            }
        }

        return visible;
    }

    private TownRegister Town(Caller caller) => new(directories.Find(caller.Town));
}
