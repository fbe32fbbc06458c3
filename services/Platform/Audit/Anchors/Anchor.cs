using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Csirt.Platform.Audit.Anchors;

/// <summary>Where a chain stood: the last row and its hash.</summary>
internal sealed record ChainHead(string Town, long Seq, string Hash);

/// <summary>
/// Where every chain of a service stood at one moment: signed, it proves later that the rows up to there are the ones of then.
/// Its text is what is signed, line by line, so that a person can read it and any tool can check it.
/// </summary>
/// <param name="Service">Whose chains.</param>
/// <param name="Number">1, 2, 3, … without gaps: a missing one shows.</param>
/// <param name="MadeAt">When (UTC).</param>
/// <param name="Previous">Fingerprint of the anchor before; zeros for the first.</param>
/// <param name="AfterRestore">Made by a restore: what earlier anchors name beyond these heads was lost with the old data.</param>
/// <param name="Chains">The heads, ordered by town.</param>
/// <param name="KeyId">Key that signs it.</param>
internal sealed record Anchor(string Service, long Number, DateTimeOffset MadeAt, string Previous, bool AfterRestore, IReadOnlyList<ChainHead> Chains, string KeyId)
{
    public const string NoPrevious = "0000000000000000000000000000000000000000000000000000000000000000";
    private const string Title = "csirt-audit-anchor 1";
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public string Text()
    {
        var text = new StringBuilder();
        text.Append(Title).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"service: {Service}\nnumber: {Number}\nmade-at: {MadeAt.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}\n");
        text.Append(CultureInfo.InvariantCulture, $"previous: {Previous}\nafter-restore: {(AfterRestore ? "yes" : "no")}\n");
        foreach (var chain in Chains)
        {
            text.Append(CultureInfo.InvariantCulture, $"chain: {chain.Town} {chain.Seq} {chain.Hash}\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"key: {KeyId}\n").ToString();
    }

    /// <summary>SHA-256 of the text.</summary>
    public string Fingerprint() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text())));

    /// <summary>The first 64 bits in four groups: short enough to print and to read over the phone.</summary>
    public static string Short(string fingerprint) => string.Join('-', Enumerable.Range(0, 4).Select(i => fingerprint.Substring(i * 4, 4)));

    /// <summary>Reads a text; null where it is not exactly what <see cref="Text"/> writes.</summary>
    public static Anchor? Parse(string text)
    {
        var lines = text.Split('\n');
        if (lines.Length < 8 || lines[0] != Title)
        {
            return null;
        }

        try
        {
            var anchor = new Anchor(
                Value(lines[1], "service"),
                long.Parse(Value(lines[2], "number"), CultureInfo.InvariantCulture),
                DateTimeOffset.ParseExact(Value(lines[3], "made-at"), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
                Value(lines[4], "previous"),
                Value(lines[5], "after-restore") == "yes",
                [.. lines[6..^2].Select(HeadOf)],
                Value(lines[^2], "key"));
            return anchor.Text() == text ? anchor : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static ChainHead HeadOf(string line) =>
        Value(line, "chain").Split(' ') is [var town, var seq, { Length: 64 } hash]
            ? new ChainHead(town, long.Parse(seq, CultureInfo.InvariantCulture), hash)
            : throw new FormatException("Not a chain.");

    private static string Value(string line, string name) =>
        line.StartsWith(name + ": ", StringComparison.Ordinal) ? line[(name.Length + 2)..] : throw new FormatException($"Not {name}.");
}

/// <summary>An anchor with its signature, as it lies in a file.</summary>
internal sealed record SignedAnchor(Anchor Anchor, string Signature)
{
    private const string Mark = "signature: ";

    public string Text() => $"{Anchor.Text()}{Mark}{Signature}\n";

    /// <summary>Null where the text is no anchor.</summary>
    public static SignedAnchor? Parse(string text)
    {
        var at = text.LastIndexOf("\n" + Mark, StringComparison.Ordinal) + 1;
        return at > 0 && Anchor.Parse(text[..at]) is { } anchor ? new SignedAnchor(anchor, text[(at + Mark.Length)..].TrimEnd('\n')) : null;
    }
}
