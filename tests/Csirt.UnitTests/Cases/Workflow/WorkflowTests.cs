using System.Text.Json;
using Csirt.Cases.Workflow;
using Csirt.Contracts;
using Csirt.Contracts.Values;
using Xunit;

namespace Csirt.UnitTests.Cases.Workflow;

public sealed class WorkflowTests
{
    [Fact]
    public void The_graph_in_docs_is_the_one_in_code()
    {
        var path = Path.Combine(Repository.Root, "docs", "case-workflow.mmd");
        var graph = WorkflowGraph.ToMermaid();
        if (Environment.GetEnvironmentVariable("CSIRT_WRITE_DOCS") == "1")
        {
            File.WriteAllText(path, graph);
        }

        Assert.Equal(graph, File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void An_incident_goes_all_the_way()
    {
        var stage = CaseStage.Received;
        foreach (var (trigger, to) in new[]
        {
            (Trigger.StartTriage, CaseStage.Triage), (Trigger.StartContainment, CaseStage.Containment), (Trigger.StartRecovery, CaseStage.Recovery),
            (Trigger.StartPrevention, CaseStage.PreventionDrafting), (Trigger.RequestCisoReview, CaseStage.PreventionAwaitingCiso),
            (Trigger.StartImplementing, CaseStage.PreventionImplementing), (Trigger.Resolve, CaseStage.Resolved), (Trigger.Close, CaseStage.Closed),
            (Trigger.Reopen, CaseStage.Triage),
        })
        {
            var move = CaseWorkflow.Build(stage, FactSpace.AllMet(Answer.Yes)).Fire(trigger);
            Assert.Equal((false, to), (move.Refused, move.To));
            stage = move.To;
        }
    }

    [Fact]
    public void Recovery_lists_everything_that_is_missing_and_names_it()
    {
        var move = CaseWorkflow.Build(CaseStage.Containment, FactSpace.NoneMet(null)).Fire(Trigger.StartRecovery);

        Assert.Equal(
            ["facts_unanswered", "incident_not_judged", "instructions_open", "kind_missing", "severity_missing", "similar_systems_unchecked", "systems_missing"],
            move.Unmet.Select(u => u.Code).Order());
        Assert.Equal(["I1"], move.Unmet.Single(u => u.Code == "instructions_open").Missing);
        Assert.Equal(["persons"], move.Unmet.Single(u => u.Code == "facts_unanswered").Missing);
    }

    [Fact]
    public void Codes_are_stable()
    {
        Assert.Equal(1, CaseWorkflow.Version);
        Assert.Equal(
            ["received", "triage", "containment", "recovery", "prevention_drafting", "prevention_awaiting_ciso", "prevention_implementing", "resolved", "closed", "not_incident", "merged"],
            Enum.GetValues<CaseStage>().Select(s => JsonSerializer.Serialize(s, CsirtJson.Options).Trim('"')));
        Assert.Equal(
            ["start_triage", "start_containment", "start_recovery", "start_prevention", "request_ciso_review", "start_implementing", "resolve", "close",
                "return_to_triage", "return_to_containment", "return_to_recovery", "return_to_drafting", "judge_not_incident", "reopen", "merge", "unmerge"],
            Enum.GetValues<Trigger>().Select(t => TriggerInfo.Of(t).Code));
        Assert.All(Enum.GetValues<Trigger>(), t => Assert.Equal(t, TriggerInfo.Of(t).Trigger));
    }
}
