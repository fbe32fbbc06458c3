using System.Text.Json;
using System.Text.Json.Serialization;

namespace Csirt.Contracts;

/// <summary>A moment needs its offset: without one it would be taken for the time zone of whichever machine reads it.</summary>
internal sealed class OffsetRequiredConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString() ?? "";
        var time = text.IndexOf('T', StringComparison.Ordinal);
        return time > 0 && text.AsSpan(time).ContainsAny('Z', '+', '-') && reader.TryGetDateTimeOffset(out var moment)
            ? moment
            : throw new JsonException("日時は時差を付けて指定してください（例 2026-09-29T09:00+09:00）。");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
