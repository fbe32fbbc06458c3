using Csirt.Contracts.Messages;
using Csirt.Platform.Database;

namespace Csirt.Platform.Epochs;

/// <summary>Takes back what this service had told others and has forgotten since it was restored.</summary>
/// <typeparam name="TMessage">Message in which it had told it.</typeparam>
public interface ITakeBack<in TMessage>
    where TMessage : IMessage
{
    /// <summary>
    /// Takes it over where it is not known, and goes on above its version, so that the others follow again. Several may tell the
    /// same back, and not all of them the newest.
    /// </summary>
    /// <param name="told">The newest that one of the others knows.</param>
    /// <param name="begunAt">When the epoch began (UTC).</param>
    /// <param name="uow">Unit of work.</param>
    Task TakeBackAsync(TMessage told, DateTimeOffset begunAt, IUnitOfWork uow);
}
