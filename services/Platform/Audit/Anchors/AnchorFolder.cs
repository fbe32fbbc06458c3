using System.Globalization;
using System.Text;
using Csirt.Platform.Files;
using Csirt.Platform.Hosting;
using Microsoft.Extensions.Configuration;

namespace Csirt.Platform.Audit.Anchors;

/// <summary>
/// The folder to which anchors are exported: <c>Audit:AnchorFolder</c>, best on another machine or a medium that is only ever
/// written to; <c>anchors</c> of the data folder where nothing is said. One file per anchor, never changed; <c>anchors.txt</c>
/// holds a line for each, to be printed and filed.
/// </summary>
internal sealed class AnchorFolder
{
    private static readonly TimeSpan Japan = TimeSpan.FromHours(9);

    public AnchorFolder(DataDirectory data, IConfiguration configuration)
        : this(configuration["Audit:AnchorFolder"] is { Length: > 0 } own ? own : data.Folder("anchors"))
    {
    }

    public AnchorFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>Number and fingerprint of the service's last anchor in the folder; null where there is none.</summary>
    public (long Number, string Fingerprint)? Last(string service)
    {
        if (!Directory.Exists(Path))
        {
            return null;
        }

        var last = FilesOf(Path, service).LastOrDefault();
        return last is not null && SignedAnchor.Parse(File.ReadAllText(last)) is { } signed ? (signed.Anchor.Number, signed.Anchor.Fingerprint()) : null;
    }

    /// <summary>On disk when it returns. Throws <see cref="IOException"/> where the folder can't be written, or another anchor has the number.</summary>
    public void Write(SignedAnchor signed, AnchorKey key)
    {
        Directory.CreateDirectory(Path);
        var name = $"{signed.Anchor.Service}-{signed.Anchor.Number:D6}.anchor";
        var anchor = signed.Anchor;
        WriteOnce($"public-key-{key.Id}.pem", key.PublicPem);
        if (WriteOnce(name, signed.Text()))
        {
            var line = string.Create(CultureInfo.InvariantCulture, $"{anchor.MadeAt.ToOffset(Japan):yyyy-MM-dd HH:mm}  {anchor.Service,-12}  {anchor.Number:D6}  {Anchor.Short(anchor.Fingerprint())}  鍵 {anchor.KeyId}  {anchor.Chains.Sum(c => c.Seq)} 行{(anchor.AfterRestore ? "  復元" : string.Empty)}\n");
            File.AppendAllText(System.IO.Path.Combine(Path, "anchors.txt"), line);
        }

        FolderSync.Flush(Path);
    }

    /// <summary>The service's anchor files, oldest first.</summary>
    public static IEnumerable<string> FilesOf(string folder, string service) =>
        Directory.EnumerateFiles(folder, $"{service}-*.anchor").Order(StringComparer.Ordinal);

    /// <summary>False where it lay there already.</summary>
    private bool WriteOnce(string name, string text)
    {
        var place = System.IO.Path.Combine(Path, name);
        if (File.Exists(place))
        {
            return File.ReadAllText(place) == text ? false : throw new IOException($"{place} holds something else than what is to be written.");
        }

        var half = place + ".new";
        using (var stream = new FileStream(half, FileMode.Create, FileAccess.Write))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(half, place, overwrite: false);
        return true;
    }
}
