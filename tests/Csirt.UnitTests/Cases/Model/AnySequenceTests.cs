using System.Collections.Concurrent;
using System.Text.Json;
using CsCheck;
using Csirt.Cases.Access;
using Csirt.Cases.Assessments;
using Csirt.Cases.Instructions;
using Csirt.Cases.Measures;
using Csirt.Cases.Model;
using Csirt.Cases.Moves;
using Csirt.Cases.Prevention;
using Csirt.Cases.Systems;
using Csirt.Cases.Workflow;
using Csirt.Contracts;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;
using Xunit;

namespace Csirt.UnitTests.Cases.Model;

/// <summary>Whatever people do in whatever order: nothing recorded gets lost, and nobody gets round the CISO.</summary>
public sealed class AnySequenceTests
{
    private static readonly string[] People = ["member", "leader", "chief", "ciso", "deputy"];

    private static readonly DutiesHeld Ended = new(true, []);

    private static readonly Func<CaseDocument, Context, Outcome>[] Commands =
    [
        (c, x) => AssessCase.Apply(c, new AssessRequest { Incident = Answer.Yes, Kind = IncidentKind.LostDevice, Severity = Severity.High, SystemIds = ["sys-1"] }, x),
        (c, x) => AssessCase.Apply(c, new AssessRequest { Facts = new CaseFacts { PersonalData = Answer.No, MyNumber = Answer.No } }, x),
        (c, x) => AssessCase.Apply(c, new AssessRequest { Incident = Answer.No }, x),
        (c, x) => CorrectTimes.Apply(c, new CorrectTimesRequest { Known = Given.At("2026-09-28"), Reason = "訂正" }, x),
        (c, x) => CorrectTimes.Apply(c, new CorrectTimesRequest { Known = Given.At("2026-09-27"), Reason = "再訂正" }, x),
        (c, x) => RecordMeasure.Apply(c, new RecordMeasureRequest { Kind = MeasureKind.Emergency, Text = "遮断" }, x),
        (c, x) => RecordMeasure.Apply(c, new RecordMeasureRequest { Kind = MeasureKind.Prevention, Text = "施錠", Planned = true }, x),
        (c, x) => RecordMeasure.Apply(c, new RecordMeasureRequest { Kind = MeasureKind.Prevention, Text = "研修" }, x),
        (c, x) => CompleteMeasure.Apply(c, Planned(c), new MeasureDoneRequest(), x),
        (c, x) => DropMeasure.Apply(c, Planned(c), new ReasonRequest("不要"), x),
        (c, x) => GiveInstruction.Apply(c, new InstructRequest { Addressee = Role.SystemManager, SystemId = "sys-2", IsSimilarSystemsCheck = true, Text = "確認" }, x),
        (c, x) => AnswerInstruction.Apply(c, Open(c), new AnswerInstructionRequest { Text = "なし", Affected = Answer.No }, x),
        (c, x) => EndInstruction.GoOnUnanswered(c, Open(c), new ReasonRequest("不在"), x),
        (c, x) => CheckSimilarSystems.Apply(c, new SimilarSystemsRequest(SimilarSystemsState.Done), x),
        (c, x) => SetSystemStatus.Apply(c, "sys-1", new SystemStatusRequest { Recovery = RecoveryState.Confirmed }, x),
        (c, x) => RecordCause.Apply(c, new CauseRequest("不注意", CauseOrigin.Own), x),
        (c, x) => Decide.Apply(c, new DecisionRequest { Approve = true }, Ended, x),
        (c, x) => Decide.Apply(c, new DecisionRequest { Approve = true, OverrideReason = "やむを得ない" }, Ended, x),
        (c, x) => Decide.Apply(c, new DecisionRequest { Approve = false, Comment = "不足" }, Ended, x),
        (c, x) => RecordDelegation.Apply(c, new DelegationRequest("deputy", "決裁"), x),
        (c, x) => DecideInAbsence.Apply(c, new AbsenceDecisionRequest("出張", "遮断"), x),
        (c, x) => Implicate.Apply(c, new ImplicateRequest("member", true, "関与"), x),
        .. Enum.GetValues<Trigger>().Select(t => (Func<CaseDocument, Context, Outcome>)((c, x) => MoveCase.Apply(c, t, "理由", Ended, x))),
        // Moving on comes up as often as all the rest together: else hardly any walk gets far.
        .. Enumerable.Repeat((CaseDocument c, Context x) => MoveCase.Apply(c, Forward(c), null, Ended, x), 20),
    ];

