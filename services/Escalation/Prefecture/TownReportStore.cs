using System.Text.Json;
using Csirt.Contracts;
using Csirt.Platform.Database;

namespace Csirt.Escalation.Prefecture;

/// <summary>What the prefecture keeps, under its own code: rows of no town.</summary>
internal static class TownReportStore
{
    internal static readonly Migration Table = new(150, "town reports", new Sql(
        """
        CREATE TABLE town_report (
            town TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, arrived_at INTEGER NOT NULL, document TEXT NOT NULL,
            PRIMARY KEY (town, id)) STRICT, WITHOUT ROWID;
        CREATE INDEX town_report_arrived ON town_report (town, arrived_at, id);
        """,
        """
        CREATE TABLE town_report (
            town CHAR(6) NOT NULL, id CHAR(32) NOT NULL, version BIGINT NOT NULL, arrived_at BIGINT NOT NULL, document NVARCHAR(MAX) NOT NULL,
            PRIMARY KEY (town, id));
        CREATE INDEX town_report_arrived ON town_report (town, arrived_at, id);
        """));

    private static readonly Sql Insert = new(
        "INSERT INTO town_report (town, id, version, arrived_at, document) VALUES (@town, @id, @version, @arrivedAt, @document)");

    private static readonly Sql Update = new("UPDATE town_report SET version = @version, document = @document WHERE town = @town AND id = @id AND version = @version - 1");

    private static readonly Sql Select = new("SELECT document FROM town_report WHERE town = @town AND id = @id");

    private static readonly Sql SelectPage = new(
        """
        SELECT document FROM town_report
        WHERE town = @town AND arrived_at <= @arrivedAt AND (arrived_at < @arrivedAt OR id < @id)
        ORDER BY arrived_at DESC, id DESC LIMIT @limit
        """,
        """
        SELECT TOP (@limit) document FROM town_report
        WHERE town = @town AND arrived_at <= @arrivedAt AND (arrived_at < @arrivedAt OR id < @id)
        ORDER BY arrived_at DESC, id DESC
        """);

    public static async Task<TownReportDocument?> FindAsync(IReadSession session, string id) =>
        await session.QuerySingleAsync<string>(Select, new { id }) is { } document ? Read(document) : null;

    public static async Task<IReadOnlyList<TownReportDocument>> PageAsync(IReadSession session, DateTimeOffset arrivedAt, string id, int limit) =>
        [.. (await session.QueryAsync<string>(SelectPage, new { arrivedAt, id, limit })).Select(Read)];

    public static Task AddAsync(IUnitOfWork uow, TownReportDocument report) =>
        uow.ExecuteAsync(Insert, new { report.Id, report.Version, report.ArrivedAt, document = JsonSerializer.Serialize(report, CsirtJson.Options) });

    /// <summary>False where someone else changed it meanwhile.</summary>
    public static async Task<bool> SaveAsync(IUnitOfWork uow, TownReportDocument report) =>
        await uow.ExecuteAsync(Update, new { report.Id, report.Version, document = JsonSerializer.Serialize(report, CsirtJson.Options) }) == 1;

    private static TownReportDocument Read(string document) => JsonSerializer.Deserialize<TownReportDocument>(document, CsirtJson.Options)!;
}
