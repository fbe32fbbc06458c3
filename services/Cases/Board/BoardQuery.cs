using Csirt.Cases.Storage;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;
using Csirt.Platform.Http;

namespace Csirt.Cases.Board;

/// <summary>
/// What of the board is wanted: <c>lane</c>, <c>ended</c> (true: the ended ones), <c>sort</c>, <c>drill</c>, <c>kind</c>, <c>severity</c>
/// (at least), <c>section</c>, <c>mine</c>, <c>overdue</c>, <c>text</c> (in number or title), <c>after</c>, <c>limit</c>.
/// </summary>
internal sealed record BoardQuery
{
    public BoardLane? Lane { get; init; }
    public bool Ended { get; init; }
    public BoardSort Sort { get; init; }
    public bool? Drill { get; init; }
    public IncidentKind? Kind { get; init; }
    public Severity? Severity { get; init; }
    public string? Section { get; init; }
    public bool Mine { get; init; }
    public bool Overdue { get; init; }
    public string? Text { get; init; }
    public string? After { get; init; }
    public int? Limit { get; init; }

    /// <summary>Reads the query string with the stable codes of the values; every wrong member is named.</summary>
    public static ValueTask<BoardQuery> BindAsync(HttpContext context)
    {
        var (q, errors) = (context.Request.Query, new InputErrors());
        var query = new BoardQuery
        {
            Lane = Code<BoardLane>("lane"),
            Ended = Flag("ended") ?? false,
            Sort = Code<BoardSort>("sort") ?? BoardSort.Opened,
            Drill = Flag("drill"),
            Kind = Code<IncidentKind>("kind"),
            Severity = Code<Severity>("severity"),
            Section = Value("section"),
            Mine = Flag("mine") ?? false,
            Overdue = Flag("overdue") ?? false,
            Text = Value("text"),
            After = Value("after"),
            Limit = int.TryParse(Value("limit"), out var limit) ? limit : null,
        };
        errors.Check(Value("limit") is null || query.Limit > 0, "limit", "正の整数で指定してください。").ThrowIfAny();
        return ValueTask.FromResult(query);

        string? Value(string name) => q[name].FirstOrDefault() is { Length: > 0 } value ? value : null;

        T? Code<T>(string name)
            where T : struct, Enum
        {
            var found = Value(name) is { } code ? CaseRow.TryParse<T>(code) : null;
            errors.Check(Value(name) is null || found is not null, name, "指定できない値です。");
            return found;
        }

        bool? Flag(string name)
        {
            var value = Value(name);
            errors.Check(value is null or "true" or "false", name, "true または false で指定してください。");
            return value is null ? null : value == "true";
        }
    }

    /// <summary>The text as a LIKE pattern, its own wildcards taken literally.</summary>
    internal static string? LikePattern(string? text) =>
        text is null ? null : "%" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal) + "%";
}
