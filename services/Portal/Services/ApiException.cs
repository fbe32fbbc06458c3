using System.Text.Json;

namespace Csirt.Portal.Services;

/// <summary>A service refused, or could not be reached. The message is the Japanese sentence to show.</summary>
internal sealed class ApiException : Exception
{
    public ApiException(int status, string code, string message, Exception? inner = null)
        : base(message, inner) => (Status, Code) = (status, code);

    public int Status { get; }

    public string Code { get; }

    /// <summary>Reference number of the service's own log.</summary>
    public string? Reference { get; private init; }

    /// <summary>What is wrong with which field, by JSON name.</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; private init; } = new Dictionary<string, string[]>();

    /// <summary>Every reason of a refusal, as sentences.</summary>
    public IReadOnlyList<string> Reasons { get; private init; } = [];

    public bool SessionEnded => Status == StatusCodes.Status401Unauthorized && Code is "not_signed_in" or "token_not_accepted";

    public bool Stale => Status == StatusCodes.Status412PreconditionFailed;

    public static ApiException Unreachable(Exception inner) => new(
        StatusCodes.Status503ServiceUnavailable, "unreachable", "サービスに接続できませんでした。しばらくしてからもう一度お試しください。", inner);

    public static ApiException Of(int status, string body)
    {
        try
        {
            var document = JsonDocument.Parse(body).RootElement;
            return new ApiException(status, Text(document, "code") ?? $"http_{status}", Text(document, "title") ?? "エラーが発生しました。")
            {
                Reference = Text(document, "reference"),
                Errors = document.TryGetProperty("errors", out var errors) ? errors.Deserialize<Dictionary<string, string[]>>()! : new Dictionary<string, string[]>(),
                Reasons = document.TryGetProperty("reasons", out var reasons) ? [.. reasons.EnumerateArray().Select(r => Text(r, "text")).OfType<string>()] : [],
            };
        }
        catch (JsonException e)
        {
            return new ApiException(status, $"http_{status}", "サービスから読み取れない応答がありました。", e);
        }
    }

    private static string? Text(JsonElement document, string name) => document.TryGetProperty(name, out var value) ? value.GetString() : null;
}
