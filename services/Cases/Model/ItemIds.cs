using System.Globalization;

namespace Csirt.Cases.Model;

/// <summary>Ids within a case that a person can read out: M3, I2. Nothing is ever removed, so the count is the next number.</summary>
internal static class ItemIds
{
    internal static string Next(string prefix, int count) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{count + 1}");
}
