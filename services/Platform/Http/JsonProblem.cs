using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Csirt.Platform.Http;

/// <summary>Tells a body that is no JSON from one whose fields are missing or of the wrong kind: the latter names the fields.</summary>
internal static partial class JsonProblem
{
    private static readonly string[] Missing = ["入力してください。"];

    public static ProblemException Of(JsonException e)
    {
        // The reader's own exception lies inside where the text is no JSON at all.
        if (e.InnerException is JsonException || e.Path is null)
        {
            return Malformed(e.Path);
        }

        var errors = MissingFields(e);
        if (errors.Count == 0 && e.Path.StartsWith("$.", StringComparison.Ordinal))
        {
            errors[e.Path[2..]] = [IsOurs(e.Message) ? e.Message : "値の種類または形式が正しくありません。"];
        }

        return errors.Count > 0 ? Problem.Invalid(errors) : Malformed(e.Path);
    }

    private static ProblemException Malformed(string? at) =>
        new(StatusCodes.Status400BadRequest, "malformed_json", "送信されたデータを読み取れません。形式を確認してください。", new Dictionary<string, object?> { ["at"] = at });

    // Our converters say in Japanese what they want; the serializer speaks English.
    private static bool IsOurs(string message) => message.Any(c => c > '\u3000');

    private static Dictionary<string, string[]> MissingFields(JsonException e) =>
        MissingRequired().Match(e.Message) is { Success: true } match
            ? Quoted().Matches(match.Groups[1].Value).ToDictionary(m => Prefix(e.Path!) + m.Groups[1].Value, _ => Missing)
            : [];

    private static string Prefix(string path) => path.Length > 2 ? $"{path[2..]}." : string.Empty;

    [GeneratedRegex("missing required properties including: (.*)$")]
    private static partial Regex MissingRequired();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();
}