    [Fact]
    public void Nothing_recorded_gets_lost_and_nobody_gets_round_the_CISO()
    {
        var reached = new ConcurrentDictionary<CaseStage, int>();
        var walk = Gen.Select(Gen.Int[0, Commands.Length - 1], Gen.Int[0, People.Length - 1]).Array[1, 100];
        Gen.Select(Gen.Bool, walk).Sample((late, steps) =>
        {
            // Half begin late: a walk of strangers seldom gets from the report to the CISO.
            var c = late ? Given.AwaitingCiso() : Given.Case(CaseStage.Received);
            foreach (var (command, person) in steps)
            {
                var outcome = Commands[command](c, Given.As(People[person]));
                if (outcome.Done)
                {
                    Hold(c, outcome.Next);
                    c = outcome.Next;
                    reached.TryAdd(c.Stage, steps.Length);
                }
                else
                {
                    Assert.NotEmpty(outcome.Objections);
                }
            }

            var json = JsonSerializer.Serialize(c, CsirtJson.Options);
            Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<CaseDocument>(json, CsirtJson.Options), CsirtJson.Options));
        }, iter: 600);
        Assert.Contains(CaseStage.Resolved, reached.Keys);
    }

    private static void Hold(CaseDocument before, CaseDocument after)
    {
        Assert.Equal(before.Version + 1, after.Version);
        Assert.Equal(before.FactChanges, after.FactChanges.Take(before.FactChanges.Count));
        Assert.Equal(before.Times.KnownBefore, after.Times.KnownBefore.Take(before.Times.KnownBefore.Count));
        Assert.Equal(before.Measures.Where(m => m.State is not MeasureState.Planned), after.Measures.Take(before.Measures.Count).Where((_, i) => before.Measures[i].State is not MeasureState.Planned));
        Assert.True(before.Instructions.Count <= after.Instructions.Count && before.Reviews.Count <= after.Reviews.Count);
        if (after.Times.Known != before.Times.Known)
        {
            Assert.Equal(before.Times.Known, after.Times.KnownBefore[^1].Known);
        }

        if (after.Stage is CaseStage.Resolved && before.Stage is not CaseStage.Resolved)
        {
            var decision = after.Reviews[^1].Decision!;
            Assert.True(decision.Approved);
            Assert.True(decision.By == "ciso" || (decision.By == "deputy" && after.Delegations.Any(d => d.Id == decision.DelegationId && d.DelegateId == "deputy" && d.RecordedBy != "deputy")));
            Assert.True(decision.By != after.Reviews[^1].RequestedBy || decision.OverrideReason is not null);
            Assert.DoesNotContain(after.Measures, m => m.State is MeasureState.Planned);
        }
    }

    private static Trigger Forward(CaseDocument c) => c.Stage switch
    {
        CaseStage.Received => Trigger.StartTriage,
        CaseStage.Triage => Trigger.StartContainment,
        CaseStage.Containment => Trigger.StartRecovery,
        CaseStage.Recovery => Trigger.StartPrevention,
        CaseStage.PreventionDrafting => Trigger.RequestCisoReview,
        _ => Trigger.Resolve,
    };

    private static string Planned(CaseDocument c) => c.Measures.FirstOrDefault(m => m.State is MeasureState.Planned)?.Id ?? "M0";

    private static string Open(CaseDocument c) => c.Instructions.FirstOrDefault(i => i.Status is InstructionStatus.Open)?.Id ?? "I0";
}
