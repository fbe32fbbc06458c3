namespace Csirt.Platform.Messaging;

/// <summary>The message can't be handled before something else arrives. Uses up no attempts.</summary>
public sealed class NotYetException : Exception
{
    /// <summary>With what is missing.</summary>
    public NotYetException(string message)
        : base(message)
    {
    }

    /// <summary>With what is missing and a cause.</summary>
    public NotYetException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Without details.</summary>
    public NotYetException()
    {
    }
}
