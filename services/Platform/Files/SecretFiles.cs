using System.Text;
using Csirt.Platform.Hosting;

namespace Csirt.Platform.Files;

/// <summary>Files below <c>secrets</c> in the data folder, readable by the service's own user alone.</summary>
public sealed class SecretFiles(DataDirectory data)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Full path of a file in the folder, whether it exists or not.</summary>
    public string PathOf(string name) => Path.Combine(data.Folder("secrets"), name);

    /// <summary>Is there such a file?</summary>
    public bool Exists(string name) => File.Exists(PathOf(name));

    /// <summary>Adds lines; on disk when it returns.</summary>
    public void Append(string name, IEnumerable<string> lines) => Write(PathOf(name), FileMode.Append, string.Concat(lines.Select(l => l + "\n")));

    /// <summary>Writes a file anew; on disk when it returns, whole or not at all.</summary>
    public void Replace(string name, string text) => WriteWhole(PathOf(name), text);

    /// <summary>Writes any file for the service's own user alone, anew; on disk when it returns, whole or not at all.</summary>
    public static void WriteWhole(string path, string text)
    {
        var half = path + ".new";
        Write(half, FileMode.Create, text);
        File.Move(half, path, overwrite: true);
    }

    /// <summary>As <see cref="WriteWhole"/>, but a file that is there stays: of several processes that start at once, the first wins.</summary>
    public static void WriteOnce(string path, string text)
    {
        var half = $"{path}.{Environment.ProcessId}.new";
        Write(half, FileMode.Create, text);
        try
        {
            File.Move(half, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(half);
        }
    }

    private static void Write(string path, FileMode mode, string text)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var stream = new FileStream(path, options);
        stream.Write(Encoding.UTF8.GetBytes(text));
        stream.Flush(flushToDisk: true);
    }
}
