using System.Globalization;
using Csirt.Notification.Mail;

namespace Csirt.Notification.Readiness;

/// <summary>For how long a proof that a way works counts: <c>Notification:TestEveryDays</c>, 90 where nothing is said.</summary>
internal sealed class TestInterval
{
    private const string Setting = "Notification:TestEveryDays";

    public TestInterval(IConfiguration configuration)
    {
        var text = configuration[Setting];
        Days = text is null ? 90
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= 366 ? days
            : throw MailSettings.Unusable(Setting, text, "1から366の日数を指定してください。");
    }

    public int Days { get; }

    public TimeSpan Span => TimeSpan.FromDays(Days);
}
