using System.Globalization;
using MailKit.Security;
using MimeKit;

namespace Csirt.Notification.Mail;

/// <summary>
/// How mail leaves: <c>Mail:Transport</c> is <c>Pickup</c> (default: files for another program to send) or <c>Smtp</c>. A setting
/// that can't work stops the start with its name.
/// </summary>
internal sealed class MailSettings
{
    private const string DefaultFrom = "csirt@localhost";
    private const string DefaultLinkBase = "http://localhost:5080";

    public MailSettings(IConfiguration configuration)
    {
        From = Address(configuration, "Mail:From") ?? new MailboxAddress(string.Empty, DefaultFrom);
        DrillSink = Address(configuration, "Mail:DrillSink") ?? From;
        LinkBase = LinkBaseOf(configuration);
        Smtp = (configuration["Mail:Transport"] ?? "Pickup") switch
        {
            "Pickup" => null,
            "Smtp" => new SmtpSettings(configuration),
            var other => throw Unusable("Mail:Transport", other, "Pickup または Smtp を指定してください。"),
        };
    }

    /// <summary>Sender.</summary>
    public MailboxAddress From { get; }

    /// <summary>Gets, in drills, what outside bodies would have got; the sender's own mailbox where <c>Mail:DrillSink</c> names none.</summary>
    public MailboxAddress DrillSink { get; }

    /// <summary>Address under which people reach the portal, without a slash at its end.</summary>
    public string LinkBase { get; }

    /// <summary>Mail server; null where mail is written into the pickup folder.</summary>
    public SmtpSettings? Smtp { get; }

    internal static InvalidOperationException Unusable(string key, string? value, string what) => new($"{key}「{value}」は使用できません。{what}");

    private static MailboxAddress? Address(IConfiguration configuration, string key)
    {
        var text = configuration[key];
        return text is null ? null
            : MailboxAddress.TryParse(text, out var address) && address.Address.Contains('@', StringComparison.Ordinal) ? address
            : throw Unusable(key, text, "メールアドレスを指定してください。");
    }

    // In one process with the portal its own address is the one people use; a wildcard is no address to link to.
    private static string LinkBaseOf(IConfiguration configuration)
    {
        var said = configuration["Notification:LinkBase"];
        var text = said ?? configuration["urls"]?.Split(';')[0] ?? DefaultLinkBase;
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Port != 0)
        {
            return text.TrimEnd('/');
        }

        return said is null ? DefaultLinkBase : throw Unusable("Notification:LinkBase", said, "http または https のアドレスを指定してください。");
    }
}

/// <summary>A mail server. Credentials come from a file and are only ever sent over TLS.</summary>
internal sealed class SmtpSettings
{
    public SmtpSettings(IConfiguration configuration)
    {
        Host = configuration["Mail:Smtp:Host"] ?? throw new InvalidOperationException("Mail:Smtp:Host（メールサーバ）が設定されていません。");
        Tls = (configuration["Mail:Smtp:Tls"] ?? "StartTls") switch
        {
            "StartTls" => SecureSocketOptions.StartTls,
            "Implicit" => SecureSocketOptions.SslOnConnect,
            "None" => SecureSocketOptions.None,
            var other => throw MailSettings.Unusable("Mail:Smtp:Tls", other, "StartTls、Implicit または None を指定してください。"),
        };
        Port = Number(configuration, "Mail:Smtp:Port", Tls switch { SecureSocketOptions.SslOnConnect => 465, SecureSocketOptions.None => 25, _ => 587 }, 65535);
        Connections = Number(configuration, "Mail:Smtp:Connections", 4, 32);
        TimeLimit = TimeSpan.FromSeconds(Number(configuration, "Mail:Smtp:TimeoutSeconds", 30, 60));
        CaFile = configuration["Mail:Smtp:CaFile"];
        UserName = configuration["Mail:Smtp:UserName"];
        if (UserName is not null)
        {
            if (Tls == SecureSocketOptions.None)
            {
                throw MailSettings.Unusable("Mail:Smtp:Tls", "None", "認証を使う場合は StartTls または Implicit を指定してください（パスワードが平文で流れます）。");
            }

            PasswordFile = configuration["Mail:Smtp:PasswordFile"] ?? throw new InvalidOperationException("Mail:Smtp:PasswordFile（パスワードのファイル）が設定されていません。");
        }
    }

    public string Host { get; }

    public int Port { get; }

    public SecureSocketOptions Tls { get; }

    /// <summary>Connections at a time: a server that hangs on one doesn't hold up the others.</summary>
    public int Connections { get; }

    /// <summary>For connecting and signing in, and for each mail.</summary>
    public TimeSpan TimeLimit { get; }

    /// <summary>Root certificate (PEM) of a server that the system does not trust by itself: a town's own. Null where it does.</summary>
    public string? CaFile { get; }

    /// <summary>Null where the server wants none.</summary>
    public string? UserName { get; }

    /// <summary>Read anew for each connection, so that a changed password needs no restart.</summary>
    public string? PasswordFile { get; }

    private static int Number(IConfiguration configuration, string key, int otherwise, int most)
    {
        var text = configuration[key];
        return text is null ? otherwise
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most ? number
            : throw MailSettings.Unusable(key, text, $"1から{most}の数を指定してください。");
    }
}
