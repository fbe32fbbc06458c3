namespace Csirt.Contracts.Values;

/// <summary>
/// How many persons are affected, as a minimum and a maximum. No bound known: both null.
/// A maximum over 100 triggers ground ④ (規則43条); no maximum at all is a decision for a person (要判断).
/// </summary>
/// <param name="Min">Persons at the least, or null where not known.</param>
/// <param name="Max">Persons at the most, or null where not known.</param>
public sealed record PersonCount(long? Min, long? Max)
{
    /// <summary>No bound is known.</summary>
    public static PersonCount Unknown { get; } = new(null, null);
}
