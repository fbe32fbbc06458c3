using System.Globalization;
using System.Net;
using System.Text;
using Csirt.Contracts.Values;
using Sheet = Csirt.Contracts.Http.Cases.PaperPack;

namespace Csirt.Cases.PaperPack;

/// <summary>The pack as one page that prints as it stands: nothing is fetched, nothing runs.</summary>
internal static class PaperHtml
{
    private const string Style =
        """
        @page { size: A4; margin: 14mm 12mm }
        * { box-sizing: border-box }
        body { font: 10.5pt/1.5 "Noto Sans JP", "Noto Sans CJK JP", "Yu Gothic", "Meiryo", sans-serif; color: #000; background: #fff; margin: 0 auto; max-width: 190mm }
        h1 { font-size: 17pt; margin: 0 0 1mm } h2 { font-size: 13pt; border-bottom: 2px solid #000; margin: 6mm 0 2mm; padding-bottom: 1mm } h3 { font-size: 11pt; margin: 4mm 0 1mm }
        p { margin: 1mm 0 } .note { border: 1px solid #000; padding: 2mm 3mm; margin: 2mm 0 }
        table { border-collapse: collapse; width: 100%; table-layout: fixed } th, td { border: 1px solid #555; padding: 1.2mm 1.8mm; text-align: left; vertical-align: top; overflow-wrap: anywhere }
        thead th { background: #eee; -webkit-print-color-adjust: exact; print-color-adjust: exact } thead { display: table-header-group } tr { break-inside: avoid }
        .page { break-before: page } .form td { height: 10.5mm } .form.first td { height: 19mm } .form.first th { width: 55mm } .number { white-space: nowrap } .late { font-weight: 700 }
        """;

