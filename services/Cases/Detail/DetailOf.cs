using Csirt.Cases.Access;
using Csirt.Cases.Duties;
using Csirt.Cases.Model;
using Csirt.Cases.Moves;
using Csirt.Cases.Systems;
using Csirt.Contracts.Http.Cases;
using Csirt.Platform.Access;

namespace Csirt.Cases.Detail;

/// <summary>A case as the API shows it.</summary>
internal static class DetailOf
{
    private static readonly Act[] Shown =
        [Act.ReadCase, Act.RecordMeasure, Act.HandleCase, Act.AnswerInstruction, Act.DecidePrevention, Act.RestrictCase, Act.NominateInspector, Act.ReadDuties, Act.HandleDuties, Act.EscalateCase, Act.PermitEvidence];

    internal static CaseDetail Case(CaseDocument c, DutyCopy duties, IReadOnlyList<CaseLink> duplicates, TownRegister town, Caller caller)
    {
        var scope = ScopeOf.Case(c);
        var allowed = Shown.Where(act => AccessTable.Decide(caller, act, scope) is Verdict.Permitted).ToList();
        return new CaseDetail
        {
            Id = c.Id,
            Number = c.Number,
            Version = c.Version,
            Title = c.Title,
            Stage = c.Stage,
            StageSince = c.StageSince,
            OpenedAt = c.OpenedAt,
            Drill = c.Drill,
            Restricted = c.Restricted,
            Channel = c.Channel,
            BodyId = c.BodyId,
            DepartmentId = c.DepartmentId,
            SectionId = c.SectionId,
            HandlerIds = c.HandlerIds,
            ImplicatedIds = c.ImplicatedIds,
            Reports = c.Reports,
            Times = c.Times,
            Facts = c.Facts,
            FactsKnown = c.FactsKnown,
            FactChanges = c.FactChanges,
            Assessment = c.Assessment,
            Systems = [.. c.Systems.Select(s => s with { RecoverBy = RecoveryClock.TargetOf(c, s) })],
            RecoveryNotApplicable = c.RecoveryNotApplicable,
            Measures = c.Measures,
            Instructions = c.Instructions,
            SimilarSystems = c.SimilarSystems,
            Cause = c.Cause,
            Reviews = c.Reviews,
            Delegations = c.Delegations,
            AbsenceDecisions = c.AbsenceDecisions,
            Publication = c.Publication,
            Evidence = c.Evidence,
            Nominations = c.Nominations,
            Lessons = c.Lessons,
            Exceptions = c.Exceptions,
            Media = c.Media,
            MergedInto = c.MergedInto,
            Absorbed = [.. c.Absorbed.Select(a => new CaseLink(a.Id, a.Number))],
            Counterpart = c.Counterpart,
            LikelyDuplicates = duplicates,
            Duties = duties.All,
            DutiesForVersion = duties.CaseVersion,
            Triggers = TriggersOfCase.List(c, duties.HeldFor(c), allowed),
            WaitedFor = WaitedForOf.Case(c, duties),
            Names = Names(c, town),
            Allowed = [.. allowed.Select(a => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(a.ToString()))],
        };
    }

    private static Dictionary<string, string> Names(CaseDocument c, TownRegister town)
    {
        IEnumerable<string?> ids =
        [
            c.BodyId, c.DepartmentId, c.SectionId, .. c.HandlerIds, .. c.ImplicatedIds, .. c.Reports.Select(r => r.ReporterId), .. c.FactChanges.Select(f => f.By),
            .. c.Times.KnownBefore.Select(k => k.CorrectedBy), c.Assessment.JudgedBy, .. c.Systems.SelectMany(s => new[] { s.SystemId, s.ConfirmedBy }), c.RecoveryNotApplicable?.By,
            .. c.Measures.SelectMany(m => new[] { m.SystemId, m.OwnerId, m.EnteredBy }), .. c.Instructions.SelectMany(i => new[] { i.SystemId, i.PersonId, i.GivenBy, i.EndedBy }),
            .. c.Instructions.SelectMany(i => i.Answers).Select(a => a.EnteredBy), c.SimilarSystems?.By, c.SimilarSystems?.OwnerId, c.Cause?.By,
            .. c.Reviews.SelectMany(r => new[] { r.RequestedBy, r.Decision?.By }), .. c.Delegations.SelectMany(d => new[] { d.DelegateId, d.RecordedBy }), .. c.AbsenceDecisions.Select(a => a.DecidedBy),
            c.Publication?.By, .. c.Evidence.Select(e => e.EnteredBy), .. c.Evidence.SelectMany(e => e.Movements).SelectMany(m => new[] { m.PermittedBy, m.EnteredBy }),
            .. c.Nominations.SelectMany(n => new[] { n.NomineeId, n.NominatedBy }), .. c.Lessons.Select(l => l.By),
            .. c.Exceptions.SelectMany(e => new[] { e.EnteredBy, e.Review?.By }), .. c.Media.SelectMany(m => new[] { m.EnteredBy, m.DecidedBy }),
        ];
        return ids.OfType<string>().Distinct().Select(id => (Id: id, Name: town.NameOf(id))).Where(n => n.Name is not null).ToDictionary(n => n.Id, n => n.Name!);
    }
}
