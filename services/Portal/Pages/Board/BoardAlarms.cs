using Csirt.Contracts.Http.Notification;
using Csirt.Portal.Wording;

namespace Csirt.Portal.Pages.Board;

/// <summary>What needs somebody at once, in words.</summary>
/// <param name="Lines">One sentence each.</param>
/// <param name="Items">The notifications behind them.</param>
/// <param name="Unknown">Notification does not answer: whether anything is wrong is not known.</param>
internal sealed record BoardAlarms(IReadOnlyList<string> Lines, IReadOnlyList<NotificationAlarm> Items, bool Unknown)
{
    public static BoardAlarms None { get; } = new([], [], false);

    public static BoardAlarms Of(NotificationAlarms? alarms, DateTimeOffset now)
    {
        if (alarms is null)
        {
            return None with { Unknown = true };
        }

        var lines = new List<string>();
        Add(alarms.Unsent, $"メールを送信していません。{alarms.Unsent}件を書き出しただけです（書き出し・未送信）。電話などで伝えるか、書き出したメールを送ってください。");
        Add(alarms.Failed, $"送信に失敗し、だれにも伝わっていない通知が{alarms.Failed}件あります。");
        Add(alarms.Waiting, $"送信先（メールサーバー、取次）が受け付けず、{alarms.Waiting}件が送信を待っています{Since(alarms, now)}。{alarms.WaitingError}");
        Add(alarms.Overdue, $"期限を過ぎても受領の確認がない通知が{alarms.Overdue}件あります。");
        Add(alarms.DeadLetters, $"通知サービスで処理できなかったメッセージが{alarms.DeadLetters}件あります（「運用」で確認できます）。");
        return new BoardAlarms(lines, alarms.Items, false);

        void Add(long count, string line)
        {
            if (count > 0)
            {
                lines.Add(line);
            }
        }
    }

    private static string Since(NotificationAlarms alarms, DateTimeOffset now) => alarms.WaitingSince is { } since ? $"（{JapanTime.Ago(since, now)}から）" : string.Empty;
}