    public static string Of(Sheet pack)
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"ja\">\n<head>\n<meta charset=\"utf-8\">\n<title>").Append(Text(pack.TownName)).Append(" 紙の一式</title>\n<style>\n").Append(Style).Append("\n</style>\n</head>\n<body>\n");
        html.Append("<h1>").Append(Text(pack.TownName)).Append(" 情報セキュリティインシデント対応　紙の一式</h1>\n<p>作成：").Append(PaperWords.Moment(pack.AsOf)).Append("</p>\n");
        html.Append("<div class=\"note\"><p>ネットワークやメールが使えないときは、この紙で連絡と対応を続ける。行ったことは様式に書き、使えるようになったら<strong>本当の日時</strong>で入力する（後記と表示される）。</p><p>個人の電話番号を含む。鍵のかかる場所に保管し、新しいものに替えたら古いものは細断する。</p></div>\n");
        Cases(html, pack);
        CallList(html, pack);
        Forms(html);
        return html.Append("</body>\n</html>\n").ToString();
    }

    private static void Cases(StringBuilder html, Sheet pack)
    {
        html.Append(CultureInfo.InvariantCulture, $"<section>\n<h2>未完了の事案（{pack.Cases.Count}件）</h2>\n");
        if (pack.Cases.Count > 0)
        {
            Head(html, null, ("番号", "28mm"), ("何が", null), ("段階・重大度", "30mm"), ("次の期限", "32mm"), ("待っている相手", "42mm"));
            foreach (var one in pack.Cases)
            {
                Row(html, $"<span class=\"number\">{Text(one.Number)}</span>", $"{Text(one.Title)}<br>受付：{PaperWords.Moment(one.OpenedAt)}", $"{Text(one.Stage.InJapanese())}<br>{Text(PaperWords.Severity(one))}",
                    $"<span class=\"{(one.Overdue ? "late" : "")}\">{Text(PaperWords.Deadline(one))}</span>", Text(one.WaitedFor ?? "なし"));
            }

            html.Append("</tbody></table>\n");
        }
        else
        {
            html.Append("<p>ありません。</p>\n");
        }

        Note(html, pack.More, PaperWords.More(pack.More));
        Note(html, pack.Withheld, PaperWords.Withheld(pack.Withheld));
        html.Append("</section>\n");
    }

    private static void CallList(StringBuilder html, Sheet pack)
    {
        html.Append(CultureInfo.InvariantCulture, $"<section class=\"page\">\n<h2>緊急連絡網（第{pack.CallList.Version}版）</h2>\n");
        foreach (var group in pack.CallList.Groups)
        {
            html.Append("<h3>").Append(Text(group.RoleName)).Append("</h3>\n");
            Head(html, null, ("氏名", "45mm"), ("所属・担当", null), ("電話", "27mm"), ("夜間・休日", "32mm"));
            foreach (var entry in group.Entries)
            {
                Row(html, $"{Text(entry.Name)}{(PaperWords.Absence(entry) is { Length: > 0 } absence ? $"<br><strong>{Text(absence)}</strong>" : "")}", Text(PaperWords.Held(entry)), Text(entry.Phone ?? "なし"), Text(entry.NightPhone ?? "なし"));
            }

            html.Append("</tbody></table>\n");
        }

        html.Append("<h3>庁外の連絡先</h3>\n");
        Head(html, null, ("名称", "48mm"), ("電話", "29mm"), ("夜間・休日", "29mm"), ("FAX", "29mm"), ("メール・連絡方法", null));
        foreach (var contact in pack.CallList.Contacts)
        {
            Row(html, Text(contact.Name), Text(contact.Phone ?? "なし"), Text(contact.NightPhone ?? "なし"), Text(contact.Fax ?? "なし"), $"{Text(contact.Mail)}<br>{Text(contact.Note)}");
        }

        html.Append("</tbody></table>\n</section>\n");
    }

    private static void Forms(StringBuilder html)
    {
        html.Append("<section class=\"page\">\n<h2>様式 第一報</h2>\n<p>分かることだけでよい。分からないことは「不明」と書く。個人の名前や漏れた情報の中身は書かない。</p>\n<table class=\"form first\"><tbody>\n");
        foreach (var field in PaperWords.FirstReport)
        {
            html.Append("<tr><th scope=\"row\">").Append(Text(field)).Append("</th><td></td></tr>\n");
        }

        html.Append("</tbody></table>\n</section>\n");
        foreach (var (title, hint, columns, lines) in PaperWords.Forms)
        {
            html.Append("<section class=\"page\">\n<h2>").Append(Text(title)).Append("</h2>\n<p>事案番号：＿＿＿＿＿＿＿＿＿＿　").Append(Text(hint)).Append("</p>\n");
            Head(html, "form", [.. columns.Select((column, i) => (column, columns.Count == 3 ? (i == 1 ? null : "32mm") : (string?)null))]);
            for (var line = 0; line < lines; line++)
            {
                Row(html, [.. columns.Select(_ => string.Empty)]);
            }

            html.Append("</tbody></table>\n</section>\n");
        }
    }

    private static void Head(StringBuilder html, string? kind, params ReadOnlySpan<(string Name, string? Width)> columns)
    {
        html.Append(kind is null ? "<table><thead><tr>" : $"<table class=\"{kind}\"><thead><tr>");
        foreach (var (name, width) in columns)
        {
            html.Append(width is null ? "<th scope=\"col\">" : $"<th scope=\"col\" style=\"width:{width}\">").Append(Text(name)).Append("</th>");
        }

        html.Append("</tr></thead><tbody>\n");
    }

    private static void Row(StringBuilder html, params ReadOnlySpan<string> cells)
    {
        html.Append("<tr>");
        foreach (var cell in cells)
        {
            html.Append("<td>").Append(cell).Append("</td>");
        }

        html.Append("</tr>\n");
    }

    private static void Note(StringBuilder html, int count, string note)
    {
        if (count > 0)
        {
            html.Append("<p class=\"note\">").Append(Text(note)).Append("</p>\n");
        }
    }

    private static string Text(string? text) => WebUtility.HtmlEncode(text ?? string.Empty);
}
