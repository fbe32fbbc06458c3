using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Csirt.Platform.Clock;

/// <summary>What the Linux kernel says of its clock, whichever program keeps it (chrony, ntpd, systemd-timesyncd).</summary>
internal static partial class KernelClock
{
    // struct timex on 64-bit Linux: int modes; long offset, freq, maxerror, esterror; int status; … (208 bytes).
    private const int Size = 256;
    private const int StatusAt = 40;
    private const int Unsynchronised = 0x40;

    /// <summary>Null where the system can't say: not Linux, or forbidden in a container.</summary>
    public static bool? IsSynchronised()
    {
        if (!OperatingSystem.IsLinux() || nint.Size != 8)
        {
            return null;
        }

        // modes = 0 asks and sets nothing.
        var timex = new byte[Size];
        return Ask(timex) < 0 ? null : (BinaryPrimitives.ReadInt32LittleEndian(timex.AsSpan(StatusAt)) & Unsynchronised) == 0;
    }

    [LibraryImport("libc", EntryPoint = "adjtimex", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Ask([In, Out] byte[] timex);
}
