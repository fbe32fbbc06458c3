using System.Text;
using Csirt.Contracts.Values;
using Csirt.Escalation.Rules;

namespace Csirt.Escalation.Evaluation;

/// <summary>Puts what one person is to be told into one plain text; the first line says what is wanted by when.</summary>
internal static class MailComposer
{
    public static (string Subject, string Wanted, string Body) Compose(CaseView view, RuleBook book, IReadOnlyList<Role> roles, IReadOnlyList<Role> toldThemselves, IReadOnlyList<Notice> notices)
    {
        var ordered = notices.OrderBy(notice => notice.Weight).ThenBy(notice => notice.Values.Deadline?.At ?? DateTimeOffset.MaxValue).ToArray();
        var lead = ordered[0];
        var subject = Fill(lead, text => text.Subject);
        var body = new StringBuilder();
        foreach (var notice in ordered)
        {
            if (ordered.Length > 1)
            {
                body.Append("■ ").AppendLine(notice.Rule.Title);
                body.AppendLine(Fill(notice, text => text.Wanted));
            }

            if (LateNote.LineOf(notice.DueAt, view.Now) is { } late)
            {
                body.AppendLine(late);
            }

            body.AppendLine(Fill(notice, text => text.Body).TrimEnd());
            body.Append("根拠：").Append(notice.Rule.Basis).Append('（').Append(JapaneseText.Label(notice.Rule.Label)).AppendLine("）").AppendLine();
        }

        if (toldThemselves.Count > 0)
        {
            body.Append("※ 知らせる人と知らされる人が同じになるため、").Append(string.Join("・", toldThemselves.Select(role => role.InJapanese()))).AppendLine("としては、別の人にも確認を求めています。あなたの確認だけでは済みません。").AppendLine();
        }

        AppendCase(body, lead.Values, roles);
        return (ordered.Length > 1 ? $"{subject} ほか{ordered.Length - 1}件" : subject, Fill(lead, text => text.Wanted), body.ToString().ReplaceLineEndings("\n"));

        string Fill(Notice notice, Func<MailText, TextTemplate> part) => part(book.Texts[notice.Text]).Fill(name => notice.Values.Of(name, roles));
    }

    private static void AppendCase(StringBuilder body, TextValues values, IReadOnlyList<Role> roles)
    {
        body.Append("事案番号：").AppendLine(values.Of("case_number", roles));
        body.Append("課：").Append(values.Of("section", roles)).Append("　経路：").AppendLine(values.Of("channel", roles));
        body.Append("種別：").Append(values.Of("kind", roles)).Append("　重大度：").Append(values.Of("severity", roles)).Append("　段階：").AppendLine(values.Of("stage", roles));
        body.Append("受付：").Append(values.Of("opened", roles)).Append("　知った：").AppendLine(values.Of("known", roles));
    }
}
