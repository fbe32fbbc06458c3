using System.Globalization;
using Csirt.Contracts.Values;
using Csirt.Portal.Wording;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Csirt.Portal.Fields;

/// <summary>A time as typed: a day, a clock time if it is known, or 不明.</summary>
internal sealed class FactTimeInput
{
    public string? Date { get; set; }

    public string? Time { get; set; }

    public bool Unknown { get; set; }

    public bool IsEmpty => !Unknown && IsBlank;

    public static FactTimeInput Of(FactTime? time)
    {
        if (time is not { Kind: not FactTimeKind.Unknown } known)
        {
            return new FactTimeInput { Unknown = time is not null };
        }

        return new FactTimeInput
        {
            Date = known.JapanDate!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Time = known.Kind == FactTimeKind.Instant ? known.EarliestMoment!.Value.ToOffset(JapanTime.Offset).ToString("HH:mm", CultureInfo.InvariantCulture) : null,
        };
    }

    public static FactTimeInput At(DateTimeOffset now) => Of(FactTime.At(now));

    public bool SameAs(FactTimeInput other) => (Date ?? string.Empty, Time ?? string.Empty) == (other.Date ?? string.Empty, other.Time ?? string.Empty) && (Unknown == other.Unknown || !IsBlank);

    private bool IsBlank => string.IsNullOrWhiteSpace(Date) && string.IsNullOrWhiteSpace(Time);

    /// <summary>Null where nothing was typed; an error is noted where it is no time.</summary>
    public FactTime? Read(ModelStateDictionary errors, string name)
    {
        if (IsEmpty)
        {
            return null;
        }

        // What was typed counts, even where 不明 was left ticked beside it.
        if (string.IsNullOrWhiteSpace(Date))
        {
            if (!Unknown)
            {
                errors.AddModelError($"{name}.Date", "日付も入力してください。");
            }

            return FactTime.Unknown;
        }

        var text = string.IsNullOrWhiteSpace(Time) ? Date.Trim() : $"{Date.Trim()}T{Time.Trim()}+09:00";
        if (!FactTime.TryParse(text, out var time))
        {
            errors.AddModelError($"{name}.Date", "日付は 2026-09-29、時刻は 14:05 の形で、実在する日時を入力してください。");
            return null;
        }

        return time;
    }
}
