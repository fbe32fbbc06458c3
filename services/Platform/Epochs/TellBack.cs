using Csirt.Contracts.Messages;
using Csirt.Platform.Database;

namespace Csirt.Platform.Epochs;

/// <summary>What a service can tell a restored one back.</summary>
/// <param name="Heard">Messages in which that one had told it.</param>
/// <param name="NewestAsync">By the key of such a message: the newest that is known of it.</param>
internal sealed record TellBack(Type Heard, Func<IReadSession, string, Task<IReadOnlyList<IMessage>>> NewestAsync);
