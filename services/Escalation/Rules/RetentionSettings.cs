using System.Text.Json;
using Csirt.Contracts.Values;

namespace Csirt.Escalation.Rules;

/// <summary>How long a town keeps which records, in full years.</summary>
internal sealed record RetentionSettings(IReadOnlyDictionary<RecordClass, int> Years)
{
    private const int Longest = 100;

    /// <summary>Stands where a pack has none, which is reported.</summary>
    public static RetentionSettings None { get; } = new(new Dictionary<RecordClass, int>());

    public static RetentionSettings Read(YamlMap map, PackContext context)
    {
        var years = Enum.GetValues<RecordClass>().ToDictionary(records => records, records => YearsOf(map, KeyOf(records), context));
        var longest = years.Where(period => period.Key is not RecordClass.Audit).Max(period => period.Value);
        if (years[RecordClass.Audit] < longest)
        {
            // What was done with a record must be provable for as long as there is the record.
            context.Problems.Add(map.PlaceOf(KeyOf(RecordClass.Audit)), $"監査記録の保存期間（{KeyOf(RecordClass.Audit)}）を、ほかの区分のうち最も長い{longest}年より短くできません。");
        }

        map.RejectUnread();
        return new RetentionSettings(years);
    }

    private static int YearsOf(YamlMap map, string key, PackContext context)
    {
        var years = map.NumberOrNull(key);
        if (years is null or 0 or > Longest)
        {
            context.Problems.Add(map.PlaceOf(key), $"保存期間「{key}」を1以上{Longest}以下の年数で書いてください。");
        }

        return years ?? 1;
    }

    private static string KeyOf(RecordClass records) => JsonNamingPolicy.SnakeCaseLower.ConvertName(records.ToString());
}
