using System.Text.Json;
using Csirt.Contracts;
using Csirt.Platform.Http;

namespace Csirt.Directory;

/// <summary>Enum values by their stable JSON names.</summary>
internal static class StableName
{
    /// <summary>Stable name → value.</summary>
    public static IReadOnlyDictionary<string, T> Of<T>()
        where T : struct, Enum =>
        Names<T>.All;

    /// <summary>The value a query parameter names; null where there is none, 400 where no such value exists.</summary>
    public static T? Parse<T>(string? text, string field)
        where T : struct, Enum
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return Names<T>.All.TryGetValue(text, out var value)
            ? value
            : throw Problem.Invalid(new Dictionary<string, string[]> { [field] = [$"「{text}」は使用できません。使用できる値: {string.Join("、", Names<T>.All.Keys)}"] });
    }

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly IReadOnlyDictionary<string, T> All = Enum.GetValues<T>().ToDictionary(v => JsonSerializer.Serialize(v, CsirtJson.Options).Trim('"'));
    }
}
