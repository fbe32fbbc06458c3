namespace Csirt.Escalation.Rules;

/// <summary>The stable word of an enum value, as in JSON and packs.</summary>
internal static class Words
{
    public static string Of<T>(T value)
        where T : struct, Enum => Names<T>.All[value];

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> All = Vocabulary.Words<T>().ToDictionary(word => word.Value, word => word.Key);
    }
}

/// <summary>The words of a truth in packs: yes, suspected, unknown, no, not_asked.</summary>
internal static class TruthWord
{
    public static IReadOnlyDictionary<string, Truth> All { get; } = Vocabulary.Words<Truth>();

    public static string Of(Truth truth) => Words.Of(truth);
}
