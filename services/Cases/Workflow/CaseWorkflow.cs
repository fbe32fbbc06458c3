using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;
using Stateless;

namespace Csirt.Cases.Workflow;

/// <summary>
/// The stages of a case and what it takes to move. Built per operation from the stored stage and the facts; moving has no
/// side effects: the caller stores what came out. Work is never blocked here: measures are recorded whatever the stage.
/// </summary>
internal sealed class CaseWorkflow
{
    /// <summary>Stored with every case: which shape of the graph its stage belongs to.</summary>
    internal const int Version = 1;

    /// <summary>Reason code where a stage does not know the trigger.</summary>
    internal const string WrongStage = "wrong_stage";

    private readonly StateMachine<Node, Trigger> _machine;
    private readonly WorkflowFacts _facts;
    private readonly List<(Node From, Node To)> _moves = [];

    private CaseWorkflow(CaseStage stage, WorkflowFacts facts)
    {
        _facts = facts;
        _machine = new StateMachine<Node, Trigger>((Node)stage);
        _machine.OnTransitioned(move => _moves.Add((move.Source, move.Destination)));
        Configure();
    }

    internal static CaseWorkflow Build(CaseStage stage, WorkflowFacts facts) => new(stage, facts);

    internal CaseStage Stage => (CaseStage)_machine.State;

    /// <summary>Whether the trigger can be fired, and every reason why not.</summary>
    internal bool CanFire(Trigger trigger, out IReadOnlyList<UnmetReason> unmet)
    {
        if (_machine.CanFire(trigger, out var codes))
        {
            unmet = [];
            return true;
        }

        // Stateless hands out null where the stage does not know the trigger at all.
        unmet = codes is { Count: > 0 } ? [.. codes.Distinct().Select(Explain)] : [NotHere(trigger)];
        return false;
    }

    /// <summary>Fires the trigger: exactly one transition, or a refusal with every reason.</summary>
    internal Move Fire(Trigger trigger)
    {
        var from = Stage;
        if (!CanFire(trigger, out var unmet))
        {
            return new Move(trigger, from, from, unmet);
        }

        _moves.Clear();
        _machine.Fire(trigger);
        // A trigger that leads where the case already is would do nothing, silently: that is a fault of the graph.
        return _moves is [var move] && (CaseStage)move.From == from && move.To == _machine.State
            ? new Move(trigger, from, Stage, [])
            : throw new InvalidOperationException($"{trigger} from {from} made {_moves.Count} transitions instead of one.");
    }

    /// <summary>What the stage's triggers are, with where each leads.</summary>
    internal IReadOnlyList<(Trigger Trigger, CaseStage To)> Triggers() => WorkflowGraph.TriggersOf(Stage);

    internal Stateless.Reflection.StateMachineInfo Info() => _machine.GetInfo();

    private void Configure()
    {
        _machine.Configure(Node.Open)
            .PermitIf(Trigger.Merge, Node.Merged, If(Guard.MergeTarget, Guard.Reason));

        _machine.Configure(Node.Received).SubstateOf(Node.Open)
            .Permit(Trigger.StartTriage, Node.Triage);

        _machine.Configure(Node.Triage).SubstateOf(Node.Open)
            .PermitIf(Trigger.StartContainment, Node.Containment, If(Guard.IncidentOrSuspected))
            .PermitIf(Trigger.JudgeNotIncident, Node.NotIncident, If(Guard.JudgedNoIncident));

        _machine.Configure(Node.Containment).SubstateOf(Node.Open)
            .PermitIf(Trigger.StartRecovery, Node.Recovery, If(
                Guard.IncidentOrSuspected, Guard.Kind, Guard.Severity, Guard.Systems, Guard.PersonalFacts, Guard.Instructions, Guard.SimilarSystems))
            .PermitIf(Trigger.ReturnToTriage, Node.Triage, If(Guard.Reason))
            .PermitIf(Trigger.JudgeNotIncident, Node.NotIncident, If(Guard.JudgedNoIncident));

        _machine.Configure(Node.Recovery).SubstateOf(Node.Open)
            .PermitIf(Trigger.StartPrevention, Node.PreventionDrafting, If(Guard.Recovery))
            .PermitIf(Trigger.ReturnToContainment, Node.Containment, If(Guard.Reason))
            .PermitIf(Trigger.JudgeNotIncident, Node.NotIncident, If(Guard.JudgedNoIncident));

        ConfigurePrevention();

        _machine.Configure(Node.Resolved)
            .PermitIf(Trigger.Close, Node.Closed, If(Guard.DutiesEvaluated, Guard.DutiesEnded, Guard.Publication, Guard.AbsenceReported))
            .PermitIf(Trigger.Reopen, Node.Triage, If(Guard.Reason));

        _machine.Configure(Node.Closed).PermitIf(Trigger.Reopen, Node.Triage, If(Guard.Reason));
        _machine.Configure(Node.NotIncident).PermitIf(Trigger.Reopen, Node.Triage, If(Guard.Reason));
        // Back to triage whatever the stage was before: someone must look again at what belongs to it.
        _machine.Configure(Node.Merged).PermitIf(Trigger.Unmerge, Node.Triage, If(Guard.Reason));
    }

