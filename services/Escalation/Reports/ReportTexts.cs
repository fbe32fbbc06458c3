using System.Globalization;
using System.Text;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Values;
using Csirt.Escalation.Duties;
using Csirt.Escalation.Evaluation;
using Csirt.Escalation.Rules;
using Csirt.Escalation.Working;
using Csirt.Platform.Replicas;

namespace Csirt.Escalation.Reports;

/// <summary>Fills a duty's report with what the case has. People complete it and hand it in; "mail sent" is not "reported".</summary>
internal static class ReportTexts
{
    /// <summary>Texts by item; empty where the duty has no report.</summary>
    public static IReadOnlyDictionary<string, string> Of(DutyDocument duty, CaseDesk desk, TownDirectory? directory, DateTimeOffset now) =>
        Prepare(duty, desk, directory, now)?.Items.ToDictionary(item => item.Title, item => item.Text) ?? [];

    public static IReadOnlySet<string> TitlesOf(DutyDocument duty, CaseDesk desk) =>
        TemplateOf(duty, desk)?.Items.Select(item => item.Title).ToHashSet() ?? [];

    /// <summary>
    /// The report ready to copy: what people wrote, else what the report before said where only people know it, else what the case
    /// has; with what changed since the report before. Null where the duty has none.
    /// </summary>
    public static PreparedReport? Prepare(DutyDocument duty, CaseDesk desk, TownDirectory? directory, DateTimeOffset now)
    {
        if (TemplateOf(duty, desk) is not { } template)
        {
            return null;
        }

        var before = Before(duty, desk);
        var values = ValuesOf(duty, desk, directory, now);
        var items = template.Items.Select(item => Item(item, duty, Fill(item, values), before?.FiledReport.GetValueOrDefault(item.Title))).ToArray();
        return new PreparedReport(duty.Id, template.Title, items, Plain(template, items, desk), before is null ? null : new ReportBefore(before.Title, before.FiledAt!.Value));
    }

    private static ReportItem Item(ReportItemTemplate item, DutyDocument duty, string fromCase, string? before)
    {
        var (text, from) = duty.Written.TryGetValue(item.Title, out var written) ? (written, TextOrigin.Written)
            : item.ByHand && before is not null ? (before, TextOrigin.Before)
            : (fromCase, TextOrigin.Case);
        return new ReportItem(
            item.Number, item.Title, text, item.ByHand && from == TextOrigin.Case, before is not null && before != text, from, before, text == fromCase ? null : fromCase);
    }

    private static ReportTemplate? TemplateOf(DutyDocument duty, CaseDesk desk) =>
        duty.Report is { } id ? desk.Book.Reports.GetValueOrDefault(id) : null;

    private static string Fill(ReportItemTemplate item, TextValues values) => item.Text.Fill(name => values.Of(name, [])).TrimEnd().ReplaceLineEndings("\n");

    // Its own filing where there was one (追完), else the one before on the same grounds (速報 for 確報).
    private static DutyDocument? Before(DutyDocument duty, CaseDesk desk) => duty.Filed
        ? duty
        : desk.Duties.Where(other => other.Report == duty.Report && other.Scope == duty.Scope && other.Filed).MaxBy(other => other.FiledAt);

    private static TextValues ValuesOf(DutyDocument duty, CaseDesk desk, TownDirectory? directory, DateTimeOffset now)
    {
        var view = new CaseView(desk.Case, directory, now);
        return new TextValues(view)
        {
            Rule = desk.Book.InForce(duty.RuleId, view.KnownDay) ?? desk.Book.Versions(duty.RuleId).LastOrDefault() ?? RetiredRule.Of(duty.RuleId),
            Deadline = duty.Limit ?? duty.Target,
            Target = duty.Target,
            Grounds = duty.Grounds,
            ForReport = true,
            NoticeState = NoticeState(duty, desk),
        };
    }

    private static string NoticeState(DutyDocument duty, CaseDesk desk)
    {
        var notice = desk.Duties.FirstOrDefault(other => other.Recipient == "persons_concerned" && other.Scope == duty.Scope && other.State != DutyLife.Withdrawn);
        return notice switch
        {
            null => "本人への通知：対象外又は判断中",
            { Filed: true } => $"本人への通知：実施済み（{JapaneseText.Time(FactTime.At(notice.FiledAt!.Value))}）",
            { Deferred: { } deferred } => $"本人への通知：延期（{JapaneseText.FullDay(deferred.LookAgainOn)}に再検討）",
            _ => "本人への通知：準備中",
        };
    }

    private static string Plain(ReportTemplate template, IReadOnlyList<ReportItem> items, CaseDesk desk)
    {
        var text = new StringBuilder();
        text.Append(desk.Case.Drill ? "【訓練】" : "").AppendLine(template.Title);
        foreach (var item in items)
        {
            text.AppendLine().Append('■').Append(item.Number == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {item.Number}")).Append(' ').AppendLine(item.Title);
            text.AppendLine(item.Text);
        }

        return text.ToString().ReplaceLineEndings("\n");
    }
}
