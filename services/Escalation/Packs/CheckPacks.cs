using System.Globalization;
using System.Text;
using Csirt.Escalation.Calendar;
using Csirt.Escalation.Rules;
using Csirt.Platform.Hosting;

namespace Csirt.Escalation.Packs;

/// <summary>
/// <c>check-packs FOLDER</c>: reads the packs and holidays of a folder as the start would, before they are put in place. Every
/// mistake is named with file and line; what is not in the folder is taken as it ships.
/// </summary>
internal static class CheckPacks
{
    public static ModuleCommand Command { get; } = new(
        "check-packs", "規則パックと祝日データを、置く前に調べます。誤りはファイル名と行番号で示します。\n使い方: check-packs フォルダ", (words, output) => RunAsync(words, output, TimeProvider.System));

    public static async Task<int> RunAsync(string[] words, TextWriter output, TimeProvider time)
    {
        if (words is not [var folder] || !System.IO.Directory.Exists(folder))
        {
            await output.WriteLineAsync("調べるフォルダを1つ指定してください。例: check-packs ./packs");
            return 2;
        }

        var problems = new List<string>();
        var calendar = Tried(() => new HolidayCalendar(HolidayCsv.Read(Bytes(folder, "holidays.csv") ?? BuiltIn.Read("holidays.csv"), "holidays.csv")), problems);
        problems.AddRange(calendar is null ? [] : HolidayYears.MissingSoon(calendar, JapanTime.DayOf(time.GetUtcNow())).Select(HolidayYears.Say));
        var national = Own(folder, "national.yaml") ?? RuleBookLoader.Built("national.yaml");
        var towns = System.IO.Directory.EnumerateFiles(folder, "??????.yaml").Select(file => Path.GetFileName(file)).Where(name => name[..6].All(char.IsAsciiDigit)).Order(StringComparer.Ordinal);
        foreach (var own in towns.Select(name => Own(folder, name)!).Prepend(Own(folder, "municipality.yaml") ?? RuleBookLoader.Built("municipality.yaml")))
        {
            if (Tried(() => RuleBookLoader.Load([national, own]), problems) is { } book)
            {
                await output.WriteLineAsync(Summary(own.Name, book));
            }
        }

        foreach (var problem in problems.Distinct())
        {
            await output.WriteLineAsync(problem);
        }

        await output.WriteLineAsync(problems.Count == 0 ? "問題はありません。" : $"{problems.Distinct().Count().ToString(CultureInfo.InvariantCulture)}件の問題があります。このままでは起動しません。");
        return problems.Count == 0 ? 0 : 1;
    }

    private static string Summary(string name, RuleBook book)
    {
        var text = new StringBuilder($"{name}（{book.Version}）: 規則 {book.Rules.Count.ToString(CultureInfo.InvariantCulture)}件");
        foreach (var label in book.Rules.GroupBy(rule => rule.Label).OrderBy(group => group.Key))
        {
            text.Append(CultureInfo.InvariantCulture, $"　{Evaluation.JapaneseText.Label(label.Key)} {label.Count()}件");
        }

        return text.ToString();
    }

    private static T? Tried<T>(Func<T> read, List<string> problems)
        where T : class
    {
        try
        {
            return read();
        }
        catch (PackException wrong)
        {
            problems.AddRange(wrong.Problems);
        }
        catch (HolidayDataException wrong)
        {
            problems.Add(wrong.Message);
        }

        return null;
    }

    private static PackFile? Own(string folder, string name) => Bytes(folder, name) is { } bytes ? new PackFile(name, Encoding.UTF8.GetString(bytes)) : null;

    private static byte[]? Bytes(string folder, string name) => Path.Combine(folder, name) is var path && File.Exists(path) ? File.ReadAllBytes(path) : null;
}
