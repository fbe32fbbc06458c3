using System.Text.Json;
using Csirt.Cases.Detail;
using Csirt.Cases.Duties;
using Csirt.Cases.Model;
using Csirt.Contracts;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;

namespace Csirt.Cases.Storage;

/// <summary>What the board lists, sorts and filters by, taken from a case and its duties.</summary>
internal sealed class CaseRow
{
    /// <summary>Cases without a deadline come after all that have one.</summary>
    internal const long NoDeadline = long.MaxValue;

    private const int WaitedForLength = 200;

    public required string Id { get; init; }
    public long Version { get; init; }
    public required string Number { get; init; }
    public required string Title { get; init; }
    public required string Stage { get; init; }
    public DateTimeOffset StageAt { get; init; }
    public required string Lane { get; init; }
    public bool Ended { get; init; }
    public required string Channel { get; init; }
    public string? Kind { get; init; }
    public string? Incident { get; init; }

    /// <summary>Position in <see cref="Contracts.Values.Severity"/>; −1 before assessment.</summary>
    public int Severity { get; init; }
    public bool Drill { get; init; }
    public bool Restricted { get; init; }
    public string? SectionId { get; init; }
    public string? DepartmentId { get; init; }
    public DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset ChangedAt { get; init; }
    public DateTimeOffset? NextAt { get; init; }
    public DateTimeOffset? LimitAt { get; init; }
    public long DueOrder { get; init; }
    public int OpenDuties { get; init; }
    public string? WaitedFor { get; init; }

    internal static CaseRow Of(CaseDocument c, DutyCopy duties)
    {
        var lane = LaneOf(c.Stage);
        var nextAt = duties.Open.Select(d => d.TargetAt ?? d.DueAt).Min();
        return new CaseRow
        {
            Id = c.Id,
            Version = c.Version,
            Number = c.Number,
            Title = c.Title,
            Stage = Code(c.Stage),
            StageAt = c.StageSince,
            Lane = Code(lane),
            Ended = lane is BoardLane.Ended,
            Channel = Code(c.Channel),
            Kind = c.Assessment.Kind is { } kind ? Code(kind) : null,
            Incident = c.Assessment.Incident is { } incident ? Code(incident) : null,
            Severity = c.Assessment.Severity is { } severity ? (int)severity : -1,
            Drill = c.Drill,
            Restricted = c.Restricted,
            SectionId = c.SectionId,
            DepartmentId = c.DepartmentId,
            OpenedAt = c.OpenedAt,
            ChangedAt = c.ChangedAt,
            NextAt = nextAt,
            LimitAt = duties.Open.Select(d => d.DueAt).Min(),
            DueOrder = nextAt?.ToUnixTimeMilliseconds() ?? NoDeadline,
            OpenDuties = duties.Open.Count,
            WaitedFor = Waited(c, duties),
        };
    }

    internal static string Code<T>(T value)
        where T : struct, Enum => Codes<T>.Of[value];

    internal static T Parse<T>(string code)
        where T : struct, Enum => Codes<T>.By[code];

    internal static T? TryParse<T>(string code)
        where T : struct, Enum => Codes<T>.By.TryGetValue(code, out var value) ? value : null;

    internal static BoardLane LaneOf(CaseStage stage) => stage switch
    {
        CaseStage.Received => BoardLane.Received,
        CaseStage.Triage => BoardLane.Triage,
        CaseStage.Containment => BoardLane.Containment,
        CaseStage.Recovery => BoardLane.Recovery,
        CaseStage.PreventionDrafting or CaseStage.PreventionAwaitingCiso or CaseStage.PreventionImplementing => BoardLane.Prevention,
        CaseStage.Resolved => BoardLane.AwaitingReports,
        _ => BoardLane.Ended,
    };

    private static string? Waited(CaseDocument c, DutyCopy duties)
    {
        var text = string.Join("、", WaitedForOf.Case(c, duties).Select(w => w.Role is { } role ? $"{role.InJapanese()}（{w.What}）" : w.What).Distinct());
        return text.Length == 0 ? null : text.Length > WaitedForLength ? text[..(WaitedForLength - 1)] + "…" : text;
    }

    // The JSON names of the values are the stored ones.
    private static class Codes<T>
        where T : struct, Enum
    {
        internal static readonly Dictionary<T, string> Of = Enum.GetValues<T>().ToDictionary(v => v, v => JsonSerializer.SerializeToNode(v, CsirtJson.Options)!.GetValue<string>());
        internal static readonly Dictionary<string, T> By = Of.ToDictionary(p => p.Value, p => p.Key);
    }
}
