using Csirt.Contracts.Messages;
using Csirt.Platform.Database;
using Csirt.Platform.Messaging;

namespace Csirt.Platform.Epochs;

/// <summary>Something that this service had said before it was restored comes back to it.</summary>
internal sealed class TakeInEcho(string service, IReadOnlyDictionary<Type, Func<IMessage, Echoed, IUnitOfWork, Task>> takers) : IMessageHandler<Echoed>
{
    public Task HandleAsync(Echoed message, IUnitOfWork uow)
    {
        var told = new Envelope { Id = "-", Town = message.Town, Key = message.Key, Type = message.Type, Body = message.Body }.Read();
        if (message.To != service || told.Town != message.Town)
        {
            throw new InvalidOperationException($"{message.Type} of town {told.Town} was told back to {message.To} in town {message.Town}.");
        }

        return takers.TryGetValue(told.GetType(), out var take)
            ? take(told, message, uow)
            : throw new InvalidOperationException($"{service} takes no {message.Type} back.");
    }
}
