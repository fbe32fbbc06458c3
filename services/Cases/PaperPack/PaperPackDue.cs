using Csirt.Contracts.Messages;
using Csirt.Platform.Database;
using Csirt.Platform.Hosting;
using Csirt.Platform.Messaging;
using Csirt.Platform.Replicas;
using Csirt.Platform.Scheduling;

namespace Csirt.Cases.PaperPack;

/// <summary>The town's hour has come: the pack is wanted, and the next one tomorrow. After days of standstill one pack is written, not one per day.</summary>
internal sealed class PaperPackDue(PaperSettings settings, PaperPackSignal signal) : IDueWorkHandler
{
    public const string WorkKind = "paper_pack";
    public const string Subject = "daily";

    public string Kind => WorkKind;

    public bool MayRunEarly => true;

    public async Task HandleAsync(DueWork work, IUnitOfWork uow)
    {
        await PaperPackTable.WantAsync(uow, work.DueAt);
        uow.Schedule(WorkKind, Subject, settings.NextAfter(uow.Now));
        uow.AfterCommit(signal.Raise);
    }
}

/// <summary>A town is known: its first pack is written at once, the next ones daily.</summary>
internal sealed class BeginPaperPacks(Database<CasesModule> database, DirectoryCopies<CasesModule> directories, PaperSettings settings, PaperPackSignal signal)
    : IMessageHandler<DirectoryChanged>, ILoadAtStart
{
    private const string Actor = "service:cases";

    public async Task HandleAsync(DirectoryChanged message, IUnitOfWork uow)
    {
        await directories.HandleAsync(message, uow);
        await BeginAsync(uow);
    }

    /// <inheritdoc />
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        foreach (var town in directories.Towns)
        {
            await database.WriteAsync(town, Actor, BeginAsync, cancellationToken);
        }
    }

    private async Task BeginAsync(IUnitOfWork uow)
    {
        if (await PaperPackTable.BeginAsync(uow))
        {
            uow.Schedule(PaperPackDue.WorkKind, PaperPackDue.Subject, settings.NextAfter(uow.Now));
            uow.AfterCommit(signal.Raise);
        }
    }
}

/// <summary>Tells the writer that there is work.</summary>
internal sealed class PaperPackSignal(TimeProvider time) : IDisposable
{
    public Wake Wake { get; } = new(time);

    public void Raise() => Wake.Up();

    public void Dispose() => Wake.Dispose();
}
