using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;

namespace Csirt.Cases.Workflow;

/// <summary>How the case's duties stand, as far as Escalation has told.</summary>
/// <param name="Evaluated">They were worked out for the case as it stands.</param>
/// <param name="Open">Ids of the duties that have not ended.</param>
internal sealed record DutiesHeld(bool Evaluated, IReadOnlyList<string> Open)
{
    internal static DutiesHeld NotTold { get; } = new(false, []);
}

/// <summary>Reads the guard facts off a case.</summary>
internal static class FactsOfCase
{
    internal static WorkflowFacts Read(CaseDocument c, DutiesHeld duties, bool reasonGiven = false, bool mergeTargetGiven = false) => new()
    {
        Incident = c.Assessment.Incident,
        KindGiven = c.Assessment.Kind is not null,
        SeverityGiven = c.Assessment.Severity is not null,
        SystemsNamed = c.Systems.Count > 0 || c.Facts.InformationSystem is Answer.No,
        UnansweredFacts = Unanswered(c.Facts),
        OpenInstructions = [.. c.Instructions.Where(i => i.Status is InstructionStatus.Open).Select(i => i.Id)],
        SimilarSystemsSettled = c.SimilarSystems is not null,
        RecoverySettled = c.RecoveryNotApplicable is not null || (c.Systems.Count > 0 && Unrecovered(c).Count == 0),
        UnrecoveredSystems = c.RecoveryNotApplicable is null ? Unrecovered(c) : [],
        CauseGiven = c.Cause is not null,
        PreventionGiven = LivePrevention(c).Any(),
        CisoApproved = Approved(c),
        OpenMeasures = [.. c.Measures.Where(m => m.State is MeasureState.Planned).Select(m => m.Id)],
        DutiesEvaluated = duties.Evaluated,
        OpenDuties = duties.Open,
        PublicationEnded = c.Publication?.State is PublicationState.Published or PublicationState.Withhold,
        UnreportedAbsences = [.. c.AbsenceDecisions.Where(a => a.ReportedAt is null).Select(a => a.Id)],
        ReasonGiven = reasonGiven,
        MergeTargetGiven = mergeTargetGiven,
    };

    /// <summary>Prevention measures that were not dropped: what a CISO decides on.</summary>
    internal static IEnumerable<Measure> LivePrevention(CaseDocument c) =>
        c.Measures.Where(m => m is { Kind: MeasureKind.Prevention, State: not MeasureState.Dropped });

    /// <summary>
    /// Personal information and My Number are asked apart, always. What makes either reportable is asked only where it is
    /// concerned: whether it is at all unknown is a decision of its own (要判断).
    /// </summary>
    private static List<string> Unanswered(CaseFacts f)
    {
        List<string> missing = [];
        Ask(missing, "personal_data", f.PersonalData is not null);
        Ask(missing, "my_number", f.MyNumber is not null);
        if (Concerned(f.PersonalData))
        {
            Ask(missing, "persons", f.Persons is not null);
            Ask(missing, "sensitive", f.Sensitive is not null);
            Ask(missing, "financial_harm", f.FinancialHarm is not null);
        }

        if (Concerned(f.MyNumber))
        {
            Ask(missing, "my_number_system", f.MyNumberSystem is not null);
            Ask(missing, "my_number_viewable", f.MyNumberViewable is not null);
            Ask(missing, "my_number_persons", f.MyNumberPersons is not null);
        }

        Ask(missing, "wrongful_purpose", f.WrongfulPurpose is not null || !(Concerned(f.PersonalData) || Concerned(f.MyNumber)));
        return missing;
    }

    private static bool Concerned(Answer? answer) => answer is Answer.Yes or Answer.Suspected;

    private static void Ask(List<string> missing, string fact, bool answered)
    {
        if (!answered)
        {
            missing.Add(fact);
        }
    }

    private static List<string> Unrecovered(CaseDocument c) =>
        [.. c.Systems.Where(s => s.Recovery is not (RecoveryState.Confirmed or RecoveryState.NotApplicable)).Select(s => s.SystemId)];

    // Only the last review counts, and only for the measures that were laid before: one added since has no approval.
    private static bool Approved(CaseDocument c) =>
        c.Reviews is [.., { Decision.Approved: true } last] && LivePrevention(c).All(m => last.MeasureIds.Contains(m.Id));
}
