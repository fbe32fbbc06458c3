using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Messages;
using Csirt.Directory.Accounts;
using Csirt.Directory.Keys;
using Csirt.Directory.People;
using Csirt.Directory.SecondFactor;
using Csirt.Directory.Towns;
using Csirt.Platform.Database;
using Csirt.Platform.Files;
using Csirt.Platform.Hosting;

namespace Csirt.Directory.Snapshots;

/// <summary>
/// Takes the towns' files over at start: a new town, or one whose files changed. Files that are wrong stop the start, so that
/// nobody works on with half a directory.
/// </summary>
internal sealed class ImportTowns(
    TownCatalog catalog,
    ServedTowns served,
    Database<DirectoryModule> database,
    CreateAccounts accounts,
    IssueSheets sheets,
    CreateDemoKeys demoKeys,
    DataDirectory data,
    TimeProvider time,
    ILogger<ImportTowns> log) : ILoadAtStart
{
    public const string Actor = "service:directory";

    private static readonly Sql SelectFingerprint = new("SELECT fingerprint FROM town WHERE town = @town");

    private static readonly Sql Update = new("UPDATE town SET fingerprint = @fingerprint, base = @base, imported_at = @now WHERE town = @town");

    private static readonly Sql Insert = new(
        "INSERT INTO town (town, version, fingerprint, base, imported_at) SELECT @town, 0, @fingerprint, @base, @now WHERE NOT EXISTS (SELECT 1 FROM town WHERE town = @town)");

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        foreach (var town in catalog.Read())
        {
            await ImportAsync(town, Actor, cancellationToken);
        }
    }

    /// <summary>True where the files brought something new.</summary>
    public async Task<bool> ImportAsync(TownData town, string actor, CancellationToken stop)
    {
        // Two at once would both write passwords down, and those of one of them would open nothing.
        using var turn = await FolderTurn.TakeAsync(data.Folder("secrets"), time, stop);
        // Accounts come first: should the process die in between, the next start finds the files still new.
        var known = await database.ReadAsync(town.Code, s => s.QuerySingleAsync<string>(SelectFingerprint), stop);
        var changed = known != town.Fingerprint;
        if (changed)
        {
            await accounts.CreateMissingAsync(town, actor, stop);
            await database.WriteAsync(town.Code, actor, uow => TakeOverAsync(uow, town), stop);
            log.LogInformation("Town {Town}: files taken over", town.Code);
        }

        await sheets.IssueMissingAsync(town, actor, stop);
        await demoKeys.CreateMissingAsync(town, actor, stop);
        served.Serve(town);
        return changed;
    }

    private static async Task TakeOverAsync(IUnitOfWork uow, TownData town)
    {
        var row = new { town.Fingerprint, @base = JsonSerializer.Serialize(BaseOf(town), CsirtJson.Options), now = uow.Now };
        if (await uow.ExecuteAsync(Update, row) == 0)
        {
            await uow.ExecuteAsync(Insert, row);
        }

        await AccountTable.FollowFilesAsync(uow, town);
        await AbsenceTable.DropLeaversAsync(uow, town.People.Select(p => p.Id));
        await DirectoryVersions.PublishAsync(uow, "files_imported");
    }

    private static DirectoryChanged BaseOf(TownData town) => new()
    {
        Town = town.Code,
        Version = 0,
        TownName = town.Name,
        PrefectureCode = town.PrefectureCode,
        Bodies = town.Bodies,
        Departments = town.Departments,
        Sections = town.Sections,
        People = town.People,
        Systems = town.Systems,
        Contacts = town.Contacts,
        Procedures = town.Procedures,
        Gateways = town.Gateways,
    };
}
