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
    public static IReadOnlyDictionary<string, Truth> All { get; } = new Dictionary<string, Truth>
    {
        ["yes"] = Truth.Yes,
        ["suspected"] = Truth.Suspected,
        ["unknown"] = Truth.Unknown,
        ["no"] = Truth.No,
        ["not_asked"] = Truth.NotAsked,
    };

    public static string Of(Truth truth) => truth switch
    {
        Truth.Yes => "yes",
        Truth.Suspected => "suspected",
        Truth.Unknown => "unknown",
        Truth.No => "no",
        _ => "not_asked",
    };
}
