using Csirt.Platform.Database;

namespace Csirt.Platform.Epochs;

/// <summary>What a service does when it begins a new epoch, before it takes requests: number series jump, versions rise.</summary>
public interface IBeginEpoch
{
    /// <summary>In the unit of work that announces the epoch.</summary>
    Task BeginAsync(Epoch epoch, IUnitOfWork uow);
}
