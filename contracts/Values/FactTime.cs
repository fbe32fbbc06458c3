using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Csirt.Contracts.Values;

/// <summary>How exactly a time is known.</summary>
public enum FactTimeKind
{
    /// <summary>不明.</summary>
    Unknown,

    /// <summary>The day is known, in Japan time; the hour is not.</summary>
    Date,

    /// <summary>The moment is known.</summary>
    Instant,
}

/// <summary>
/// A time as people report it: unknown, a day in Japan, or an instant.
/// JSON: <c>"unknown"</c>, <c>"2026-09-29"</c> or <c>"2026-09-29T09:00+09:00"</c> (an offset is required).
/// </summary>
[JsonConverter(typeof(FactTimeJsonConverter))]
public readonly record struct FactTime
{
    private static readonly TimeSpan JapanOffset = TimeSpan.FromHours(9);
    private static readonly DateTimeOffset FirstAllowed = new(1900, 1, 1, 0, 0, 0, JapanOffset);
    private static readonly DateTimeOffset LastAllowed = new(2199, 12, 31, 0, 0, 0, JapanOffset);
    private readonly DateTimeOffset _value;

    private FactTime(FactTimeKind kind, DateTimeOffset value) => (Kind, _value) = (kind, value);

    /// <summary>不明.</summary>
    public static FactTime Unknown => default;

    /// <summary>How exactly the time is known.</summary>
    public FactTimeKind Kind { get; }

    /// <summary>The day in Japan (UTC+9) on which it falls, or null when unknown.</summary>
    public DateOnly? JapanDate => Kind == FactTimeKind.Unknown ? null : DateOnly.FromDateTime(_value.ToOffset(JapanOffset).DateTime);

    /// <summary>The earliest moment it can have been: the instant itself, or midnight Japan time of the day; null when unknown.</summary>
    public DateTimeOffset? EarliestMoment => Kind == FactTimeKind.Unknown ? null : _value;

    /// <summary>A day in Japan.</summary>
    public static FactTime On(DateOnly day) => new(FactTimeKind.Date, new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), JapanOffset));

    /// <summary>An instant.</summary>
    public static FactTime At(DateTimeOffset instant) => new(FactTimeKind.Instant, instant);

    /// <summary>Reads the JSON form; false where it is none of the three, or outside 1900–2199.</summary>
    public static bool TryParse(string? text, out FactTime time)
    {
        time = Unknown;
        if (text == "unknown")
        {
            return true;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            // The first day of all has no midnight in Japan that could be written as an instant.
            time = day.Year >= FirstAllowed.Year ? On(day) : Unknown;
        }
        else if (HasOffset(text) && DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
        {
            time = At(instant);
        }

        return time.Kind != FactTimeKind.Unknown && time._value >= FirstAllowed && time._value <= LastAllowed;
    }

    /// <summary>The JSON form; instants in Japan time.</summary>
    public override string ToString() => Kind switch
    {
        FactTimeKind.Date => _value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        FactTimeKind.Instant => _value.ToOffset(JapanOffset).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture),
        _ => "unknown",
    };

    // The formats alone would take a missing offset for this machine's own.
    private static bool HasOffset(string? text) => text is { Length: > 6 } && (text[^1] == 'Z' || text[^6] is '+' or '-');

    private static readonly string[] Formats =
    [
        "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
        "yyyy-MM-ddTHH:mmzzz", "yyyy-MM-ddTHH:mm:sszzz", "yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz",
    ];
}

/// <summary>JSON form of <see cref="FactTime"/>.</summary>
public sealed class FactTimeJsonConverter : JsonConverter<FactTime>
{
    /// <inheritdoc />
    public override FactTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && FactTime.TryParse(reader.GetString(), out var time)
            ? time
            : throw new JsonException("時刻は \"unknown\"、日付（2026-09-29）または時差つきの日時（2026-09-29T09:00+09:00）で指定してください。");

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, FactTime value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
