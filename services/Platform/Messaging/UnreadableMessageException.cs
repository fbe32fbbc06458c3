namespace Csirt.Platform.Messaging;

/// <summary>No process of this version can read the message: of an unknown type, or of a shape from the future. Trying again is no use.</summary>
internal sealed class UnreadableMessageException : Exception
{
    public UnreadableMessageException(string message)
        : base(message)
    {
    }

    public UnreadableMessageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public UnreadableMessageException()
    {
    }
}
