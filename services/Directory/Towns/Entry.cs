using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Csirt.Directory.Towns;

/// <summary>
/// A mapping of a YAML file, read key by key. Whatever is wrong is noted with file and line; reading goes on with a harmless
/// value, so that all errors of a town are seen at once.
/// </summary>
internal sealed class Entry(string file, YamlMappingNode node, TownDataErrors errors)
{
    private readonly HashSet<string> _read = [];

    public string Text(string key)
    {
        if (OptionalText(key) is { } text)
        {
            return text;
        }

        Error(key, $"「{key}」がありません。");
        return string.Empty;
    }

    public string? OptionalText(string key) => Scalar(key) is { Value: { Length: > 0 } value } ? value : null;

    public bool Flag(string key)
    {
        var text = OptionalText(key);
        if (text is not (null or "true" or "false"))
        {
            Error(key, $"「{key}」は true か false で書いてください。");
        }

        return text == "true";
    }

    public int? Number(string key, int least, int most)
    {
        if (OptionalText(key) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Error(key, $"「{key}」は {least} から {most} までの整数で書いてください。");
        return null;
    }

    /// <summary>One of the listed texts.</summary>
    public string OneOf(string key, IReadOnlyCollection<string> choices)
    {
        var text = Text(key);
        if (text.Length > 0 && !choices.Contains(text))
        {
            Error(key, $"「{text}」は使用できません。使用できる値: {string.Join("、", choices)}");
        }

        return text;
    }

    /// <summary>A value of an enum of the contracts, by its stable name.</summary>
    public T? Choice<T>(string key)
        where T : struct, Enum =>
        OptionalText(key) is { } text ? Choice<T>(key, text) : null;

    public T? Choice<T>(string key, string text)
        where T : struct, Enum
    {
        if (StableName.Of<T>().TryGetValue(text, out var value))
        {
            return value;
        }

        Error(key, $"「{text}」は使用できません。使用できる値: {string.Join("、", StableName.Of<T>().Keys)}");
        return null;
    }

    /// <summary>The id of something read before.</summary>
    public string Reference(string key, IReadOnlySet<string> ids, string what)
    {
        var id = Text(key);
        if (id.Length > 0)
        {
            Refer(key, id, ids, what);
        }

        return id;
    }

    public string? OptionalReference(string key, IReadOnlySet<string> ids, string what) => OptionalText(key) is null ? null : Reference(key, ids, what);

    public void Refer(string key, string id, IReadOnlySet<string> ids, string what)
    {
        if (!ids.Contains(id))
        {
            Error(key, $"{what}「{id}」は登録されていません。");
        }
    }

    /// <summary>Texts of a sequence.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        List<string> texts = [];
        foreach (var child in Sequence(key))
        {
            if (child is YamlScalarNode { Value: { Length: > 0 } value })
            {
                texts.Add(value);
            }
            else
            {
                errors.Add(file, child.Start.Line, $"「{key}」には文を並べて書いてください。");
            }
        }

        return texts;
    }

    /// <summary>Mappings of a sequence.</summary>
    public IReadOnlyList<Entry> Entries(string key)
    {
        List<Entry> entries = [];
        foreach (var child in Sequence(key))
        {
            if (child is YamlMappingNode mapping)
            {
                entries.Add(new Entry(file, mapping, errors));
            }
            else
            {
                errors.Add(file, child.Start.Line, $"「{key}」の項目の書き方が正しくありません。");
            }
        }

        return entries;
    }

    /// <summary>Items of a sequence that are a bare word or one <c>word: value</c>, each with its line.</summary>
    public IReadOnlyList<(string Word, string? Value, long Line)> Words(string key)
    {
        List<(string, string?, long)> words = [];
        foreach (var child in Sequence(key))
        {
            switch (child)
            {
                case YamlScalarNode { Value: { Length: > 0 } word }:
                    words.Add((word, null, child.Start.Line));
                    break;
                case YamlMappingNode { Children.Count: 1 } pair when pair.Children[0] is { Key: YamlScalarNode { Value: { Length: > 0 } word }, Value: YamlScalarNode value }:
                    words.Add((word, value.Value, child.Start.Line));
                    break;
                default:
                    errors.Add(file, child.Start.Line, $"「{key}」の項目の書き方が正しくありません。");
                    break;
            }
        }

        return words;
    }

    public void Error(string key, string message) => errors.Add(file, Child(key, out var child) ? child.Start.Line : node.Start.Line, message);

    public void ErrorAt(long line, string message) => errors.Add(file, line, message);

    /// <summary>A key that nobody asked for is a slip of the pen.</summary>
    public void Done()
    {
        foreach (var (key, _) in node.Children)
        {
            if (key is not YamlScalarNode { Value: { } name } || !_read.Contains(name))
            {
                errors.Add(file, key.Start.Line, $"「{key}」という項目はありません。使用できる項目: {string.Join("、", _read.Order(StringComparer.Ordinal))}");
            }
        }
    }

    private IEnumerable<YamlNode> Sequence(string key)
    {
        _read.Add(key);
        if (!Child(key, out var child) || child is YamlScalarNode { Value: null or "" })
        {
            return [];
        }

        if (child is YamlSequenceNode sequence)
        {
            return sequence.Children;
        }

        errors.Add(file, child.Start.Line, $"「{key}」は「- 」で始まる行を並べて書いてください。");
        return [];
    }

    private YamlScalarNode? Scalar(string key)
    {
        _read.Add(key);
        if (!Child(key, out var child))
        {
            return null;
        }

        if (child is YamlScalarNode scalar)
        {
            return scalar;
        }

        errors.Add(file, child.Start.Line, $"「{key}」には値を1つ書いてください。");
        return null;
    }

    private bool Child(string key, [NotNullWhen(true)] out YamlNode? child) => node.Children.TryGetValue(new YamlScalarNode(key), out child);
}
