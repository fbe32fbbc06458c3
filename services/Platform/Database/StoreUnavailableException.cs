namespace Csirt.Platform.Database;

/// <summary>The database could not be reached or could not commit. Nothing was changed; trying again later is right.</summary>
public sealed class StoreUnavailableException : Exception
{
    /// <summary>With a message.</summary>
    public StoreUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and its cause.</summary>
    public StoreUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Without details.</summary>
    public StoreUnavailableException()
    {
    }
}
