using Csirt.Platform.Epochs;
using Microsoft.Extensions.Hosting;

namespace Csirt.Platform.Hosting;

/// <summary>Brings every database up to date and fills the copies in memory, before any relay or request.</summary>
internal sealed class StartUp(Migrator migrator, IEnumerable<ILoadAtStart> loaders, NewEpochs epochs, StartUpState state) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await migrator.PrepareAsync(cancellationToken);
        foreach (var loader in loaders)
        {
            await loader.LoadAsync(cancellationToken);
        }

        // Before the first request: a number given out now must not be one that was given out in the time that is lost.
        await epochs.BeginAsync(cancellationToken);
        state.Done = true;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Whether the start is done: readiness asks.</summary>
internal sealed class StartUpState
{
    public bool Done { get; set; }
}
