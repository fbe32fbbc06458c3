using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Csirt.Platform.Http;

/// <summary>Versions over HTTP: <c>ETag: "3"</c> and <c>If-Match: "3"</c>.</summary>
public static class Versions
{
    /// <summary>The version that the caller saw. 428 without <c>If-Match</c>, 400 where it is no version of ours.</summary>
    public static long Demanded(HttpRequest request)
    {
        var text = request.Headers.IfMatch.ToString();
        if (text.Length == 0)
        {
            throw new ProblemException(StatusCodes.Status428PreconditionRequired, "if_match_required", "更新には If-Match ヘッダー（表示中の版）が必要です。");
        }

        return text.StartsWith('"') && text.EndsWith('"') && long.TryParse(text.AsSpan(1, Math.Max(0, text.Length - 2)), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw new ProblemException(StatusCodes.Status400BadRequest, "if_match_malformed", "If-Match ヘッダーの形式が正しくありません。例: \"3\"");
    }

    /// <summary>Tells the caller which version it got.</summary>
    public static void Tell(HttpResponse response, long version) => response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}
