using System.Globalization;
using Csirt.Notification.Mail;

namespace Csirt.Notification.Gateways;

/// <summary>
/// Where the towns' gateways are: <c>Notification:Gateways:{town}:{name}:Url</c>, <c>:SecretFile</c>, <c>:TimeoutSeconds</c>,
/// <c>:CaFile</c>. A setting that can't work stops the start with its name. What a gateway needs to reach people, the directory says.
/// </summary>
internal sealed class GatewaySettings
{
    private const string Section = "Notification:Gateways";
    private readonly Dictionary<string, GatewayRoute> _routes = [];

    public GatewaySettings(IConfiguration configuration)
    {
        foreach (var town in configuration.GetSection(Section).GetChildren())
        {
            foreach (var gateway in town.GetChildren())
            {
                var route = GatewayRoute.Read(town.Key, gateway.Key, gateway, $"{Section}:{town.Key}:{gateway.Key}");
                _routes.Add(route.Key, route);
            }
        }
    }

    public IReadOnlyCollection<GatewayRoute> All => _routes.Values;

    public GatewayRoute? Find(string town, string? name) => _routes.GetValueOrDefault($"{town}/{name}");
}

/// <summary>How one gateway of a town is reached.</summary>
internal sealed record GatewayRoute(string Town, string Name, Uri Url, string SecretFile, TimeSpan TimeLimit, string? CaFile)
{
    /// <summary>Shorter secrets can be guessed.</summary>
    public const int ShortestSecret = 16;

    /// <summary>Town and name: no two gateways have the same.</summary>
    public string Key => $"{Town}/{Name}";

    /// <summary>Read anew for each call, so that a changed secret needs no restart.</summary>
    public byte[] ReadSecret()
    {
        var secret = System.Text.Encoding.UTF8.GetBytes(File.ReadAllText(SecretFile).TrimEnd('\r', '\n'));
        return secret.Length >= ShortestSecret ? secret : throw new InvalidDataException($"The secret of gateway {Key} is too short.");
    }

    public static GatewayRoute Read(string town, string name, IConfigurationSection said, string path)
    {
        var file = said["SecretFile"] ?? throw new InvalidOperationException($"{path}:SecretFile（署名の鍵のファイル）が設定されていません。");
        var route = new GatewayRoute(town, name, UrlOf(said["Url"], path), file, TimeSpan.FromSeconds(Seconds(said["TimeoutSeconds"], path)), said["CaFile"]);
        try
        {
            route.ReadSecret();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new InvalidOperationException($"{path}:SecretFile「{file}」を読めないか、鍵が短すぎます（{ShortestSecret}文字以上にしてください）。", e);
        }

        return route;
    }

    // What is said over it must not be read or changed on the way; on this machine itself nothing is on the way.
    private static Uri UrlOf(string? text, string path) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.UserInfo.Length == 0 && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
            ? url
            : throw MailSettings.Unusable($"{path}:Url", text, "https のアドレスを指定してください（http は、この機械自身の場合だけ使えます）。");

    private static int Seconds(string? text, string path) =>
        text is null ? 10
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= 25 ? seconds
        : throw MailSettings.Unusable($"{path}:TimeoutSeconds", text, "1から25の秒数を指定してください。");
}
