using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Csirt.Platform.Http;

namespace Csirt.Directory.Sessions;

/// <summary>The secret of a session: <c>TOWN.SESSION.SECRET</c>. Only its hash is stored.</summary>
internal sealed record RenewalToken(string Town, string SessionId, string Text)
{
    private const int SecretBytes = 32;
    private const int Longest = 200;

    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    public static RenewalToken Make(string town, string sessionId) =>
        new(town, sessionId, $"{town}.{sessionId}.{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}");

    /// <summary>Null where it is none of ours.</summary>
    public static RenewalToken? Parse(string? text) =>
        text is { Length: <= Longest } && text.Split('.') is [{ Length: 6 } town, { Length: 32 } session, _] ? new RenewalToken(town, session, text) : null;

    public bool Opens(Session session) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sha256), Encoding.ASCII.GetBytes(session.SecretSha256));

    public static ProblemException SessionEnded() =>
        new(StatusCodes.Status401Unauthorized, "session_ended", "一定時間操作がなかったか、サインアウトしたため、セッションが終了しました。もう一度サインインしてください。");
}
