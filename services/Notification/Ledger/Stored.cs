using System.Text.Json;
using Csirt.Contracts;

namespace Csirt.Notification.Ledger;

/// <summary>Enums as they stand in the database: by the stable names that they have in JSON.</summary>
internal static class Stored
{
    public static string Text<TEnum>(TEnum value)
        where TEnum : struct, Enum => Names<TEnum>.OfValue[value];

    public static TEnum Value<TEnum>(string text)
        where TEnum : struct, Enum => Names<TEnum>.OfText[text];

    private static class Names<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly Dictionary<TEnum, string> OfValue =
            Enum.GetValues<TEnum>().ToDictionary(v => v, v => JsonSerializer.SerializeToElement(v, CsirtJson.Options).GetString()!);

        public static readonly Dictionary<string, TEnum> OfText = OfValue.ToDictionary(n => n.Value, n => n.Key);
    }
}
