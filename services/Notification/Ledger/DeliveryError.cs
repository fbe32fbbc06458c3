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
    public const string GatewayUnknown = "gateway_unknown";
    public const string GatewayNotConfigured = "gateway_not_configured";
    public const string NoGatewayAddress = "no_gateway_address";
    public const string GatewayUnreachable = "gateway_unreachable";
    public const string GatewayTimedOut = "gateway_timed_out";
    public const string GatewayNotTrusted = "gateway_not_trusted";
    public const string GatewaySecretUnreadable = "gateway_secret_unreadable";
    public const string OutsideInDrill = "outside_in_drill";

    /// <summary>The mail server refused this mail for good (5xx).</summary>
    public static string Rejected(int status) => string.Create(CultureInfo.InvariantCulture, $"rejected_{status}");

    /// <summary>The mail server put this mail off (4xx).</summary>
    public static string PutOff(int status) => string.Create(CultureInfo.InvariantCulture, $"put_off_{status}");

    /// <summary>The gateway refused this notification for good (3xx, 4xx).</summary>
    public static string GatewayRejected(int status) => string.Create(CultureInfo.InvariantCulture, $"gateway_rejected_{status}");

    /// <summary>The gateway put this notification off.</summary>
    public static string GatewayPutOff(int status) => string.Create(CultureInfo.InvariantCulture, $"gateway_put_off_{status}");

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
        GatewayUnknown => "連絡網にない取次（SMS・音声・チャット）が指定されました。電話などで知らせてください。",
        GatewayNotConfigured => "取次（SMS・音声・チャット）の接続先が設定されていません。電話などで知らせ、設定を確認してください。",
        NoGatewayAddress => "この取次で使う宛先（電話番号など）が連絡網に登録されていません。電話などで知らせてください。",
        GatewayUnreachable => "取次（SMS・音声・チャット）に接続できません。自動で再送します。",
        GatewayTimedOut => "取次（SMS・音声・チャット）が応答しません。自動で再送します。",
        GatewayNotTrusted => "取次（SMS・音声・チャット）の証明書を確認できません。設定を確認してください。自動で再送します。",
        GatewaySecretUnreadable => "取次（SMS・音声・チャット）の署名の鍵を読めません。設定を確認してください。自動で再送します。",
        OutsideInDrill => "訓練のため、庁外の宛先には送信しませんでした。",
        _ when Numbered().Match(code) is { Success: true } m => m.Groups[1].Value switch
        {
            "rejected" => $"メールサーバが受け取りを拒否しました（{m.Groups[2].Value}）。電話などで知らせ、宛先のメールアドレスを確認してください。",
            "put_off" => $"メールサーバが一時的に受け取りませんでした（{m.Groups[2].Value}）。自動で再送します。",
            "gateway_rejected" => $"取次（SMS・音声・チャット）が受け取りを拒否しました（{m.Groups[2].Value}）。電話などで知らせ、宛先と設定を確認してください。",
            _ => $"取次（SMS・音声・チャット）が一時的に受け取りませんでした（{m.Groups[2].Value}）。自動で再送します。",
        },
        _ => "送信できませんでした。",
    };

    [GeneratedRegex("^(rejected|put_off|gateway_rejected|gateway_put_off)_([0-9]{3})$")]
    private static partial Regex Numbered();
}
