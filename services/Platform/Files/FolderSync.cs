using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Csirt.Platform.Files;

/// <summary>
/// Makes names durable. A file's own flush saves its content; that it lies in its folder under this name survives a power
/// failure only once the folder was flushed too.
/// </summary>
public static partial class FolderSync
{
    private const int ReadOnly = 0;

    /// <summary>
    /// Returns when every name created, renamed or removed in the folder so far is on disk. Windows has no such call for a folder
    /// and journals names itself. Throws <see cref="IOException"/> where the folder can't be opened or flushed.
    /// </summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // File.OpenHandle refuses folders, so the handle comes from the system; the flush and the close are .NET's own.
        using var handle = Open(folder, ReadOnly);
        if (handle.IsInvalid)
        {
            throw new IOException($"The folder {folder} can't be opened to be flushed: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        RandomAccess.FlushToDisk(handle);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial SafeFileHandle Open(string path, int flags);
}
