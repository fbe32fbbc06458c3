namespace Csirt.Contracts.Messages;

/// <summary>A message that goes to one of its consumers in the manifest alone.</summary>
public interface IAddressed : IMessage
{
    /// <summary>Name of the service it goes to.</summary>
    string To { get; }
}
