using Csirt.Cases.Access;
using Csirt.Cases.Assessments;
using Csirt.Cases.Exceptions;
using Csirt.Cases.Instructions;
using Csirt.Cases.Measures;
using Csirt.Cases.Media;
using Csirt.Cases.Moves;
using Csirt.Cases.Prevention;
using Csirt.Cases.Records;
using Csirt.Cases.Systems;
using Csirt.Contracts.Http.Cases;
using Csirt.Platform.Access;

namespace Csirt.Cases.Api;

/// <summary>
/// Every command on one case, with the act it asks of the access table. All take If-Match and answer the new version; those
/// that only add (Add) take <c>If-Match: *</c> too.
/// </summary>
internal static class CaseApi
{
    internal static void Map(RouteGroupBuilder cases)
    {
        var api = cases.MapGroup("/{id}")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status428PreconditionRequired);
        Handling(api);
        Recording(api);
        Deciding(api);
        Restricting(api);
    }

    private static void Handling(RouteGroupBuilder api)
    {
        api.MapPost("/triggers/{trigger}", (string trigger, MoveRequest r, [AsParameters] OnCase on) => on.Change(FireTrigger.Command(trigger, r))).Requires(Act.HandleCase);
        api.MapPost("/assessment", (AssessRequest r, [AsParameters] OnCase on) => on.Change((c, x) => AssessCase.Apply(c, r, x))).Requires(Act.HandleCase);
        api.MapPost("/times", (CorrectTimesRequest r, [AsParameters] OnCase on) => on.Change((c, x) => CorrectTimes.Apply(c, r, x))).Requires(Act.HandleCase);
        api.MapPost("/cause", (CauseRequest r, [AsParameters] OnCase on) => on.Change((c, x) => RecordCause.Apply(c, r, x))).Requires(Act.HandleCase);
        api.MapPost("/instructions", (InstructRequest r, [AsParameters] OnCase on) => on.Add((c, x) => GiveInstruction.Apply(c, r, x))).Requires(Act.HandleCase);
        api.MapPost("/instructions/{instruction}/answers", (string instruction, AnswerInstructionRequest r, [AsParameters] OnCase on) => on.Add((c, x) => AnswerInstruction.Apply(c, instruction, r, x))).Requires(Act.AnswerInstruction);
        api.MapPost("/instructions/{instruction}/withdrawal", (string instruction, ReasonRequest r, [AsParameters] OnCase on) => on.Change((c, x) => EndInstruction.TakeBack(c, instruction, r, x))).Requires(Act.HandleCase);
        api.MapPost("/instructions/{instruction}/waiver", (string instruction, ReasonRequest r, [AsParameters] OnCase on) => on.Change((c, x) => EndInstruction.GoOnUnanswered(c, instruction, r, x))).Requires(Act.HandleCase);
        api.MapPost("/similar-systems", (SimilarSystemsRequest r, [AsParameters] OnCase on) => on.Change((c, x) => CheckSimilarSystems.Apply(c, r, x))).Requires(Act.HandleCase);
        api.MapPost("/recovery-waiver", (ReasonRequest r, [AsParameters] OnCase on) => on.Change((c, x) => WaiveRecovery.Apply(c, r, x))).Requires(Act.HandleCase);
        api.MapPost("/recovery-waiver/withdrawal", (ReasonRequest r, [AsParameters] OnCase on) => on.Change((c, x) => WaiveRecovery.Lift(c, r, x))).Requires(Act.HandleCase);
        api.MapPost("/publication", (PublicationRequest r, [AsParameters] OnCase on) => on.Change((c, x) => JudgePublication.Apply(c, r, x))).Requires(Act.HandleCase);
    }

    private static void Recording(RouteGroupBuilder api)
    {
        api.MapPost("/measures", (RecordMeasureRequest r, [AsParameters] OnCase on) => on.Add((c, x) => RecordMeasure.Apply(c, r, x))).Requires(Act.RecordMeasure);
        api.MapPost("/measures/{measure}/completion", (string measure, MeasureDoneRequest r, [AsParameters] OnCase on) => on.Add((c, x) => CompleteMeasure.Apply(c, measure, r, x))).Requires(Act.RecordMeasure);
        api.MapPost("/measures/{measure}/withdrawal", (string measure, ReasonRequest r, [AsParameters] OnCase on) => on.Change((c, x) => DropMeasure.Apply(c, measure, r, x))).Requires(Act.HandleCase);
        api.MapPost("/systems/{system}/status", (string system, SystemStatusRequest r, [AsParameters] OnCase on) => on.Change((c, x) => SetSystemStatus.Apply(c, system, r, x))).Requires(Act.RecordMeasure);
        api.MapPost("/evidence", (EvidenceRequest r, [AsParameters] OnCase on) => on.Add((c, x) => SecureEvidence.Apply(c, r, x))).Requires(Act.HandleCase);
        api.MapPost("/evidence/{evidence}/movements", (string evidence, EvidenceMovementRequest r, [AsParameters] OnCase on) => on.Add((c, x) => MoveEvidence.Apply(c, evidence, r, x))).Requires(Act.HandleCase);
        api.MapPost("/lessons", (LessonRequest r, [AsParameters] OnCase on) => on.Add((c, x) => AddLesson.Apply(c, r, x))).Requires(Act.HandleCase);
        api.MapPost("/exceptions", (ExceptionRequest r, [AsParameters] OnCase on) => on.Add((c, x) => TakeException.Apply(c, r, x))).Requires(Act.RecordMeasure);
        api.MapPost("/media", (MediumRequest r, [AsParameters] OnCase on) => on.Add((c, x) => NameMedium.Apply(c, r, x))).Requires(Act.RecordMeasure);
        api.MapPost("/media/{medium}/class", (string medium, ClassifyRequest r, [AsParameters] OnCase on) => on.Add((c, x) => NameMedium.Classify(c, medium, r, x))).Requires(Act.RecordMeasure);
        api.MapPost("/notes", (NoteRequest r, [AsParameters] OnCase on) => on.Add((c, x) => AddNote.Apply(c, r, x))).Requires(Act.RecordMeasure);
    }

    private static void Deciding(RouteGroupBuilder api)
    {
        api.MapPost("/decision", (DecisionRequest r, [AsParameters] OnCase on) => on.Change((c, x, duties) => Decide.Apply(c, r, duties.HeldFor(c), x))).Requires(Act.DecidePrevention);
        api.MapPost("/delegations", (DelegationRequest r, [AsParameters] OnCase on) => on.Add((c, x) => RecordDelegation.Apply(c, r, x))).Requires(Act.ReadCase);
        api.MapPost("/absence-decisions", (AbsenceDecisionRequest r, [AsParameters] OnCase on) => on.Add((c, x) => DecideInAbsence.Apply(c, r, x))).Requires(Act.HandleCase);
        api.MapPost("/absence-decisions/{decision}/report", (string decision, AbsenceReportRequest r, [AsParameters] OnCase on) => on.Add((c, x) => DecideInAbsence.Report(c, decision, r, x))).Requires(Act.HandleCase);
        api.MapPost("/exceptions/{exception}/review", (string exception, ExceptionReviewRequest r, [AsParameters] OnCase on) => on.Add((c, x) => TakeException.Review(c, exception, r, x))).Requires(Act.DecidePrevention);
        api.MapPost("/nominations", (NominationRequest r, [AsParameters] OnCase on) => on.Add((c, x) => NominateInspector.Apply(c, r, x))).Requires(Act.NominateInspector);
        api.MapPost("/nominations/{nomination}/inspections", (string nomination, LogInspectionRequest r, [AsParameters] OnCase on) => on.Add((c, x) => NominateInspector.Inspect(c, nomination, r, x))).Requires(Act.ReadCase);
    }

    private static void Restricting(RouteGroupBuilder api)
    {
        api.MapPost("/handlers", (HandlersRequest r, [AsParameters] OnCase on) => on.Change((c, x) => NameHandlers.Apply(c, r, x))).Requires(Act.HandleCase);
        api.MapPost("/restriction", (RestrictRequest r, [AsParameters] OnCase on) => on.Change((c, x) => Restrict.Apply(c, r, x))).Requires(Act.RestrictCase);
        api.MapPost("/implicated", (ImplicateRequest r, [AsParameters] OnCase on) => on.Change((c, x) => Implicate.Apply(c, r, x))).Requires(Act.RestrictCase);
    }
}
