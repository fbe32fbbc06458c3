using Csirt.Contracts.Messages;
using Csirt.Platform.Database;

namespace Csirt.Platform.Messaging;

/// <summary>
/// A service's reaction to a message. Runs inside the unit of work that also marks the message handled: exactly once per
/// message as far as the database goes. Throw <see cref="NotYetException"/> where something must come first.
/// </summary>
/// <typeparam name="TMessage">Message of the topology manifest.</typeparam>
public interface IMessageHandler<in TMessage>
    where TMessage : IMessage
{
    /// <summary>Handles it. An exception undoes everything; the message is tried again, and in the end becomes a dead letter.</summary>
    Task HandleAsync(TMessage message, IUnitOfWork uow);
}
