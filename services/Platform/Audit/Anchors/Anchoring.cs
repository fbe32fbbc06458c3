using Csirt.Platform.Database;
using Csirt.Platform.Messaging;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Csirt.Platform.Audit.Anchors;

/// <summary>
/// Makes a service's anchors – daily (<c>Audit:AnchorEvery</c>) and after 1,000 rows (<c>Audit:AnchorRows</c>), whichever is first –
/// and exports them. What is due follows from rows: a process that was down catches up; an anchor whose folder can't be written
/// waits and is exported later.
/// </summary>
internal sealed class Anchoring(ServiceDatabase database, AnchorKey key, AnchorFolder folder, IConfiguration configuration, TimeProvider time, ILogger<Anchoring> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMinutes(1);
    private readonly TimeSpan _every = configuration.GetValue("Audit:AnchorEvery", TimeSpan.FromDays(1));
    private readonly long _rows = configuration.GetValue("Audit:AnchorRows", 1000L);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var wake = new Wake(time);
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryAsync(stoppingToken);
            await wake.WaitAsync(Poll, stoppingToken);
        }
    }

    private async Task TryAsync(CancellationToken stop)
    {
        try
        {
            if (await IsDueAsync(stop))
            {
                await MakeAsync(stop);
            }

            await ExportAsync(stop);
        }
        catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            // Seen as the age of the last anchor: docs/operations.md. The next round tries again.
            log.LogError(e, "The audit chains of {Service} could not be anchored in {Folder}", database.Service, folder.Path);
        }
    }

    private Task<bool> IsDueAsync(CancellationToken stop) => database.ReadAsync(
        Everywhere.Town,
        async session =>
        {
            var rows = (await AnchorTable.HeadsAsync(session)).Sum(h => h.Seq);
            return await AnchorTable.LastAsync(session) is { } last
                ? time.GetUtcNow() - last.MadeAt >= _every || rows - last.RowCount >= _rows
                : rows > 0;
        },
        stop);

    private Task MakeAsync(CancellationToken stop)
    {
        // The folder may be ahead: of a database that was restored, or of one that was put back on the sly.
        var outside = folder.Last(database.Service);
        return database.WriteAsync(Everywhere.Town, $"service:{database.Service}", async uow =>
        {
            var last = await AnchorTable.LastAsync(uow);
            var (number, previous) = last is not null && last.Number >= (outside?.Number ?? 0)
                ? (last.Number, last.Fingerprint)
                : outside ?? (0, Anchor.NoPrevious);
            var anchor = new Anchor(database.Service, number + 1, uow.Now, previous, AfterRestore: false, await AnchorTable.HeadsAsync(uow), key.Id);
            await AnchorTable.AddAsync(uow, key.Sign(anchor));
        }, stop);
    }

    private async Task ExportAsync(CancellationToken stop)
    {
        foreach (var row in await database.ReadAsync(Everywhere.Town, AnchorTable.WaitingAsync, stop))
        {
            folder.Write(SignedAnchor.Parse(row.Body) ?? throw new InvalidDataException($"Anchor {row.Number} of {database.Service} can't be read."), key);
            await database.WriteAsync(Everywhere.Town, $"service:{database.Service}", uow => AnchorTable.MarkExportedAsync(uow, row.Number), stop);
        }
    }
}
