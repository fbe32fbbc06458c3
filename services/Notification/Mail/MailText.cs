using System.Globalization;
using System.Text;
using Csirt.Contracts.Values;
using Csirt.Notification.Ledger;
using Csirt.Platform.Replicas;

namespace Csirt.Notification.Mail;

/// <summary>
/// The words of a mail: what is wanted by when comes first, then how to answer, then the rest. The same rows give the same text.
/// Names nobody: neither those who reported nor those affected.
/// </summary>
internal static class MailText
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;
    private static readonly TimeSpan Japan = TimeSpan.FromHours(9);
    private const string DrillMark = "【訓練】";
    private const string Weekdays = "日月火水木金土";

    public static string SubjectOf(IReadOnlyList<LedgerRow> rows) => rows is [var only] ? OneLine(only.Subject) : $"お知らせ {rows.Count}件（まとめ）";

    /// <param name="rows">One notification, or those of a digest.</param>
    /// <param name="directory">The town's directory.</param>
    /// <param name="linkOf">Link that acknowledges a row; null where the recipient can't use one.</param>
    /// <param name="late">A line that says that it comes late; null where it doesn't.</param>
    public static string BodyOf(IReadOnlyList<LedgerRow> rows, TownDirectory directory, Func<LedgerRow, string?> linkOf, string? late)
    {
        var text = new StringBuilder();
        if (rows is [var only])
        {
            Notification(text, only, linkOf(only), late);
        }
        else
        {
            if (late is not null)
            {
                text.Append(Plain, $"{late}\n");
            }

            text.Append(Plain, $"{rows.Count}件のお知らせがあります。{(rows.Any(r => r.NeedsAcknowledgement) ? "それぞれ内容を確認し、受領を確認してください。" : string.Empty)}\n\n");
            for (var i = 0; i < rows.Count; i++)
            {
                text.Append(Plain, $"■ {i + 1}/{rows.Count} {OneLine(rows[i].Subject)}\n");
                Notification(text, rows[i], linkOf(rows[i]), null);
            }
        }

        Footer(text, directory, inside: rows[0].PersonId is not null);
        return text.ToString();
    }

    /// <summary>Of a drill, every text says so first.</summary>
    public static string Marked(bool drill, string text) => drill && !text.StartsWith(DrillMark, StringComparison.Ordinal) ? DrillMark + text : text;

    /// <summary>What is wanted by when.</summary>
    public static string FirstLineOf(LedgerRow row) => OneLine(row.Wanted) + ByWhen(row);

    private static void Notification(StringBuilder text, LedgerRow row, string? link, string? late)
    {
        text.Append(Plain, $"{FirstLineOf(row)}\n\n{(late is null ? string.Empty : $"{late}\n\n")}確認番号: {ConfirmationCode.Readable(row.Code!)}\n");
        if (link is not null)
        {
            text.Append(Plain, $"受領確認: {link}\n（開いただけでは確認になりません。開いたページのボタンを押してください）\n");
        }

        if (!row.NeedsAcknowledgement)
        {
            text.Append("受領の返答は不要です。\n");
        }

        text.Append(Plain, $"事案番号: {row.CaseNumber}\n\n{row.Body.ReplaceLineEndings("\n").TrimEnd()}\n\n");
    }

    private static string ByWhen(LedgerRow row) => row is { NeedsAcknowledgement: true, AcknowledgeByAt: { } limit } ? $"【受領確認: {Moment(limit)}まで】" : string.Empty;

    private static void Footer(StringBuilder text, TownDirectory directory, bool inside)
    {
        text.Append(Plain, $"-- \n{directory.Snapshot.TownName} 情報セキュリティインシデント対応（自動送信）\n");
        text.Append(inside
            ? $"このメールに返信しても受領確認にはなりません。電話の場合は、統一的な窓口{PhoneOfContactPoint(directory)}に確認番号を伝えてください。\n"
            : "このメールは送信専用です。お電話の際は、確認番号をお伝えください。\n");
    }

    private static string PhoneOfContactPoint(TownDirectory directory)
    {
        var phones = directory.Holders(Role.PointOfContact)
            .Select(p => p.Phone ?? directory.Section(p.SectionId)?.Phone)
            .OfType<string>()
            .Distinct()
            .ToList();
        return phones.Count == 0 ? string.Empty : $"（{string.Join("、", phones)}）";
    }

    internal static string Moment(DateTimeOffset moment)
    {
        var there = moment.ToOffset(Japan);
        return there.ToString($"M月d日（{Weekdays[(int)there.DayOfWeek]}）H時mm分", Plain);
    }

    // What becomes a header or a first line must not break into more of them.
    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim();
}
