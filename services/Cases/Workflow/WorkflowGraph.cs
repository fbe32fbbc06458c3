using System.Text;
using Csirt.Contracts.Values;
using Stateless.Graph;
using Stateless.Reflection;

namespace Csirt.Cases.Workflow;

/// <summary>The graph as data: which triggers a stage has, and the picture in <c>docs/case-workflow.mmd</c>.</summary>
internal static class WorkflowGraph
{
    private static readonly StateMachineInfo Info = CaseWorkflow.Build(CaseStage.Received, new WorkflowFacts()).Info();

    private static readonly Dictionary<CaseStage, IReadOnlyList<(Trigger, CaseStage)>> ByStage =
        Enum.GetValues<CaseStage>().ToDictionary(stage => stage, Read);

    internal static IReadOnlyList<(Trigger Trigger, CaseStage To)> TriggersOf(CaseStage stage) => ByStage[stage];

    /// <summary>Mermaid, from the initial stage: its start arrow points at the stage the machine was built in.</summary>
    internal static string ToMermaid()
    {
        var text = new StringBuilder(MermaidGraph.Format(Info, MermaidGraphDirection.TopToBottom).ReplaceLineEndings("\n").TrimEnd()).Append('\n');
        foreach (var stage in Enum.GetValues<CaseStage>())
        {
            text.Append('\t').Append((Node)stage).Append(" : ").Append(stage.InJapanese()).Append('\n');
        }

        return Guard.ByCode.Values.Aggregate(text, (t, guard) => t.Replace($"[{guard.Code}]", $"[{guard.Condition}]")).ToString();
    }

    private static IReadOnlyList<(Trigger, CaseStage)> Read(CaseStage stage)
    {
        List<(Trigger, CaseStage)> triggers = [];
        for (var node = Info.States.Single(s => (Node)s.UnderlyingState == (Node)stage); node is not null; node = node.Superstate)
        {
            triggers.AddRange(node.FixedTransitions.Select(t => ((Trigger)t.Trigger.UnderlyingTrigger, (CaseStage)(Node)t.DestinationState.UnderlyingState)));
        }

        return [.. triggers.OrderBy(t => t.Item1)];
    }
}
