using Csirt.Cases.Storage;
using Csirt.Platform.Database;
using Csirt.Platform.Epochs;

namespace Csirt.Cases.TakingBack;

/// <summary>After a restore the case numbers go on far above what may have been given out meanwhile.</summary>
internal sealed class NewCaseNumbers : IBeginEpoch
{
    public Task BeginAsync(Epoch epoch, IUnitOfWork uow) => CaseSeries.JumpAsync(uow, epoch.KnownThroughAt);
}
