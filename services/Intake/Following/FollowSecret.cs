using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Csirt.Intake.Following;

/// <summary>
/// The secret of a follow-up link: the town's code and 160 random bits, in letters and digits that are not mistaken for one
/// another. Told to the reporter once; only its hash is kept.
/// </summary>
internal sealed partial record FollowSecret
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Length = 32;

    private FollowSecret(string text) => Text = text;

    public string Text { get; }

    public string Town => Text[..6];

    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    public string PagePath => $"/follow/{Text}";

    public static FollowSecret New(string town) => new($"{town}-{RandomNumberGenerator.GetString(Alphabet, Length)}");

    /// <summary>Null where it can't be one.</summary>
    public static FollowSecret? Read(string text) => Shape().IsMatch(text) ? new FollowSecret(text.ToLowerInvariant()) : null;

    public override string ToString() => $"{Town}-…";

    [GeneratedRegex(@"^[0-9]{6}-[0-9a-hj-km-np-tv-zA-HJ-KM-NP-TV-Z]{32}\z")]
    private static partial Regex Shape();
}
