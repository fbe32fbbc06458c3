using Csirt.Cases.Workflow;
using Csirt.Contracts.Values;

namespace Csirt.UnitTests.Cases.Workflow;

/// <summary>
/// The whole space of guard facts. A fact is a switch that is either in the state that satisfies its guard or in one that
/// doesn't; the judgement takes all its five values.
/// </summary>
internal static class FactSpace
{
    internal static readonly Answer?[] Judgements = [null, Answer.Unknown, Answer.No, Answer.Suspected, Answer.Yes];

    internal static readonly IReadOnlyDictionary<string, Func<WorkflowFacts, bool, WorkflowFacts>> Switches =
        new Dictionary<string, Func<WorkflowFacts, bool, WorkflowFacts>>
        {
            [Guard.Kind.Code] = (f, on) => f with { KindGiven = on },
            [Guard.Severity.Code] = (f, on) => f with { SeverityGiven = on },
            [Guard.Systems.Code] = (f, on) => f with { SystemsNamed = on },
            [Guard.PersonalFacts.Code] = (f, on) => f with { UnansweredFacts = Missing(on, "persons") },
            [Guard.Instructions.Code] = (f, on) => f with { OpenInstructions = Missing(on, "I1") },
            [Guard.SimilarSystems.Code] = (f, on) => f with { SimilarSystemsSettled = on },
            [Guard.Recovery.Code] = (f, on) => f with { RecoverySettled = on, UnrecoveredSystems = Missing(on, "sys-1") },
            [Guard.Cause.Code] = (f, on) => f with { CauseGiven = on },
            [Guard.Prevention.Code] = (f, on) => f with { PreventionGiven = on },
            [Guard.CisoApproval.Code] = (f, on) => f with { CisoApproved = on },
            [Guard.MeasuresDone.Code] = (f, on) => f with { OpenMeasures = Missing(on, "M1") },
            [Guard.DutiesEvaluated.Code] = (f, on) => f with { DutiesEvaluated = on },
            [Guard.DutiesEnded.Code] = (f, on) => f with { OpenDuties = Missing(on, "d1") },
            [Guard.Publication.Code] = (f, on) => f with { PublicationEnded = on },
            [Guard.AbsenceReported.Code] = (f, on) => f with { UnreportedAbsences = Missing(on, "A1") },
            [Guard.Reason.Code] = (f, on) => f with { ReasonGiven = on },
            [Guard.MergeTarget.Code] = (f, on) => f with { MergeTargetGiven = on },
        };

    private static readonly Func<WorkflowFacts, bool, WorkflowFacts>[] Ordered = [.. Switches.Values];

    internal static readonly int Size = Judgements.Length << Ordered.Length;

    internal static readonly CaseStage[] Stages = Enum.GetValues<CaseStage>();

    internal static readonly CaseStage[] OpenStages = [.. Stages.Where(s => s is not (CaseStage.Resolved or CaseStage.Closed or CaseStage.NotIncident or CaseStage.Merged))];

    internal static readonly Trigger[] Triggers = Enum.GetValues<Trigger>();

    /// <summary>The facts of one number, 0 ≤ number &lt; <see cref="Size"/>.</summary>
    internal static WorkflowFacts At(int number)
    {
        var facts = new WorkflowFacts { Incident = Judgements[number >> Ordered.Length] };
        for (var i = 0; i < Ordered.Length; i++)
        {
            facts = Ordered[i](facts, (number & (1 << i)) != 0);
        }

        return facts;
    }

    /// <summary>Every condition met, with this judgement.</summary>
    internal static WorkflowFacts AllMet(Answer? incident) => Ordered.Aggregate(new WorkflowFacts { Incident = incident }, (f, set) => set(f, true));

    /// <summary>No condition met, with this judgement.</summary>
    internal static WorkflowFacts NoneMet(Answer? incident) => Ordered.Aggregate(new WorkflowFacts { Incident = incident }, (f, set) => set(f, false));

    /// <summary>Every combination of the switches that a stage's guards read, all others met or unmet: exhaustive for that stage.</summary>
    internal static IEnumerable<WorkflowFacts> Of(IReadOnlyList<string> codes)
    {
        foreach (var incident in Judgements)
        {
            foreach (var others in new[] { AllMet(incident), NoneMet(incident) })
            {
                for (var bits = 0; bits < 1 << codes.Count; bits++)
                {
                    yield return Enumerable.Range(0, codes.Count).Aggregate(others, (f, i) => Switches[codes[i]](f, (bits & (1 << i)) != 0));
                }
            }
        }
    }

    private static string[] Missing(bool met, string id) => met ? [] : [id];
}
