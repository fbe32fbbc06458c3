using System.Globalization;
using System.Text;
using Sheet = Csirt.Contracts.Http.Cases.PaperPack;

namespace Csirt.Cases.PaperPack;

/// <summary>The pack as plain text, for any printer or screen.</summary>
internal static class PaperText
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    public static string Of(Sheet pack)
    {
        var text = new StringBuilder();
        text.Append(Plain, $"{pack.TownName} 情報セキュリティインシデント対応　紙の一式\n作成：{PaperWords.Moment(pack.AsOf)}\n\n■ 未完了の事案（{pack.Cases.Count}件）\n");
        foreach (var one in pack.Cases)
        {
            text.Append(Plain, $"\n{one.Number}　{one.Title}\n　段階：{Contracts.Values.JapaneseNames.InJapanese(one.Stage)}　重大度：{PaperWords.Severity(one)}　受付：{PaperWords.Moment(one.OpenedAt)}\n　期限：{PaperWords.Deadline(one)}　待ち：{one.WaitedFor ?? "なし"}\n");
        }

        Notes(text, pack);
        text.Append(Plain, $"\n■ 緊急連絡網（第{pack.CallList.Version}版）\n");
        foreach (var group in pack.CallList.Groups)
        {
            text.Append(Plain, $"\n【{group.RoleName}】\n");
            foreach (var entry in group.Entries)
            {
                text.Append(Plain, $"　{entry.Name}　{PaperWords.Held(entry)}\n　　電話 {entry.Phone ?? "なし"}　夜間・休日 {entry.NightPhone ?? "なし"}　{entry.Mail}\n");
                if (PaperWords.Absence(entry) is { Length: > 0 } absence)
                {
                    text.Append(Plain, $"　　{absence}\n");
                }
            }
        }

        text.Append("\n【庁外】\n");
        foreach (var contact in pack.CallList.Contacts)
        {
            text.Append(Plain, $"　{contact.Name}\n　　電話 {contact.Phone ?? "なし"}　夜間・休日 {contact.NightPhone ?? "なし"}　FAX {contact.Fax ?? "なし"}　{contact.Mail}　{contact.Note}\n");
        }

        return text.ToString();
    }

    private static void Notes(StringBuilder text, Sheet pack)
    {
        if (pack.More > 0)
        {
            text.Append(Plain, $"\n{PaperWords.More(pack.More)}\n");
        }

        if (pack.Withheld > 0)
        {
            text.Append(Plain, $"\n{PaperWords.Withheld(pack.Withheld)}\n");
        }
    }
}
