using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Csirt.Escalation.Rules;

/// <summary>A pack as a file.</summary>
internal sealed record PackFile(string Name, string Text);

/// <summary>Reads packs in their order (national first) and checks all of them before anything is evaluated.</summary>
internal static class RuleBookLoader
{
    /// <summary>Mails that the service writes by itself; a pack must have each of them.</summary>
    public static IReadOnlyList<string> ServiceTexts { get; } =
        ["duty-open", "duty-provisional", "duty-remind", "duty-overdue", "duty-look-again", "judge", "unasked", "no-rule", "quiet"];

    public static RuleBook LoadBuiltIn() => Load([Built("national.yaml"), Built("municipality.yaml")]);

    /// <exception cref="PackException">Something in the packs is wrong; every problem with file and line.</exception>
    public static RuleBook Load(IReadOnlyList<PackFile> files)
    {
        var context = new PackContext();
        var roots = files.Select(file => Parse(file, context.Problems)).OfType<YamlMap>().ToArray();
        context.Problems.ThrowIfAny();
        foreach (var root in roots)
        {
            ReadEnabled(root, context);
        }

        var versions = roots.Select(root => ReadPack(root, context)).ToArray();
        Check(files, context);
        context.Problems.ThrowIfAny();
        return new RuleBook(string.Join(" + ", versions), context.Rules, context.Texts, context.Reports, context.Town!);
    }

    public static PackFile Built(string name) => new(name, Encoding.UTF8.GetString(BuiltIn.Read(name)));

    private static YamlMap? Parse(PackFile file, PackProblems problems)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(file.Text));
            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            {
                return new YamlMap(root, file.Name, problems);
            }

            problems.Add(new Place(file.Name, 1), "規則パックではありません。");
        }
        catch (YamlException broken)
        {
            problems.Add(new Place(file.Name, broken.Start.Line), $"YAML の書き方が正しくありません（{broken.Message}）。");
        }

        return null;
    }

    private static void ReadEnabled(YamlMap root, PackContext context)
    {
        foreach (var (name, place) in root.Words("enable"))
        {
            context.Enabled[name] = place;
        }
    }

    private static string ReadPack(YamlMap root, PackContext context)
    {
        var pack = root.Text("pack");
        var version = root.Text("version");
        root.Text("title");
        ReadNamed(root, "conditions", (name, map) => context.Conditions[name] = ConditionReader.Read(map, context));
        ReadNamed(root, "ground_sets", (name, map) => context.GroundSets[name] = GroundSetReader.Read(name, map, context));
        ReadNamed(root, "texts", (name, map) => context.Texts[name] = ReadText(map, context));
        ReadNamed(root, "reports", (name, map) => context.Reports[name] = ReadReport(map, context));
        foreach (var map in root.Maps("rules"))
        {
            if (RuleReader.Read(map, pack, context) is { } rule)
            {
                context.Rules.Add(rule);
            }
        }

        foreach (var map in root.Maps("overrides"))
        {
            RuleOverride.Apply(map, context);
        }

        context.Town = root.MapOrNull("town") is { } town ? TownSettings.Read(town, context) : context.Town;
        root.RejectUnread();
        return $"{pack} {version}";
    }

    private static void ReadNamed(YamlMap root, string key, Action<string, YamlMap> read)
    {
        if (root.MapOrNull(key) is not { } table)
        {
            return;
        }

        foreach (var name in table.Keys)
        {
            if (table.MapOrNull(name) is { } map)
            {
                read(name, map);
            }
        }
    }

    private static MailText ReadText(YamlMap map, PackContext context)
    {
        var text = new MailText(Template("subject"), Template("wanted"), Template("body"));
        map.RejectUnread();
        return text;

        TextTemplate Template(string key) => TextTemplate.Parse(map.Text(key), map.PlaceOf(key), context.Problems);
    }

    private static ReportTemplate ReadReport(YamlMap map, PackContext context)
    {
        var items = map.Maps("items").Select(item =>
        {
            var read = new ReportItemTemplate(
                item.NumberOrNull("number") ?? 0,
                item.Text("title"),
                TextTemplate.Parse(item.TextOrNull("text") ?? "", item.PlaceOf("text"), context.Problems),
                item.Flag("by_hand"));
            item.RejectUnread();
            return read;
        }).ToArray();
        var report = new ReportTemplate(map.Text("title"), items);
        map.RejectUnread();
        return report;
    }

    private static void Check(IReadOnlyList<PackFile> files, PackContext context)
    {
        context.CheckReferences();
        var top = new Place(files[^1].Name, 1);
        foreach (var text in ServiceTexts.Where(text => !context.Texts.ContainsKey(text)))
        {
            context.Problems.Add(top, $"文面「{text}」が必要です。");
        }

        if (context.Town is null)
        {
            context.Problems.Add(top, "町の設定「town」が必要です。");
        }
    }
}
