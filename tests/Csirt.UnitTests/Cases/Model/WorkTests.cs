using Csirt.Cases.Instructions;
using Csirt.Cases.Measures;
using Csirt.Cases.Moves;
using Csirt.Cases.Systems;
using Csirt.Cases.Workflow;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Xunit;

namespace Csirt.UnitTests.Cases.Model;

/// <summary>Measures, systems, instructions, the check of other systems, and the guard facts read off them.</summary>
public sealed class WorkTests
{
    public static TheoryData<CaseStage> NotMerged => [.. Enum.GetValues<CaseStage>().Where(s => s is not CaseStage.Merged)];

    [Theory, MemberData(nameof(NotMerged))]
    public void What_was_done_is_recordable_in_every_stage(CaseStage stage)
    {
        var c = RecordMeasure.Apply(Given.Case(stage), new RecordMeasureRequest { Kind = MeasureKind.Emergency, Text = " LANを抜いた " }, Given.Member).Done();
        var measure = Assert.Single(c.Measures);
        Assert.Equal(("M1", "LANを抜いた", "member", false, stage), (measure.Id, measure.Text, measure.DoneBy, measure.Late, c.Stage));
    }

    [Fact]
    public void In_a_merged_case_nothing_is_recorded_and_the_other_one_is_named()
    {
        var outcome = RecordMeasure.Apply(Given.Case(CaseStage.Merged, c => c with { MergedInto = new CaseLink("x", "R8-0009") }),
            new RecordMeasureRequest { Kind = MeasureKind.Emergency, Text = "抜いた" }, Given.Member);
        Assert.Equal(["merged_elsewhere"], outcome.Refused());
        Assert.Contains("R8-0009", outcome.Objections[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-09-29T11:50+09:00", false)]
    [InlineData("2026-09-29T11:49+09:00", true)]
    [InlineData("2026-09-29", false)]
    [InlineData("2026-09-28", true)]
    public void What_was_done_earlier_carries_its_true_time_and_the_mark(string doneAt, bool late)
    {
        var outcome = RecordMeasure.Apply(Given.Case(), new RecordMeasureRequest { Kind = MeasureKind.Containment, Text = "遮断", DoneAt = Given.At(doneAt), DoneBy = "保守事業者" }, Given.Member);
        Assert.Equal((Given.At(doneAt), late, "保守事業者"), (outcome.Done().Measures[0].DoneAt, outcome.Next.Measures[0].Late, outcome.Next.Measures[0].DoneBy));
        Assert.Equal((Given.At(doneAt), late), (outcome.Lines[0].At, outcome.Lines[0].Late));
    }

    [Fact]
    public void A_measure_must_make_sense()
    {
        string[] Why(RecordMeasureRequest r) => [.. RecordMeasure.Apply(Given.Case(), r, Given.Member).Refused()];

        Assert.Equal(["required"], Why(new RecordMeasureRequest { Kind = MeasureKind.Recovery, Text = "  " }));
        Assert.Equal(["in_future"], Why(new RecordMeasureRequest { Kind = MeasureKind.Recovery, Text = "復元", DoneAt = Given.At("2026-09-29T12:06+09:00") }));
        Assert.Equal(["time_unknown"], Why(new RecordMeasureRequest { Kind = MeasureKind.Recovery, Text = "復元", DoneAt = FactTime.Unknown }));
        Assert.Equal(["planned_not_done"], Why(new RecordMeasureRequest { Kind = MeasureKind.Recovery, Text = "復元", Planned = true, DoneBy = "誰か" }));
        Assert.Equal(["control_characters", "unknown_person", "unknown_system"], Why(new RecordMeasureRequest { Kind = MeasureKind.Recovery, Text = "a\u0000b", SystemId = "x", OwnerId = "y" }));
        Assert.Equal(["reopen_first"], RecordMeasure.Apply(Given.Case(CaseStage.Closed), new RecordMeasureRequest { Kind = MeasureKind.Prevention, Text = "計画", Planned = true }, Given.Member).Refused());
    }

    [Fact]
    public void A_planned_measure_is_done_or_dropped_once()
    {
        var planned = RecordMeasure.Apply(Given.Case(), new RecordMeasureRequest { Kind = MeasureKind.Prevention, Text = "研修", Planned = true, PlannedFor = new DateOnly(2026, 12, 1) }, Given.Member).Done();
        Assert.Equal(["M1"], FactsOfCase.Read(planned, DutiesHeld.NotTold).OpenMeasures);

        var done = CompleteMeasure.Apply(planned, "M1", new MeasureDoneRequest { CheckedBy = "主査" }, Given.Member).Done();
        Assert.Equal((MeasureState.Done, "主査"), (done.Measures[0].State, done.Measures[0].CheckedBy));
        Assert.Empty(FactsOfCase.Read(done, DutiesHeld.NotTold).OpenMeasures);
        Assert.Equal(["measure_not_planned"], CompleteMeasure.Apply(done, "M1", new MeasureDoneRequest(), Given.Member).Refused());
        Assert.Equal(["measure_not_planned"], DropMeasure.Apply(done, "M1", new ReasonRequest("不要"), Given.Member).Refused());
        Assert.Equal(["unknown_measure"], DropMeasure.Apply(done, "M2", new ReasonRequest("不要"), Given.Member).Refused());

        var dropped = DropMeasure.Apply(planned, "M1", new ReasonRequest("別の策に替えた"), Given.Member).Done();
        Assert.Empty(FactsOfCase.Read(dropped, DutiesHeld.NotTold).OpenMeasures);
        Assert.False(FactsOfCase.Read(dropped, DutiesHeld.NotTold).PreventionGiven);
    }

    [Fact]
    public void Recovery_is_settled_when_every_system_is_confirmed_or_needs_none()
    {
        var c = Given.Case(CaseStage.Recovery, d => d with { Systems = [Concerns.Of("sys-1", Given.Town), Concerns.Of("sys-2", Given.Town)] });
        Assert.Equal(["sys-1", "sys-2"], FactsOfCase.Read(c, DutiesHeld.NotTold).UnrecoveredSystems);

        c = SetSystemStatus.Apply(c, "sys-1", new SystemStatusRequest { Containment = ContainmentState.Contained, Recovery = RecoveryState.Restored, At = Given.At("2026-09-29T10:00+09:00") }, Given.Member).Done();
        c = SetSystemStatus.Apply(c, "sys-1", new SystemStatusRequest { Recovery = RecoveryState.Confirmed }, Given.Chief).Done();
        Assert.Equal(("2026-09-29T10:00:00+09:00", "chief"), (c.Systems[0].RestoredAt?.ToString(), c.Systems[0].ConfirmedBy));
        Assert.Equal(["sys-2"], FactsOfCase.Read(c, DutiesHeld.NotTold).UnrecoveredSystems);

        Assert.Equal(["required"], SetSystemStatus.Apply(c, "sys-2", new SystemStatusRequest { Recovery = RecoveryState.NotApplicable }, Given.Member).Refused());
        c = SetSystemStatus.Apply(c, "sys-2", new SystemStatusRequest { Recovery = RecoveryState.NotApplicable, Note = "停止していない" }, Given.Member).Done();
        Assert.True(FactsOfCase.Read(c, DutiesHeld.NotTold).RecoverySettled);
        Assert.Equal(["system_not_in_case"], SetSystemStatus.Apply(c, "sys-9", new SystemStatusRequest { Recovery = RecoveryState.Open }, Given.Member).Refused());
    }

    [Fact]
    public void The_recovery_clock_runs_from_occurrence_else_from_known_until_recovery_is_confirmed()
    {
        var c = Given.Case(CaseStage.Recovery, d => d with { Systems = [Concerns.Of("sys-1", Given.Town)] });
        Assert.Equal(new DateTimeOffset(2026, 9, 29, 4, 0, 0, TimeSpan.Zero), RecoveryClock.TargetOf(c, c.Systems[0]));
        var occurred = c with { Times = c.Times with { Occurred = Given.At("2026-09-29T01:00+09:00") } };
        Assert.Equal(new DateTimeOffset(2026, 9, 28, 20, 0, 0, TimeSpan.Zero), RecoveryClock.TargetOf(occurred, c.Systems[0]));
        Assert.Null(RecoveryClock.TargetOf(c, c.Systems[0] with { Recovery = RecoveryState.Confirmed }));
        Assert.Null(RecoveryClock.TargetOf(c, c.Systems[0] with { RecoveryTargetHours = null }));
        Assert.Null(RecoveryClock.TargetOf(WaiveRecovery.Apply(c, new ReasonRequest("停止なし"), Given.Member).Done(), c.Systems[0]));
    }

    [Fact]
    public void Only_who_was_asked_answers_or_the_CSIRT_for_them()
    {
        var c = Instructed(new InstructRequest { Addressee = Role.SystemManager, SystemId = "sys-2", Text = "確認" });
        var answer = new AnswerInstructionRequest { Text = "確認した" };
        Csirt.Cases.Model.Context Holding(string forSystem) => Given.As("clerk") with { Roles = [new RoleHeld(Role.SystemManager, forSystem)] };

        Assert.Equal(["not_addressed"], AnswerInstruction.Apply(c, "I1", answer, Holding("sys-1")).Refused());
        Assert.Equal(["not_addressed"], AnswerInstruction.Apply(c, "I1", answer, Given.As("clerk")).Refused());
        AnswerInstruction.Apply(c, "I1", answer, Holding("sys-2")).Done();
        var named = Instructed(new InstructRequest { Addressee = Role.DepartmentHead, PersonId = "clerk", Text = "確認" });
        AnswerInstruction.Apply(named, "I1", answer, Given.As("clerk")).Done();
    }

    [Fact]
    public void Without_systems_recovery_is_settled_only_by_saying_that_none_is_needed()
    {
        var c = Given.Case(CaseStage.Recovery);
        Assert.False(FactsOfCase.Read(c, DutiesHeld.NotTold).RecoverySettled);
        c = WaiveRecovery.Apply(c, new ReasonRequest("紙の紛失"), Given.Member).Done();
        Assert.True(FactsOfCase.Read(c, DutiesHeld.NotTold).RecoverySettled);
        Assert.False(FactsOfCase.Read(WaiveRecovery.Lift(c, new ReasonRequest("端末もあった"), Given.Member).Done(), DutiesHeld.NotTold).RecoverySettled);
    }

    [Fact]
    public void Systems_are_named_or_said_not_to_be_concerned()
    {
        Assert.False(FactsOfCase.Read(Given.Case(), DutiesHeld.NotTold).SystemsNamed);
        Assert.True(FactsOfCase.Read(Given.Case(with: c => c with { Facts = new CaseFacts { InformationSystem = Answer.No } }), DutiesHeld.NotTold).SystemsNamed);
        Assert.False(FactsOfCase.Read(Given.Case(with: c => c with { Facts = new CaseFacts { InformationSystem = Answer.Unknown } }), DutiesHeld.NotTold).SystemsNamed);
    }

    [Fact]
    public void Personal_information_and_my_number_are_asked_apart()
    {
        string[] Missing(CaseFacts f) => [.. FactsOfCase.Read(Given.Case(with: c => c with { Facts = f }), DutiesHeld.NotTold).UnansweredFacts];

        Assert.Equal(["personal_data", "my_number"], Missing(new CaseFacts()));
        Assert.Equal(["my_number", "persons", "sensitive", "financial_harm", "wrongful_purpose"], Missing(new CaseFacts { PersonalData = Answer.Suspected }));
        Assert.Equal(["my_number_system", "my_number_viewable", "my_number_persons", "wrongful_purpose"], Missing(new CaseFacts { PersonalData = Answer.No, MyNumber = Answer.Yes }));
        Assert.Empty(Missing(new CaseFacts { PersonalData = Answer.Unknown, MyNumber = Answer.Unknown }));
        Assert.Empty(Missing(new CaseFacts { PersonalData = Answer.Yes, MyNumber = Answer.No, Persons = PersonCount.Unknown, Sensitive = Answer.Unknown, FinancialHarm = Answer.Unknown, WrongfulPurpose = Answer.Unknown }));
    }

    [Fact]
    public void An_instruction_is_answered_superseded_or_left_with_a_reason()
    {
        var c = Instructed(new InstructRequest { Addressee = Role.DepartmentHead, Text = "持ち出しを止める", DueAt = Given.Now.AddHours(1) });
        Assert.Equal(["I1"], FactsOfCase.Read(c, DutiesHeld.NotTold).OpenInstructions);

        var answered = AnswerInstruction.Apply(c, "I1", new AnswerInstructionRequest { Text = "止めた", AnsweredBy = "部長（電話）", At = Given.At("2026-09-29T11:00+09:00") }, Given.Member).Done();
        Assert.Equal((InstructionStatus.Answered, "部長（電話）", true), (answered.Instructions[0].Status, answered.Instructions[0].Answers[0].AnsweredBy, answered.Instructions[0].Answers[0].Late));

        var replaced = GiveInstruction.Apply(c, new InstructRequest { Addressee = Role.DepartmentHead, Text = "全課で止める", Supersedes = "I1" }, Given.Member).Done();
        Assert.Equal([InstructionStatus.Superseded, InstructionStatus.Open], replaced.Instructions.Select(i => i.Status));
        Assert.Equal(["instruction_superseded"], AnswerInstruction.Apply(replaced, "I1", new AnswerInstructionRequest { Text = "遅れた回答" }, Given.Member).Refused());

        var waived = EndInstruction.GoOnUnanswered(c, "I1", new ReasonRequest("連絡が取れない"), Given.Member).Done();
        Assert.Empty(FactsOfCase.Read(waived, DutiesHeld.NotTold).OpenInstructions);
        Assert.Equal(["instruction_not_open"], EndInstruction.TakeBack(waived, "I1", new ReasonRequest("再度"), Given.Member).Refused());
        // A late answer is worth keeping.
        Assert.Equal(InstructionStatus.Answered, AnswerInstruction.Apply(waived, "I1", new AnswerInstructionRequest { Text = "いま戻った" }, Given.Member).Done().Instructions[0].Status);
        Assert.Equal(["required"], EndInstruction.GoOnUnanswered(c, "I1", new ReasonRequest(" "), Given.Member).Refused());
    }

    [Theory]
    [InlineData(Answer.Yes, true)]
    [InlineData(Answer.Suspected, true)]
    [InlineData(Answer.Unknown, false)]
    [InlineData(Answer.No, false)]
    public void A_system_that_has_it_too_joins_the_case(Answer affected, bool joins)
    {
        var c = Instructed(new InstructRequest { Addressee = Role.SystemManager, SystemId = "sys-2", IsSimilarSystemsCheck = true, Text = "同じ設定か確認" });
        Assert.Equal(["required"], AnswerInstruction.Apply(c, "I1", new AnswerInstructionRequest { Text = "見た" }, Given.Member).Refused());
        var answered = AnswerInstruction.Apply(c, "I1", new AnswerInstructionRequest { Text = "見た", Affected = affected }, Given.Member).Done();
        Assert.Equal(joins ? ["sys-2"] : [], answered.Systems.Select(s => s.SystemId));
    }

    [Fact]
    public void An_instruction_goes_to_a_head_or_a_system_manager()
    {
        string[] Why(InstructRequest r) => [.. GiveInstruction.Apply(Given.Case(), r, Given.Member).Refused()];

        Assert.Equal(["addressee_role"], Why(new InstructRequest { Addressee = Role.Staff, Text = "確認" }));
        Assert.Equal(["required"], Why(new InstructRequest { Addressee = Role.SystemManager, Text = "確認" }));
        Assert.Equal(["addressee_role"], Why(new InstructRequest { Addressee = Role.DepartmentHead, IsSimilarSystemsCheck = true, Text = "確認" }));
        Assert.Equal(["in_past", "instruction_not_open"], Why(new InstructRequest { Addressee = Role.DepartmentHead, Text = "確認", DueAt = Given.Now, Supersedes = "I7" }));
    }

    [Fact]
    public void The_check_of_other_systems_is_done_in_hand_or_not_needed_with_a_reason()
    {
        string[] Why(SimilarSystemsRequest r) => [.. CheckSimilarSystems.Apply(Given.Case(), r, Given.Member).Refused()];

        Assert.Equal(["required"], Why(new SimilarSystemsRequest(SimilarSystemsState.InProgress)));
        Assert.Equal(["unknown_person"], Why(new SimilarSystemsRequest(SimilarSystemsState.InProgress, "nobody")));
        Assert.Equal(["required"], Why(new SimilarSystemsRequest(SimilarSystemsState.NotNeeded)));
        var c = CheckSimilarSystems.Apply(Given.Case(), new SimilarSystemsRequest(SimilarSystemsState.InProgress, "member"), Given.Member).Done();
        Assert.True(FactsOfCase.Read(c, DutiesHeld.NotTold).SimilarSystemsSettled);
    }

    [Fact]
    public void Moving_back_takes_a_reason_and_forward_none()
    {
        var c = Given.Case(CaseStage.Containment);
        Assert.Equal(["reason_missing"], MoveCase.Apply(c, Trigger.ReturnToTriage, " ", DutiesHeld.NotTold, Given.Member).Refused());
        var outcome = MoveCase.Apply(c, Trigger.ReturnToTriage, "別の原因かもしれない", DutiesHeld.NotTold, Given.Member);
        Assert.Equal((CaseStage.Triage, Given.Now), (outcome.Done().Stage, outcome.Next.StageSince));
        Assert.Equal("封じ込め → トリアージ（理由：別の原因かもしれない）", outcome.Lines[0].Text);
        Assert.Equal(["other_action"], MoveCase.Apply(c, Trigger.Merge, "同じ", DutiesHeld.NotTold, Given.Member).Refused());
    }

    private static Csirt.Cases.Model.CaseDocument Instructed(InstructRequest request) => GiveInstruction.Apply(Given.Case(), request, Given.Member).Done();
}
