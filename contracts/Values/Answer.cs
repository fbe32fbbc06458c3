using System.Text.Json.Serialization;

namespace Csirt.Contracts.Values;

/// <summary>
/// What is known of a fact. A fact that nobody has been asked yet is <see langword="null"/>, never <see cref="Unknown"/>:
/// unknown was answered, and makes a provisional duty (要判断) where a yes would make a duty.
/// </summary>
[JsonConverter(typeof(NamedEnumConverter<Answer>))]
public enum Answer
{
    /// <summary>不明: asked, and not known yet.</summary>
    [JsonStringEnumMemberName("unknown")] Unknown,

    /// <summary>いいえ.</summary>
    [JsonStringEnumMemberName("no")] No,

    /// <summary>おそれ: suspected from the facts known so far; counts like yes (法68条1項).</summary>
    [JsonStringEnumMemberName("suspected")] Suspected,

    /// <summary>はい.</summary>
    [JsonStringEnumMemberName("yes")] Yes,
}
