using System.Buffers.Binary;
using System.Text;

namespace Csirt.Intake.Duplicates;

/// <summary>
/// A text as the set of its character bigrams (Japanese has no spaces between words), each hashed to 16 bits: small enough to
/// keep beside the report and to compare with many others.
/// </summary>
internal static class TextSignature
{
    private const int Considered = 256;

    public static byte[] Of(string text)
    {
        var letters = Letters(text);
        var bigrams = new SortedSet<ushort>();
        for (var i = 1; i < letters.Count; i++)
        {
            bigrams.Add(Hash(letters[i - 1], letters[i]));
        }

        var signature = new byte[bigrams.Count * 2];
        var at = 0;
        foreach (var bigram in bigrams)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(signature.AsSpan(at), bigram);
            at += 2;
        }

        return signature;
    }

    /// <summary>Dice's coefficient of the two sets: 0 nothing in common, 1 the same.</summary>
    public static double Similarity(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        if (one.Length == 0 || other.Length == 0)
        {
            return 0;
        }

        var (i, j, common) = (0, 0, 0);
        while (i < one.Length && j < other.Length)
        {
            var (a, b) = (BinaryPrimitives.ReadUInt16LittleEndian(one[i..]), BinaryPrimitives.ReadUInt16LittleEndian(other[j..]));
            common += a == b ? 1 : 0;
            i += a <= b ? 2 : 0;
            j += b <= a ? 2 : 0;
        }

        return 4.0 * common / (one.Length + other.Length);
    }

    private static List<int> Letters(string text)
    {
        var letters = new List<int>(Considered);
        foreach (var rune in text.EnumerateRunes())
        {
            var folded = new Rune(NarrowLatin(rune.Value));
            if (Rune.IsLetterOrDigit(folded))
            {
                letters.Add(Rune.ToLowerInvariant(folded).Value);
            }

            if (letters.Count == Considered)
            {
                break;
            }
        }

        return letters;
    }

    // Ａ and A are the same to a reader. By hand: the runtime folds widths only where ICU is installed.
    private static int NarrowLatin(int c) => c is >= 0xFF01 and <= 0xFF5E ? c - 0xFEE0 : c;

    private static ushort Hash(int a, int b)
    {
        var mixed = unchecked((((uint)a * 0x9E3779B1u) ^ (uint)b) * 0x85EBCA6Bu);
        return (ushort)(mixed >> 16);
    }
}
