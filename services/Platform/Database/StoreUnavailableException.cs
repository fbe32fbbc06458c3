namespace Csirt.Platform.Database;

/// <summary>
/// The database could not be reached or could not commit. Nothing was changed, unless <see cref="InDoubt"/>; trying again later
/// is right.
/// </summary>
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

    /// <summary>The answer to the commit was lost: whether it was done can't be known. Repeats are absorbed by ids and keys.</summary>
    public bool InDoubt { get; init; }
}
