using System.Text;
using Csirt.Platform.Hosting;

namespace Csirt.Directory;

/// <summary>Files below <c>secrets</c> in the data folder, readable by the service's own user alone.</summary>
internal sealed class SecretFiles(DataDirectory data)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string PathOf(string name) => Path.Combine(data.Folder("secrets"), name);

    public bool Exists(string name) => File.Exists(PathOf(name));

    /// <summary>Adds lines; on disk when it returns.</summary>
    public void Append(string name, IEnumerable<string> lines) => Write(PathOf(name), FileMode.Append, string.Concat(lines.Select(l => l + "\n")));

    /// <summary>Writes a file anew; on disk when it returns, whole or not at all.</summary>
    public void Replace(string name, string text) => WriteWhole(PathOf(name), text);

    /// <inheritdoc cref="Replace" />
    public static void WriteWhole(string path, string text)
    {
        var half = path + ".new";
        Write(half, FileMode.Create, text);
        File.Move(half, path, overwrite: true);
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
