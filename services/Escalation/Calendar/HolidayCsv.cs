using System.Globalization;
using System.Text;
using Csirt.Platform.Hosting;

namespace Csirt.Escalation.Calendar;

/// <summary>
/// Reads the Cabinet Office's list of holidays (国民の祝日・休日月日,国民の祝日・休日名称), which it publishes in Shift_JIS (CP932);
/// UTF-8 is taken too.
/// </summary>
internal static class HolidayCsv
{
    private const string Header = "国民の祝日・休日月日,国民の祝日・休日名称";
    private static readonly string[] DateFormats = ["yyyy/M/d", "yyyy-MM-dd"];
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="HolidayDataException">The file cannot be read as such a list; names file and line.</exception>
    public static IReadOnlyDictionary<DateOnly, string> Read(byte[] bytes, string fileName)
    {
        var lines = Decode(bytes, fileName).ReplaceLineEndings("\n").Split('\n');
        if (lines[0].Trim() != Header)
        {
            throw new HolidayDataException($"{fileName}:1: 見出しは「{Header}」でなければなりません。");
        }

        var holidays = new SortedDictionary<DateOnly, string>();
        for (var number = 2; number <= lines.Length; number++)
        {
            var line = lines[number - 1].Trim();
            if (line.Length > 0)
            {
                var (day, name) = ReadLine(line, fileName, number);
                if (!holidays.TryAdd(day, name))
                {
                    throw new HolidayDataException($"{fileName}:{number}: {day:yyyy/M/d} が二度あります。");
                }
            }
        }

        return holidays;
    }

    private static (DateOnly Day, string Name) ReadLine(string line, string fileName, int number)
    {
        var fields = line.Split(',');
        return fields.Length == 2
            && DateOnly.TryParseExact(fields[0], DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && fields[1].Trim() is { Length: > 0 } name
                ? (day, name)
                : throw new HolidayDataException($"{fileName}:{number}: 「2026/1/1,元日」の形ではありません。");
    }

    private static string Decode(byte[] bytes, string fileName)
    {
        try
        {
            return StrictUtf8.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            var shiftJis = Encoding.GetEncoding(932, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
            try
            {
                return shiftJis.GetString(bytes);
            }
            catch (DecoderFallbackException)
            {
                throw new HolidayDataException($"{fileName}: UTF-8 でも Shift_JIS でもないため読めません。");
            }
        }
    }
}

/// <summary>The holiday data cannot be used: unreadable, or not there for the year asked.</summary>
internal sealed class HolidayDataException(string message) : UnusableDataException(message);
