using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;
using Csirt.Portal.Fields;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Board;

/// <summary>What of the board is wanted, as it stands in the address.</summary>
internal sealed class BoardFilter
{
    /// <summary>Lists cases instead of showing the lanes.</summary>
    [FromQuery(Name = "list")]
    public bool IsList { get; set; }

    [FromQuery(Name = "text")]
    public string? Text { get; set; }

    [FromQuery(Name = "lane")]
    public string? Lane { get; set; }

    [FromQuery(Name = "kind")]
    public IncidentKind? Kind { get; set; }

    [FromQuery(Name = "severity")]
    public Severity? Severity { get; set; }

    [FromQuery(Name = "section")]
    public string? Section { get; set; }

    [FromQuery(Name = "sort")]
    public string? Sort { get; set; }

    [FromQuery(Name = "drill")]
    public string? Drill { get; set; }

    [FromQuery(Name = "mine")]
    public bool Mine { get; set; }

    [FromQuery(Name = "overdue")]
    public bool Overdue { get; set; }

    [FromQuery(Name = "ended")]
    public bool Ended { get; set; }

    [FromQuery(Name = "after")]
    public string? After { get; set; }

    /// <summary>For the Cases API; its own words.</summary>
    public IEnumerable<(string Name, string? Value)> ForCases() =>
    [
        ("text", Text?.Trim()),
        ("lane", Lane),
        ("kind", Kind is { } kind ? Choices.Code(kind) : null),
        ("severity", Severity is { } severity ? Choices.Code(severity) : null),
        ("section", Section),
        ("sort", string.IsNullOrEmpty(Sort) ? Choices.Code(BoardSort.Opened) : Sort),
        ("drill", Drill is "true" or "false" ? Drill : null),
        ("mine", Mine ? "true" : null),
        ("overdue", Overdue ? "true" : null),
        ("ended", Ended ? "true" : null),
        ("after", After),
    ];

    /// <summary>The address of the page that follows.</summary>
    public string Next(string cursor)
    {
        var query = ForCases().Where(v => v.Name is not ("after" or "kind" or "severity")).ToDictionary(v => v.Name, v => v.Value);
        (query["list"], query["after"], query["kind"], query["severity"]) = ("true", cursor, Kind?.ToString(), Severity?.ToString());
        return "/board" + QueryString.Create(query.Where(v => !string.IsNullOrEmpty(v.Value))).ToUriComponent();
    }
}
