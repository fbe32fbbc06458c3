using Csirt.Contracts.Messages;
using Csirt.Platform.Database;
using Csirt.Platform.Messaging;
using Microsoft.Extensions.DependencyInjection;

namespace Csirt.Platform.Epochs;

/// <summary>At start: every service that was restored begins its new epoch and has it announced with its outbox.</summary>
internal sealed class NewEpochs(IEnumerable<ServiceDatabase> databases, IServiceProvider provider)
{
    public async Task BeginAsync(CancellationToken stop)
    {
        foreach (var database in databases)
        {
            foreach (var epoch in await database.ReadAsync(Everywhere.Town, EpochTable.UnannouncedAsync, stop))
            {
                await database.WriteAsync(epoch.Town, $"service:{database.Service}", uow => BeginAsync(uow, database.Service, epoch), stop);
            }
        }
    }

    private async Task BeginAsync(IUnitOfWork uow, string service, Epoch epoch)
    {
        if (!await EpochTable.AnnounceAsync(uow, epoch.Id))
        {
            return;
        }

        foreach (var own in provider.GetKeyedServices<IBeginEpoch>(service))
        {
            await own.BeginAsync(epoch, uow);
        }

        uow.Audit("epoch.begun", $"epoch/{epoch.Id}", new { epoch.BegunAt, epoch.KnownThroughAt });
        uow.Publish(new EpochBegan { Town = epoch.Town, Service = service, EpochId = epoch.Id, BegunAt = epoch.BegunAt, KnownThrough = epoch.KnownThroughAt });
    }
}
