namespace Csirt.Platform;

/// <summary>Ids of rows and messages: version 7, so that they sort by time and indexes grow at one end.</summary>
public static class Ids
{
    /// <summary>A new id, 32 hexadecimal digits.</summary>
    public static string New(TimeProvider time) => Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
}
