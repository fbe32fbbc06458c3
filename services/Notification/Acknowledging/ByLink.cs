using Csirt.Contracts.Http.Notification;
using Csirt.Notification.Ledger;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;

namespace Csirt.Notification.Acknowledging;

/// <summary>
/// The link in a mail. Looking changes nothing, since mail scanners look too; a POST acknowledges. The secret is all it takes:
/// it came to the recipient's mailbox.
/// </summary>
internal static class ByLink
{
    private static readonly Sql Select = new($"SELECT {LedgerRow.Columns} FROM notification WHERE town = @town AND secret_hash = @hash") { Types = "@hash CHAR(64)" };

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/acknowledgements/{secret}", ShowAsync).Requires(Act.Anyone);
        api.MapPost("/acknowledgements/{secret}", AcknowledgeAsync).Requires(Act.Anyone);
    }

    private static async Task<AcknowledgementPage> ShowAsync(string secret, HttpResponse response, Database<NotificationModule> database, CancellationToken stop)
    {
        response.Headers.CacheControl = "no-store";
        return Page(await database.ReadAsync(TownOf(secret), session => FindAsync(session, secret), stop));
    }

    private static async Task<AcknowledgementPage> AcknowledgeAsync(string secret, Database<NotificationModule> database, CancellationToken stop)
    {
        var town = TownOf(secret);
        var shown = await database.ReadAsync(town, session => FindAsync(session, secret), stop);
        var row = await database.WriteAsync(
            town,
            $"link:{shown.Id}",
            async uow => (await Acknowledge.RecordAsync(uow, shown, new NewAcknowledgement(AcknowledgedBy.Link, uow.Now, null, null, null))).Row,
            stop);
        return Page(row);
    }

    private static string TownOf(string secret) => LinkSecrets.TownOf(secret) ?? throw NoSuchLink();

    private static async Task<LedgerRow> FindAsync(IReadSession session, string secret) =>
        await session.QuerySingleAsync<LedgerRow>(Select, new { hash = LinkSecrets.Hash(secret) }) ?? throw NoSuchLink();

    private static ProblemException NoSuchLink() => Problem.NotFound("この受領確認のリンク");

    private static AcknowledgementPage Page(LedgerRow row) =>
        new(row.CaseNumber, row.Drill, row.RoleList, row.Subject, row.Wanted, row.RequestedAt, row.AcknowledgeByAt, row.AcknowledgedAt);
}
