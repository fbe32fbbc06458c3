namespace Csirt.Platform.Files;

/// <summary>
/// Of several processes that share a data folder one at a time makes what must be there once: keys, first accounts. The system
/// lets go of a turn with its process.
/// </summary>
public static class FolderTurn
{
    private const string Name = ".turn";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits for the turn in a folder; it ends when it is disposed of. Throws <see cref="IOException"/> where none comes within two minutes.</summary>
    public static async Task<IDisposable> TakeAsync(string folder, TimeProvider time, CancellationToken stop)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(folder, Name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (time.GetElapsedTime(started) < Longest)
            {
                await Task.Delay(Pause, time, stop);
            }
        }
    }
}
