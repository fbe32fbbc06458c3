using CsCheck;
using Csirt.Cases.Workflow;
using Csirt.Contracts.Values;
using Xunit;

namespace Csirt.UnitTests.Cases.Workflow;

/// <summary>What holds over the whole space of stage × trigger × facts.</summary>
public sealed class WorkflowProperties
{
    /// <summary>Guards read by each stage and trigger, as the graph says, inherited ones too.</summary>
    private static readonly Dictionary<(CaseStage Stage, Trigger Trigger), List<(CaseStage To, string[] Guards)>> Transitions = ReadTransitions();

    public static TheoryData<CaseStage> Stages => [.. FactSpace.Stages];

    [Theory, MemberData(nameof(Stages))]
    public void At_most_one_transition_of_a_trigger_holds(CaseStage stage)
    {
        foreach (var facts in AllFactsOf(stage))
        {
            foreach (var trigger in FactSpace.Triggers)
            {
                var holding = Transitions.GetValueOrDefault((stage, trigger), []).Where(t => t.Guards.All(g => Guard.ByCode[g].Holds(facts))).ToList();
                Assert.True(holding.Count <= 1, $"{stage} {trigger} leads to {string.Join(", ", holding.Select(h => h.To))}");
            }
        }
    }

    [Theory, MemberData(nameof(Stages))]
    public void Firing_moves_once_to_where_the_graph_says_or_lists_every_reason(CaseStage stage)
    {
        foreach (var facts in AllFactsOf(stage))
        {
            foreach (var trigger in FactSpace.Triggers)
            {
                var move = CaseWorkflow.Build(stage, facts).Fire(trigger);
                Assert.Equal(stage, move.From);
                if (!Transitions.TryGetValue((stage, trigger), out var transitions))
                {
                    Assert.Equal([CaseWorkflow.WrongStage], move.Unmet.Select(u => u.Code));
                    Assert.Equal(stage, move.To);
                    continue;
                }

                var (to, guards) = Assert.Single(transitions);
                var unmet = guards.Where(g => !Guard.ByCode[g].Holds(facts)).Order().ToList();
                Assert.Equal(unmet, move.Unmet.Select(u => u.Code).Order());
                Assert.Equal(unmet.Count == 0 ? to : stage, move.To);
                Assert.All(move.Unmet, u => Assert.False(string.IsNullOrWhiteSpace(u.Text)));
            }
        }
    }

    [Fact]
    public void Facts_that_a_stage_does_not_read_change_nothing() =>
        Gen.Select(Gen.Int[0, FactSpace.Size - 1], Gen.Int[0, FactSpace.Size - 1], Gen.Enum<CaseStage>(), Gen.Enum<Trigger>()).Sample((one, two, stage, trigger) =>
        {
            // Two arbitrary fact sets, made to agree where the stage reads: the outcome must agree too.
            var (a, b) = (FactSpace.At(one), FactSpace.At(two) with { Incident = FactSpace.At(one).Incident });
            foreach (var code in SwitchesReadBy(stage))
            {
                b = FactSpace.Switches[code](b, Guard.ByCode[code].Holds(a));
            }

            var (left, right) = (CaseWorkflow.Build(stage, a).Fire(trigger), CaseWorkflow.Build(stage, b).Fire(trigger));
            return left.To == right.To && left.Unmet.Select(u => u.Code).SequenceEqual(right.Unmet.Select(u => u.Code));
        }, iter: 50_000);

    [Fact]
    public void An_incident_is_resolved_only_by_way_of_the_CISO()
    {
        // Everything but the approval is met, whatever the judgement: Resolved is out of reach from every stage.
        foreach (var incident in FactSpace.Judgements)
        {
            var facts = FactSpace.AllMet(incident) with { CisoApproved = false };
            foreach (var start in FactSpace.OpenStages)
            {
                Assert.DoesNotContain(CaseStage.Resolved, Reach(start, facts));
                Assert.DoesNotContain(CaseStage.Closed, Reach(start, facts));
            }
        }

        // And each way in is guarded: one transition leads to Resolved, one to Implementing, both ask for the approval.
        foreach (var to in new[] { CaseStage.Resolved, CaseStage.PreventionImplementing })
        {
            var ways = Transitions.SelectMany(t => t.Value).Where(t => t.To == to).ToList();
            Assert.Contains(Guard.CisoApproval.Code, Assert.Single(ways).Guards);
        }
    }

