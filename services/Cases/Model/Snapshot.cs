using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Messages;

namespace Csirt.Cases.Model;

/// <summary>What the other services are told of a case: no free text of reporters, no personal values.</summary>
internal static class Snapshot
{
    internal static CaseChanged Of(CaseDocument c, string @event) => new()
    {
        Town = c.Town,
        CaseId = c.Id,
        Version = c.Version,
        Number = c.Number,
        Event = @event,
        OpenedAt = c.OpenedAt,
        ChangedAt = c.ChangedAt,
        Stage = c.Stage,
        Drill = c.Drill,
        Restricted = c.Restricted,
        Channel = c.Channel,
        FoundBy = c.FoundBy,
        ReportIds = [.. c.Reports.Select(r => r.ReportId)],
        Kind = c.Assessment.Kind,
        Severity = c.Assessment.Severity,
        Incident = c.Assessment.Incident,
        BodyId = c.BodyId,
        SectionId = c.SectionId,
        DepartmentId = c.DepartmentId,
        SystemIds = [.. c.Systems.Select(s => s.SystemId)],
        Zones = [.. c.Systems.Select(s => s.Zone).OfType<Contracts.Values.NetworkZone>().Distinct()],
        Times = c.Times,
        Facts = c.Facts,
        FactsKnown = c.FactsKnown,
        HandlerIds = c.HandlerIds,
        ImplicatedIds = c.ImplicatedIds,
        Instructions = [.. c.Instructions.Select(i => new InstructionState(i.Id, i.Addressee, i.SystemId, i.PersonId, i.IsSimilarSystemsCheck, i.DueAt, Code(i.Status)))],
        MergedIntoId = c.MergedInto?.Id,
        AbsorbedIds = [.. c.Absorbed.Select(a => a.Id)],
    };

    /// <summary>Whether a change touches what duties are worked out from. A stage moved forward, a measure or a note doesn't.</summary>
    internal static bool BearsOnDuties(CaseDocument before, CaseDocument after) => Bearing(before) != Bearing(after);

    private static string Bearing(CaseDocument c) => JsonSerializer.Serialize(
        new { c.BodyId, c.SectionId, c.DepartmentId, c.Times, c.Facts, c.FactsKnown, c.Assessment, Systems = c.Systems.Select(s => s.SystemId), c.MergedInto, c.Absorbed, NotIncident = c.Stage is Contracts.Values.CaseStage.NotIncident }, CsirtJson.Options);

    private static string Code(InstructionStatus status) => JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString());
}
