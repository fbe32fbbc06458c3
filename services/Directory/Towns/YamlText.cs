using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Csirt.Directory.Towns;

/// <summary>Opens one YAML file: a mapping at its top.</summary>
internal static class YamlText
{
    public static Entry Open(string file, string text, TownDataErrors errors)
    {
        var empty = new Entry(file, new YamlMappingNode(), errors);
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            {
                return new Entry(file, root, errors);
            }

            errors.Add(file, 1, "「項目: 値」の形で書いてください。");
        }
        catch (YamlException e)
        {
            errors.Add(file, e.Start.Line, $"YAML として読み取れません。字下げ、引用符、項目の重複を確認してください。（{e.Message}）");
        }

        return empty;
    }
}
