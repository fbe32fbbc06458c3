using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace Csirt.Intake.Attachments;

/// <summary>Makes a new name in a folder survive a power cut: on Linux the folder has to be synced like a file.</summary>
internal static class DurableFolder
{
    private const int ReadOnly = 0;

    public static void Sync(string folder)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var handle = Open([.. Encoding.UTF8.GetBytes(folder), 0], ReadOnly);
        if (handle < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        var failed = FSync(handle) != 0 ? Marshal.GetLastPInvokeError() : 0;
        if (Close(handle) != 0 || failed != 0)
        {
            throw new Win32Exception(failed);
        }
    }

#pragma warning disable SYSLIB1054 // Source-generated marshalling would need unsafe code for three calls.
    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FSync(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
#pragma warning restore SYSLIB1054
}
