using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Csirt.Contracts;
using Csirt.Platform.Http;

namespace Csirt.Intake.Repeats;

/// <summary>
/// An <c>Idempotency-Key</c> of a caller, and what was asked with it. The key itself is not kept: its hash finds the answer,
/// and the answer is locked with it, since it holds the secret of the follow-up link.
/// </summary>
internal sealed class RepeatKey
{
    public const string Header = "Idempotency-Key";
    private const int Longest = 200;
    private readonly byte[] _lock;

    private RepeatKey(string caller, string key, object request)
    {
        var secret = Encoding.UTF8.GetBytes($"{caller}\n{key}");
        Hash = Convert.ToHexStringLower(Derive(secret, "which"));
        _lock = Derive(secret, "lock");
        var asked = $"{request.GetType().Name}\n{JsonSerializer.Serialize(request, request.GetType(), CsirtJson.Options)}";
        RequestHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(asked)));
    }

    /// <summary>Finds the answer.</summary>
    public string Hash { get; }

    /// <summary>Tells the same request from another one; spaces and the order of members make no difference.</summary>
    public string RequestHash { get; }

    /// <summary>The caller's key; null where none was sent. 400 where it can't be one.</summary>
    public static RepeatKey? Read(HttpRequest http, string caller, object request, int shortest = 1)
    {
        if (!http.Headers.TryGetValue(Header, out var values))
        {
            return null;
        }

        var key = values.ToString();
        new InputErrors()
            .Check(key.Length >= shortest && key.Length <= Longest && key.All(c => c is > ' ' and <= '~'), Header, $"{shortest}文字以上{Longest}文字以内の英数字・記号で指定してください。")
            .ThrowIfAny();
        return new RepeatKey(caller, key, request);
    }

    public byte[] Lock(object answer)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(answer, answer.GetType(), CsirtJson.Options);
        var box = new byte[NonceSize + TagSize + plain.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceSize));
        using var aes = new AesGcm(_lock, TagSize);
        aes.Encrypt(box.AsSpan(0, NonceSize), plain, box.AsSpan(NonceSize + TagSize), box.AsSpan(NonceSize, TagSize));
        return box;
    }

    public T Unlock<T>(byte[] box)
    {
        var plain = new byte[box.Length - NonceSize - TagSize];
        using var aes = new AesGcm(_lock, TagSize);
        aes.Decrypt(box.AsSpan(0, NonceSize), box.AsSpan(NonceSize + TagSize), box.AsSpan(NonceSize, TagSize), plain);
        return JsonSerializer.Deserialize<T>(plain, CsirtJson.Options)!;
    }

    private const int NonceSize = 12;
    private const int TagSize = 16;

    private static byte[] Derive(byte[] secret, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: Encoding.UTF8.GetBytes($"csirt intake answer {purpose}"));
}
