using System.Globalization;
using System.Text.RegularExpressions;

namespace Csirt.Notification.Ledger;

/// <summary>
/// Why someone could not be told: a stable code in the ledger, a Japanese sentence for people. What a mail server said is not
/// kept beyond its number: it tends to repeat addresses.
/// </summary>
internal static partial class DeliveryError
{
    public const string RecipientUnknown = "recipient_unknown";
    public const string NoMailAddress = "no_mail_address";
    public const string MailAddressInvalid = "mail_address_invalid";
    public const string RecipientImplicated = "recipient_implicated";
    public const string CannotBeComposed = "cannot_be_composed";
    public const string ServerUnreachable = "server_unreachable";
    public const string ServerTimedOut = "server_timed_out";
    public const string ServerRefusesUs = "server_refuses_us";
    public const string ConnectionLost = "connection_lost";
    public const string FolderNotWritable = "folder_not_writable";
    public const string NotReached = "not_reached";

    /// <summary>The mail server refused this mail for good (5xx).</summary>
    public static string Rejected(int status) => string.Create(CultureInfo.InvariantCulture, $"rejected_{status}");

    /// <summary>The mail server put this mail off (4xx).</summary>
    public static string PutOff(int status) => string.Create(CultureInfo.InvariantCulture, $"put_off_{status}");

    public static string? InJapanese(string? code) => code switch
    {
        null => null,
        RecipientUnknown => "宛先が連絡網に見つかりません。電話などで知らせ、連絡網を確認してください。登録されると自動で再送します。",
        NoMailAddress => "宛先のメールアドレスが連絡網に登録されていません。電話などで知らせてください。登録されると自動で送信します。",
        MailAddressInvalid => "宛先のメールアドレスの形式が正しくありません。電話などで知らせ、連絡網を直してください。直ると自動で再送します。",
        RecipientImplicated => "宛先がこの事案の関係者として除外されたため、送信しませんでした。",
        CannotBeComposed => "メールを作成できませんでした。電話などで知らせ、参照番号を添えて運用担当に連絡してください。",
        ServerUnreachable => "メールサーバに接続できません。つながり次第、自動で送信します。",
        ServerTimedOut => "メールサーバが応答しません。応答があり次第、自動で送信します。",
        ServerRefusesUs => "メールサーバがこのシステムからの送信を受け付けません（認証または差出人）。設定を確認してください。直り次第、自動で送信します。",
        ConnectionLost => "メールサーバとの接続が途中で切れました。自動で再送します。",
        FolderNotWritable => "メールの書き出し先フォルダに書き込めません（空き容量・権限）。直り次第、自動で書き出します。",
        NotReached => "連絡を試みましたが、つながっていません。",
        _ when Numbered().Match(code) is { Success: true } m => m.Groups[1].Value == "rejected"
            ? $"メールサーバが受け取りを拒否しました（{m.Groups[2].Value}）。電話などで知らせ、宛先のメールアドレスを確認してください。"
            : $"メールサーバが一時的に受け取りませんでした（{m.Groups[2].Value}）。自動で再送します。",
        _ => "送信できませんでした。",
    };

    [GeneratedRegex("^(rejected|put_off)_([0-9]{3})$")]
    private static partial Regex Numbered();
}