    private void ConfigurePrevention()
    {
        _machine.Configure(Node.Prevention).SubstateOf(Node.Open)
            .PermitIf(Trigger.ReturnToRecovery, Node.Recovery, If(Guard.Reason));

        _machine.Configure(Node.PreventionDrafting).SubstateOf(Node.Prevention)
            .PermitIf(Trigger.RequestCisoReview, Node.PreventionAwaitingCiso, If(Guard.Cause, Guard.Prevention));

        _machine.Configure(Node.PreventionAwaitingCiso).SubstateOf(Node.Prevention)
            .PermitIf(Trigger.StartImplementing, Node.PreventionImplementing, If(Guard.CisoApproval))
            .PermitIf(Trigger.ReturnToDrafting, Node.PreventionDrafting, If(Guard.Reason));

        // No duty and no statutory period here: 対応完了 is about the work alone.
        _machine.Configure(Node.PreventionImplementing).SubstateOf(Node.Prevention)
            .PermitIf(Trigger.Resolve, Node.Resolved, If(Guard.CisoApproval, Guard.MeasuresDone))
            .PermitIf(Trigger.ReturnToDrafting, Node.PreventionDrafting, If(Guard.Reason));
    }

    private Tuple<Func<bool>, string>[] If(params Guard[] guards) =>
        [.. guards.Select(guard => Tuple.Create(() => guard.Holds(_facts), guard.Code))];

    private UnmetReason Explain(string code)
    {
        var guard = Guard.ByCode[code];
        return new UnmetReason(code, guard.Text, guard.Missing?.Invoke(_facts) ?? []);
    }

    private UnmetReason NotHere(Trigger trigger) =>
        new(WrongStage, $"「{TriggerInfo.Of(trigger).Label}」は「{Stage.InJapanese()}」の段階ではできません。", []);
}

/// <summary>What came of firing: the one transition, or why not.</summary>
/// <param name="Trigger">What was fired.</param>
/// <param name="From">Stage before.</param>
/// <param name="To">Stage after; the same where refused.</param>
/// <param name="Unmet">Every reason for the refusal; empty where it moved.</param>
internal sealed record Move(Trigger Trigger, CaseStage From, CaseStage To, IReadOnlyList<UnmetReason> Unmet)
{
    internal bool Refused => Unmet.Count > 0;
}

/// <summary>The stages, and the two that hold others. The numbers of the stages are those of <see cref="CaseStage"/>.</summary>
internal enum Node
{
    Received = CaseStage.Received,
    Triage = CaseStage.Triage,
    Containment = CaseStage.Containment,
    Recovery = CaseStage.Recovery,
    PreventionDrafting = CaseStage.PreventionDrafting,
    PreventionAwaitingCiso = CaseStage.PreventionAwaitingCiso,
    PreventionImplementing = CaseStage.PreventionImplementing,
    Resolved = CaseStage.Resolved,
    Closed = CaseStage.Closed,
    NotIncident = CaseStage.NotIncident,
    Merged = CaseStage.Merged,
    Open = 100,
    Prevention = 101,
}
