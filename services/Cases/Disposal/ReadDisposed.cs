using System.Globalization;
using System.Text.Json;
using Csirt.Cases.Model;
using Csirt.Contracts;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Messages;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Disposal;
using Csirt.Platform.Http;
using Csirt.Platform.Replicas;

namespace Csirt.Cases.Disposal;

/// <summary>廃棄簿: <c>GET /api/cases/disposed</c>, and what is left of one case.</summary>
internal sealed class ReadDisposed(Database<CasesModule> database, DirectoryCopies<CasesModule> directories)
{
    private const int Page = 100;

    private static readonly Sql SelectPage = new(
        """
        SELECT t.document, r.reason FROM case_tombstone t LEFT JOIN disposal_reason r ON r.town = t.town AND r.case_id = t.case_id
        WHERE t.town = @town AND (t.disposed_at < @at OR (t.disposed_at = @at AND t.case_id < @id))
        ORDER BY t.disposed_at DESC, t.case_id DESC LIMIT @limit
        """,
        """
        SELECT TOP (@limit) t.document, r.reason FROM case_tombstone t LEFT JOIN disposal_reason r ON r.town = t.town AND r.case_id = t.case_id
        WHERE t.town = @town AND (t.disposed_at < @at OR (t.disposed_at = @at AND t.case_id < @id))
        ORDER BY t.disposed_at DESC, t.case_id DESC
        """)
    { Types = "@at BIGINT, @id CHAR(32)" };

    private static readonly Sql SelectReason = new("SELECT reason FROM disposal_reason WHERE town = @town AND case_id = @caseId");

    internal static void Map(RouteGroupBuilder cases)
    {
        cases.MapGet("/disposed", (string? after, Caller caller, ReadDisposed read, CancellationToken stop) => read.ListAsync(after, caller, stop)).Requires(Act.ReadDisposals);
        cases.MapGet("/disposed/{disposed}", (string disposed, Caller caller, ReadDisposed read, CancellationToken stop) => read.OneAsync(disposed, caller, stop))
            .ProducesProblem(StatusCodes.Status404NotFound).Requires(Act.ReadCase);
    }

    internal static DisposedCase Show(CaseDisposed d, string? reason, TownRegister town) => new(
        d.CaseId, d.Number, d.EndedAt, d.RetainedUntil, d.DisposedAt, d.ProposedBy, town.NameOf(d.ProposedBy), d.ApprovedBy, town.NameOf(d.ApprovedBy), reason);

    private async Task<DisposedPage> ListAsync(string? after, Caller caller, CancellationToken stop)
    {
        var (at, id) = Cursor(after);
        var rows = await database.ReadAsync(caller.Town, s => s.QueryAsync<Row>(SelectPage, new { at, id, limit = Page + 1 }), stop);
        var town = new TownRegister(directories.Find(caller.Town));
        var shown = rows.Take(Page).Select(row => Show(row.Read(), row.Reason, town)).ToList();
        return new DisposedPage(shown, rows.Count > Page ? string.Create(CultureInfo.InvariantCulture, $"{shown[^1].DisposedAt.ToUnixTimeMilliseconds()}-{shown[^1].CaseId}") : null);
    }

    private Task<DisposedCase> OneAsync(string caseId, Caller caller, CancellationToken stop) => database.ReadAsync(
        caller.Town,
        async session => await CaseTombstones.FindAsync(session, caseId) is { } found && CaseTombstones.MayKnow(found, caller)
            ? Show(found, await session.QuerySingleAsync<string>(SelectReason, new { caseId }), new TownRegister(directories.Find(caller.Town)))
            : throw Problem.NotFound("廃棄の記録"),
        stop);

    private static (long At, string Id) Cursor(string? after)
    {
        if (after is null)
        {
            return (long.MaxValue, "");
        }

        var parts = after.Split('-');
        return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            ? (at, parts[1])
            : throw Problem.Invalid(new Dictionary<string, string[]> { ["after"] = ["続きの位置の指定が正しくありません。"] });
    }

    private sealed class Row
    {
        public required string Document { get; init; }

        public string? Reason { get; init; }

        public CaseDisposed Read() => JsonSerializer.Deserialize<CaseDisposed>(Document, CsirtJson.Options)!;
    }
}
