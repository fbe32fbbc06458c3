using System.Text.RegularExpressions;
using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Platform.Http;
using Csirt.Platform.Replicas;

namespace Csirt.Intake.Filing;

/// <summary>What a report must satisfy; every breach is noted, so that the sender sees all of them at once (policy 6.3(8)).</summary>
internal static partial class FilingRules
{
    public const int LongestText = 10_000;
    private const int LongestLine = 200;
    private const int MostListed = 50;

    /// <summary>A clock of another machine may be ahead by so much.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private const string TooLong = "文字以内で入力してください。";

    public static InputErrors Check(Report report, TownDirectory town, DateTimeOffset now)
    {
        var errors = new InputErrors();
        var document = report.Document;
        errors.Check(report.Text.Length > 0, "text", "何が起きたかを入力してください。");
        errors.Check(report.Text.Length <= LongestText, "text", $"{LongestText:N0}{TooLong}");
        CheckLine(errors, document.Place, "place");
        CheckLine(errors, document.Medium, "medium");
        CheckLine(errors, document.Reference, "reference");
        CheckContact(errors, report.Contact);
        CheckTimes(errors, document.Times, now);
        CheckDirectory(errors, report, town);
        CheckDataItems(errors, document.DataItems);
        CheckPersons(errors, document.Facts.Persons, "facts.persons");
        CheckPersons(errors, document.Facts.MyNumberPersons, "facts.my_number_persons");
        return errors;
    }

    private static void CheckTimes(InputErrors errors, ReportedTimes times, DateTimeOffset now)
    {
        foreach (var (time, field) in new[] { (times.Occurred, "occurred"), (times.Discovered, "discovered"), (times.Known, "known") })
        {
            errors.Check(!IsAfter(time, now), field, "未来の日時になっています。");
        }

        errors.Check(!IsBefore(times.Discovered, times.Occurred), "discovered", "発覚が発生より前になっています。");
        errors.Check(!IsBefore(times.Known, times.Occurred), "known", "知った日時が発生より前になっています。");
    }

    private static bool IsAfter(FactTime time, DateTimeOffset now) => time.Kind switch
    {
        FactTimeKind.Instant => time.EarliestMoment > now + Skew,
        FactTimeKind.Date => time.JapanDate > FactTime.At(now + Skew).JapanDate,
        _ => false,
    };

    // A day and an instant are compared by day: the hour of the day is not known.
    private static bool IsBefore(FactTime one, FactTime other) =>
        one.Kind == FactTimeKind.Instant && other.Kind == FactTimeKind.Instant
            ? one.EarliestMoment < other.EarliestMoment
            : one.JapanDate < other.JapanDate;

    private static void CheckDirectory(InputErrors errors, Report report, TownDirectory town)
    {
        var document = report.Document;
        errors.Check(report.SectionId is null || town.Section(report.SectionId) is not null, "section_id", "連絡網にない課室です。選び直してください。");
        errors.Check(document.BodyId is null || town.Body(document.BodyId) is not null, "body_id", "連絡網にない報告主体です。選び直してください。");
        errors.Check(document.SystemIds.Count <= MostListed, "system_ids", $"{MostListed}件以内で選んでください。");
        errors.Check(document.SystemIds.All(id => town.System(id) is not null), "system_ids", "情報システム台帳にないシステムが含まれています。選び直してください。");
        errors.Check(document.ImplicatedIds.Count <= MostListed, "implicated_ids", $"{MostListed}人以内で選んでください。");
        errors.Check(document.ImplicatedIds.All(id => town.Person(id) is not null), "implicated_ids", "連絡網にない人が含まれています。選び直してください。");
    }

    private static void CheckContact(InputErrors errors, ReporterContact? contact)
    {
        CheckLine(errors, contact?.Name, "contact.name");
        CheckLine(errors, contact?.Phone, "contact.phone");
        CheckLine(errors, contact?.Mail, "contact.mail");
        CheckLine(errors, contact?.Note, "contact.note");
    }

    private static void CheckDataItems(InputErrors errors, IReadOnlyList<string> items)
    {
        errors.Check(items.Count <= MostListed, "data_items", $"{MostListed}件以内で入力してください。");
        errors.Check(items.All(i => i.Length <= LongestLine), "data_items", $"1件あたり{LongestLine}{TooLong}");
        errors.Check(!items.Any(LooksLikeValue), "data_items", "項目の名前（氏名、口座番号など）だけを入力してください。漏れた情報そのものは書かないでください。");
    }

    private static bool LooksLikeValue(string item) => item.Contains('@', StringComparison.Ordinal) || LongNumber().IsMatch(item);

    private static void CheckPersons(InputErrors errors, PersonCount? persons, string field) => errors.Check(
        persons is null || (!(persons.Min < 0) && !(persons.Max < 0) && !(persons.Min > persons.Max)),
        field,
        "人数は0以上で、最小が最大を超えないように入力してください。");

    private static void CheckLine(InputErrors errors, string? line, string field) =>
        errors.Check(line is null || line.Length <= LongestLine, field, $"{LongestLine}{TooLong}");

    [GeneratedRegex(@"\d[\d\- ]{4,}\d")]
    private static partial Regex LongNumber();
}
