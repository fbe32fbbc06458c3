namespace Csirt.Contracts.Messages;

/// <summary>
/// A message from one town to another organisation of the installation: its <see cref="IMessage.Town"/> is the one it is
/// addressed to. Only these cross; every other message stays in the town that says it.
/// </summary>
public interface ICrossing : IMessage
{
    /// <summary>全国地方公共団体コード of the town that says it.</summary>
    string From { get; }
}
