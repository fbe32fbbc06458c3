using System.Globalization;
using Csirt.Cases.Storage;
using Csirt.Contracts.Http.Cases;
using Csirt.Platform.Http;

namespace Csirt.Cases.Board;

/// <summary>Place on the board: the last line's sort value and id. Ascending sorts go up, descending ones down.</summary>
internal static class BoardCursor
{
    // Greater than any id, which is lower-case hex.
    private const string BeyondIds = "~";

    internal static (long Order, string Id) Read(string? after, BoardSort sort)
    {
        if (after is null)
        {
            return sort is BoardSort.Deadline ? (long.MinValue, "") : (long.MaxValue, BeyondIds);
        }

        var at = after.LastIndexOf('-');
        return at > 0 && long.TryParse(after.AsSpan(0, at), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var order)
            ? (order, after[(at + 1)..])
            : throw Problem.Invalid(new Dictionary<string, string[]> { ["after"] = ["続きの位置の指定が正しくありません。"] });
    }

    internal static string Write(CaseRow last, BoardSort sort) => string.Create(CultureInfo.InvariantCulture, $"{Order(last, sort)}-{last.Id}");

    private static long Order(CaseRow row, BoardSort sort) => sort switch
    {
        BoardSort.Deadline => row.DueOrder,
        BoardSort.Severity => row.Severity,
        _ => row.OpenedAt.ToUnixTimeMilliseconds(),
    };
}
