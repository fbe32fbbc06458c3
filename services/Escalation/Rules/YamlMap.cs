using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Csirt.Escalation.Rules;

/// <summary>A mapping of a pack file. Fields are read by name; one that nobody read is reported by <see cref="RejectUnread"/>.</summary>
internal sealed class YamlMap(YamlMappingNode node, string file, PackProblems problems)
{
    private readonly HashSet<string> _read = [];

    public Place Place { get; } = new(file, node.Start.Line);

    public PackProblems Problems => problems;

    public IEnumerable<string> Keys => node.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "");

    public bool Has(string key) => Node(key) is not null;

    /// <summary>Line of a field, or of the mapping where the field is missing.</summary>
    public Place PlaceOf(string key) => Node(key) is { } found ? new Place(file, found.Start.Line) : Place;

    /// <summary>A text that must be there; reported and "" where it is not.</summary>
    public string Text(string key)
    {
        var text = TextOrNull(key);
        if (string.IsNullOrWhiteSpace(text))
        {
            problems.Add(PlaceOf(key), $"「{key}」が必要です。");
        }

        return text ?? "";
    }

    public string? TextOrNull(string key)
    {
        switch (Take(key))
        {
            case null:
                return null;
            case YamlScalarNode scalar:
                return scalar.Value;
            default:
                problems.Add(PlaceOf(key), $"「{key}」には文字を書いてください。");
                return null;
        }
    }

    public int? NumberOrNull(string key)
    {
        var text = TextOrNull(key);
        if (text is null)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        problems.Add(PlaceOf(key), $"「{key}」には0以上の整数を書いてください（「{text}」）。");
        return null;
    }

    public bool Flag(string key, bool whenMissing = false)
    {
        switch (TextOrNull(key))
        {
            case null:
                return whenMissing;
            case "true":
                return true;
            case "false":
                return false;
            default:
                problems.Add(PlaceOf(key), $"「{key}」は true か false です。");
                return whenMissing;
        }
    }

    public DateOnly? DateOrNull(string key)
    {
        var text = TextOrNull(key);
        if (text is null)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        problems.Add(PlaceOf(key), $"「{key}」は 2026-04-01 の形で書いてください（「{text}」）。");
        return null;
    }

    public YamlMap? MapOrNull(string key)
    {
        switch (Take(key))
        {
            case null:
                return null;
            case YamlMappingNode map:
                return new YamlMap(map, file, problems);
            default:
                problems.Add(PlaceOf(key), $"「{key}」には項目の組を書いてください。");
                return null;
        }
    }

    /// <summary>A list of mappings; empty where the field is missing.</summary>
    public IReadOnlyList<YamlMap> Maps(string key)
    {
        var maps = new List<YamlMap>();
        foreach (var item in Items(key))
        {
            if (item is YamlMappingNode map)
            {
                maps.Add(new YamlMap(map, file, problems));
            }
            else
            {
                problems.Add(new Place(file, item.Start.Line), $"「{key}」の中には項目の組を並べてください。");
            }
        }

        return maps;
    }

    /// <summary>One word or a list of words; empty where the field is missing.</summary>
    public IReadOnlyList<(string Word, Place Place)> Words(string key)
    {
        var items = Take(key) is YamlScalarNode single ? [single] : Items(key);
        var words = new List<(string, Place)>();
        foreach (var item in items)
        {
            if (item is YamlScalarNode { Value: { Length: > 0 } word })
            {
                words.Add((word, new Place(file, item.Start.Line)));
            }
            else
            {
                problems.Add(new Place(file, item.Start.Line), $"「{key}」の中には語を並べてください。");
            }
        }

        return words;
    }

    /// <summary>Reports fields that nobody read: misspelt ones, mostly.</summary>
    public void RejectUnread()
    {
        foreach (var key in node.Children.Keys)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (!_read.Contains(name))
            {
                problems.Add(new Place(file, key.Start.Line), $"知らない項目「{name}」です。");
            }
        }
    }

    private IReadOnlyList<YamlNode> Items(string key)
    {
        switch (Take(key))
        {
            case null:
                return [];
            case YamlSequenceNode list:
                return [.. list.Children];
            default:
                problems.Add(PlaceOf(key), $"「{key}」には一覧を書いてください。");
                return [];
        }
    }

    private YamlNode? Take(string key)
    {
        _read.Add(key);
        return Node(key);
    }

    private YamlNode? Node(string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;
}
