using System.Text;
using System.Text.RegularExpressions;

namespace Csirt.Escalation.Rules;

/// <summary>A text of a pack with {placeholders}. Only case data without personal values can be filled in: there is no other placeholder.</summary>
internal sealed partial class TextTemplate
{
    /// <summary>In front of a fact's name: its answer, はい / おそれあり / 不明 / いいえ / 未確認.</summary>
    public const string FactPrefix = "fact:";

    private readonly IReadOnlyList<(string Literal, string? Placeholder)> _parts;

    private TextTemplate(IReadOnlyList<(string, string?)> parts) => _parts = parts;

    /// <summary>What a mail or report may say, and what it is called.</summary>
    public static IReadOnlyDictionary<string, string> Placeholders { get; } = new Dictionary<string, string>
    {
        ["case_number"] = "事案番号",
        ["town"] = "町の名",
        ["rule_title"] = "規則の題",
        ["basis"] = "根拠",
        ["label"] = "法令・ガイドライン・町の別",
        ["channel"] = "報告の経路",
        ["section"] = "課",
        ["department"] = "部局",
        ["body"] = "報告主体",
        ["systems"] = "情報システム",
        ["kind"] = "種別",
        ["severity"] = "重大度",
        ["stage"] = "段階",
        ["incident"] = "評価",
        ["opened"] = "受付日時",
        ["occurred"] = "発生日時",
        ["discovered"] = "発覚日時",
        ["known"] = "知った日時",
        ["deadline"] = "期限",
        ["target"] = "目標",
        ["recipient"] = "相手方",
        ["via"] = "経由する機関",
        ["grounds"] = "該当する号",
        ["why"] = "判断のもとになった事実",
        ["questions"] = "確認すること",
        ["to_role"] = "宛先の役割",
        ["behalf"] = "代わって報告される役割",
        ["persons"] = "個人情報の本人の数",
        ["my_number_persons"] = "特定個人情報の本人の数",
        ["notice_state"] = "本人への通知の状況",
        ["now"] = "作成日時",
    };

    /// <summary>What a mail about the directory may say: there is no case.</summary>
    public static IReadOnlyDictionary<string, string> DirectoryPlaceholders { get; } = new Dictionary<string, string>
    {
        ["town"] = "町の名",
        ["absent_name"] = "不在の人",
        ["deputy_name"] = "代行者",
        ["until"] = "不在の終わり",
    };

    /// <summary>Reads a template and reports unknown placeholders.</summary>
    public static TextTemplate Parse(string text, Place place, PackProblems problems) =>
        Parse(text, place, problems, Placeholders, name => name.StartsWith(FactPrefix, StringComparison.Ordinal) && Vocabulary.Facts.ContainsKey(name[FactPrefix.Length..]), " と fact:事実の名前");

    /// <summary>Reads the template of a mail about the directory.</summary>
    public static TextTemplate ParseDirectory(string text, Place place, PackProblems problems) => Parse(text, place, problems, DirectoryPlaceholders, _ => false, "");

    private static TextTemplate Parse(string text, Place place, PackProblems problems, IReadOnlyDictionary<string, string> known, Func<string, bool> isKnownToo, string andMore)
    {
        var parts = new List<(string, string?)>();
        var position = 0;
        foreach (Match match in Placeholder().Matches(text))
        {
            var name = match.Groups[1].Value;
            if (!known.ContainsKey(name) && !isKnownToo(name))
            {
                problems.Add(place, $"知らない差し込み「{{{name}}}」です。使えるのは {string.Join("、", known.Keys)}{andMore} です。");
            }

            parts.Add((text[position..match.Index], name));
            position = match.Index + match.Length;
        }

        parts.Add((text[position..], null));
        return new TextTemplate(parts);
    }

    public string Fill(Func<string, string> valueOf)
    {
        var text = new StringBuilder();
        foreach (var (literal, placeholder) in _parts)
        {
            text.Append(literal).Append(placeholder is null ? "" : valueOf(placeholder));
        }

        return text.ToString();
    }

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Placeholder();
}

/// <summary>A report of a pack, prepared to be completed and handed in by people.</summary>
internal sealed record ReportTemplate(string Title, IReadOnlyList<ReportItemTemplate> Items);

/// <summary>An item of a report. What only people know is left to them.</summary>
internal sealed record ReportItemTemplate(int Number, string Title, TextTemplate Text, bool ByHand);

/// <summary>A mail of a pack: subject, first line (what is wanted by when) and the rest.</summary>
internal sealed record MailText(TextTemplate Subject, TextTemplate Wanted, TextTemplate Body);
