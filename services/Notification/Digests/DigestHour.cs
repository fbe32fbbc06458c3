namespace Csirt.Notification.Digests;

/// <summary>When digests go out: <c>Notification:DigestHour</c>, 0 to 23 in Japan time; 8 where nothing is said.</summary>
internal sealed class DigestHour
{
    private static readonly TimeSpan Japan = TimeSpan.FromHours(9);
    private readonly int _hour;

    public DigestHour(IConfiguration configuration)
        : this(configuration.GetValue("Notification:DigestHour", 8))
    {
    }

    internal DigestHour(int hour) => _hour = hour is >= 0 and <= 23
        ? hour
        : throw new InvalidOperationException($"Notification:DigestHour「{hour}」は使用できません。0から23の時（日本時間）を指定してください。");

    /// <summary>The next time after the moment, never the moment itself.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset moment)
    {
        var there = moment.ToOffset(Japan);
        var today = new DateTimeOffset(there.Date, Japan).AddHours(_hour);
        return today > there ? today : today.AddDays(1);
    }
}
