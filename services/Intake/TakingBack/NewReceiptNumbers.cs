using Csirt.Intake.Filing;
using Csirt.Platform.Database;
using Csirt.Platform.Epochs;

namespace Csirt.Intake.TakingBack;

/// <summary>After a restore the receipt numbers go on far above what may have been given out meanwhile.</summary>
internal sealed class NewReceiptNumbers : IBeginEpoch
{
    public Task BeginAsync(Epoch epoch, IUnitOfWork uow) => ReceiptNumbers.JumpAsync(uow, epoch.KnownThroughAt);
}