    [Fact]
    public void Every_open_stage_has_a_way_on_to_the_end()
    {
        foreach (var stage in FactSpace.OpenStages)
        {
            Assert.Contains(CaseStage.Closed, Reach(stage, FactSpace.AllMet(Answer.Yes)));
            Assert.Contains(CaseStage.NotIncident, Reach(stage, FactSpace.AllMet(Answer.No)));
            Assert.Contains(Transitions.Keys, t => t.Stage == stage && t.Trigger is not Trigger.Merge);
        }
    }

    [Fact]
    public void Resolved_never_waits_for_a_duty()
    {
        var facts = FactSpace.AllMet(Answer.Yes) with { DutiesEvaluated = false, OpenDuties = ["d1"], PublicationEnded = false, UnreportedAbsences = ["A1"] };
        Assert.Contains(CaseStage.Resolved, Reach(CaseStage.Received, facts));
        Assert.DoesNotContain(CaseStage.Closed, Reach(CaseStage.Received, facts));
    }

    [Theory, MemberData(nameof(Stages))]
    public void Closed_needs_every_duty_ended(CaseStage stage)
    {
        foreach (var facts in AllFactsOf(stage).Where(f => f.OpenDuties.Count > 0 || !f.DutiesEvaluated || !f.PublicationEnded))
        {
            Assert.All(FactSpace.Triggers, trigger => Assert.False(CaseWorkflow.Build(stage, facts).Fire(trigger) is { Refused: false, To: CaseStage.Closed }));
        }
    }

    [Fact]
    public void Backward_moves_and_reopening_need_a_reason()
    {
        foreach (var (key, transitions) in Transitions)
        {
            Assert.Equal(TriggerInfo.Of(key.Trigger).NeedsReason, transitions.Any(t => t.Guards.Contains(Guard.Reason.Code)));
        }

        Assert.All(FactSpace.OpenStages, stage => Assert.Contains(Guard.Reason.Code, Transitions[(stage, Trigger.Merge)].Single().Guards));
    }

    [Fact]
    public void Containment_asks_for_a_judgement_and_nothing_else()
    {
        Assert.Equal([Guard.IncidentOrSuspected.Code], Transitions[(CaseStage.Triage, Trigger.StartContainment)].Single().Guards);
        Assert.False(CaseWorkflow.Build(CaseStage.Triage, FactSpace.NoneMet(Answer.Suspected)).Fire(Trigger.StartContainment).Refused);
    }

    private static IEnumerable<WorkflowFacts> AllFactsOf(CaseStage stage) => FactSpace.Of(SwitchesReadBy(stage));

    private static string[] SwitchesReadBy(CaseStage stage) =>
        [.. Transitions.Where(t => t.Key.Stage == stage).SelectMany(t => t.Value).SelectMany(t => t.Guards).Distinct().Where(FactSpace.Switches.ContainsKey)];

    private static HashSet<CaseStage> Reach(CaseStage start, WorkflowFacts facts)
    {
        var (reached, todo) = (new HashSet<CaseStage> { start }, new Queue<CaseStage>([start]));
        while (todo.TryDequeue(out var stage))
        {
            foreach (var move in FactSpace.Triggers.Select(t => CaseWorkflow.Build(stage, facts).Fire(t)).Where(m => !m.Refused && reached.Add(m.To)))
            {
                todo.Enqueue(move.To);
            }
        }

        return reached;
    }

    private static Dictionary<(CaseStage, Trigger), List<(CaseStage, string[])>> ReadTransitions()
    {
        var states = CaseWorkflow.Build(CaseStage.Received, new WorkflowFacts()).Info().States.ToList();
        var found = new Dictionary<(CaseStage, Trigger), List<(CaseStage, string[])>>();
        foreach (var stage in FactSpace.Stages)
        {
            for (Stateless.Reflection.StateInfo? state = states.Single(s => (Node)s.UnderlyingState == (Node)stage); state is not null; state = state.Superstate)
            {
                Assert.Empty(state.DynamicTransitions);
                foreach (var t in state.FixedTransitions)
                {
                    var key = (stage, (Trigger)t.Trigger.UnderlyingTrigger);
                    (found.TryGetValue(key, out var list) ? list : found[key] = []).Add(
                        ((CaseStage)(Node)t.DestinationState.UnderlyingState, [.. t.GuardConditionsMethodDescriptions.Select(g => g.Description)]));
                }
            }
        }

        return found;
    }
}
