using System.Globalization;
using System.Security.Cryptography;
using Csirt.Platform.Audit.Anchors;

namespace Csirt.Platform.Audit.Verification;

/// <summary>The exported anchors of a service that are genuine, and what is wrong with the others.</summary>
/// <param name="Genuine">Signed by a known key, oldest first.</param>
/// <param name="Faults">Files that are missing, forged or unreadable.</param>
internal sealed record AnchorSet(IReadOnlyList<Anchor> Genuine, IReadOnlyList<string> Faults)
{
    public static AnchorSet Read(string folder, string service, IReadOnlyDictionary<string, ECDsa> keys)
    {
        var genuine = new List<Anchor>();
        var faults = new List<string>();
        foreach (var file in AnchorFolder.FilesOf(folder, service))
        {
            if (FaultOf(file, service, keys, out var anchor) is { } fault)
            {
                faults.Add($"定点ファイル {Path.GetFileName(file)}: {fault}");
            }
            else
            {
                faults.AddRange(GapBefore(genuine.LastOrDefault(), anchor!));
                genuine.Add(anchor!);
            }
        }

        return new AnchorSet(genuine, faults);
    }

    /// <summary>Without those that were made later: a backup's databases know nothing of them.</summary>
    public AnchorSet AsOf(DateTimeOffset time) => this with { Genuine = [.. Genuine.Where(a => a.MadeAt <= time)] };

    private static string? FaultOf(string file, string service, IReadOnlyDictionary<string, ECDsa> keys, out Anchor? anchor)
    {
        var signed = SignedAnchor.Parse(File.ReadAllText(file));
        anchor = signed?.Anchor;
        if (signed is null)
        {
            return "定点として読めません（壊れているか、書き換えられています）";
        }

        if (signed.Anchor.Service != service || Path.GetFileName(file) != $"{service}-{signed.Anchor.Number:D6}.anchor")
        {
            return "中身が別の定点です";
        }

        if (!keys.TryGetValue(signed.Anchor.KeyId, out var key))
        {
            return $"鍵 {signed.Anchor.KeyId} の公開鍵がありません";
        }

        return AnchorKey.Verifies(key, signed) ? null : "署名が正しくありません（書き換えられています）";
    }

    private static IEnumerable<string> GapBefore(Anchor? before, Anchor anchor)
    {
        var expected = (before?.Number ?? 0) + 1;
        if (anchor.Number != expected)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"定点ファイル {expected:D6} がありません（次にあるのは {anchor.Number:D6}）");
        }
        else if (anchor.Previous != (before?.Fingerprint() ?? Anchor.NoPrevious))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"定点 {anchor.Number:D6} が前の定点とつながっていません");
        }
    }
}
