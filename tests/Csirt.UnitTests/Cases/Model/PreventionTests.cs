using Csirt.Cases.Measures;
using Csirt.Cases.Moves;
using Csirt.Cases.Prevention;
using Csirt.Cases.Workflow;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;
using Xunit;

namespace Csirt.UnitTests.Cases.Model;

public sealed class PreventionTests
{
    [Fact]
    public void The_CISO_approves_and_the_case_moves_on_in_one_act()
    {
        var outcome = Decide.Apply(Given.AwaitingCiso(), new DecisionRequest { Approve = true, Orders = "全課に周知" }, DutiesHeld.NotTold, Given.Ciso);
        Assert.Equal((CaseStage.PreventionImplementing, DecisionCapacity.Ciso, "ciso", "全課に周知"),
            (outcome.Done().Stage, outcome.Next.Reviews[0].Decision!.Capacity, outcome.Next.Reviews[0].Decision!.By, outcome.Next.Reviews[0].Decision!.Orders));
        Assert.Equal(["prevention_approved", "moved"], outcome.Lines.Select(l => l.Code));
    }

    [Fact]
    public void The_CISO_sends_back_with_a_reason()
    {
        Assert.Equal(["required"], Decide.Apply(Given.AwaitingCiso(), new DecisionRequest { Approve = false }, DutiesHeld.NotTold, Given.Ciso).Refused());
        var c = Decide.Apply(Given.AwaitingCiso(), new DecisionRequest { Approve = false, Comment = "期限がない" }, DutiesHeld.NotTold, Given.Ciso).Done();
        Assert.Equal(CaseStage.PreventionDrafting, c.Stage);
        var again = MoveCase.Apply(c, Trigger.RequestCisoReview, null, DutiesHeld.NotTold, Given.Member).Done();
        Assert.Equal([false, null], again.Reviews.Select(r => r.Decision?.Approved));
    }

    [Theory]
    [InlineData("member")]
    [InlineData("chief")]
    [InlineData("deputy")]
    [InlineData("auditor")]
    public void Nobody_else_decides(string person) =>
        Assert.Equal(["not_ciso_or_delegate"], Decide.Apply(Given.AwaitingCiso(), new DecisionRequest { Approve = true }, DutiesHeld.NotTold, Given.As(person)).Refused());

    [Fact]
    public void A_delegate_decides_by_a_delegation_on_record()
    {
        var c = RecordDelegation.Apply(Given.AwaitingCiso(), new DelegationRequest("deputy", "決裁 第12号"), Given.Ciso).Done();
        var decided = Decide.Apply(c, new DecisionRequest { Approve = true }, DutiesHeld.NotTold, Given.As("deputy")).Done();
        Assert.Equal((DecisionCapacity.Delegate, "D1"), (decided.Reviews[0].Decision!.Capacity, decided.Reviews[0].Decision!.DelegationId));
        Assert.Equal(["not_ciso_or_delegate"], Decide.Apply(c, new DecisionRequest { Approve = true }, DutiesHeld.NotTold, Given.Chief).Refused());
    }

    [Fact]
    public void A_delegation_is_never_recorded_for_oneself_nor_to_one_implicated()
    {
        Assert.Equal(["own_delegation"], RecordDelegation.Apply(Given.AwaitingCiso(), new DelegationRequest("chief", "電話"), Given.Chief).Refused());
        Assert.Equal(["may_not_record_delegation"], RecordDelegation.Apply(Given.AwaitingCiso(), new DelegationRequest("deputy", "電話"), Given.Member).Refused());
        Assert.Equal(["delegate_role"], RecordDelegation.Apply(Given.AwaitingCiso(), new DelegationRequest("member", "電話"), Given.Ciso).Refused());
        Assert.Equal(["implicated"], RecordDelegation.Apply(Given.AwaitingCiso() with { ImplicatedIds = ["deputy"] }, new DelegationRequest("deputy", "電話"), Given.Ciso).Refused());
        // Where the CISO is implicated, 監査 says who decides.
        var implicated = Given.AwaitingCiso() with { ImplicatedIds = ["ciso"] };
        Assert.Equal(["may_not_record_delegation"], RecordDelegation.Apply(implicated, new DelegationRequest("deputy", "電話"), Given.Chief).Refused());
        RecordDelegation.Apply(implicated, new DelegationRequest("deputy", "町長の指名"), Given.As("auditor")).Done();
    }

    [Fact]
    public void Requester_and_approver_are_not_one_save_with_the_reason_on_record()
    {
        var own = Given.AwaitingCiso(requestedBy: "ciso");
        Assert.Equal(["own_request"], Decide.Apply(own, new DecisionRequest { Approve = true }, DutiesHeld.NotTold, Given.Ciso).Refused());
        var c = Decide.Apply(own, new DecisionRequest { Approve = true, OverrideReason = "担当者が全員罹災" }, DutiesHeld.NotTold, Given.Ciso).Done();
        Assert.Equal("担当者が全員罹災", c.Reviews[0].Decision!.OverrideReason);
        // Sending one's own back approves nothing.
        Decide.Apply(own, new DecisionRequest { Approve = false, Comment = "書き直す" }, DutiesHeld.NotTold, Given.Ciso).Done();
    }

    [Fact]
    public void An_approval_covers_what_was_laid_before_and_nothing_else()
    {
        var approved = Decide.Apply(Given.AwaitingCiso(), new DecisionRequest { Approve = true }, DutiesHeld.NotTold, Given.Ciso).Done();
        var done = CompleteMeasure.Apply(approved, "M1", new MeasureDoneRequest(), Given.Member).Done();
        Assert.False(CaseWorkflow.Build(done.Stage, FactsOfCase.Read(done, DutiesHeld.NotTold)).Fire(Trigger.Resolve).Refused);

        var more = RecordMeasure.Apply(done, new RecordMeasureRequest { Kind = MeasureKind.Prevention, Text = "追加の策" }, Given.Member).Done();
        Assert.Equal(["ciso_approval_missing"], MoveCase.Apply(more, Trigger.Resolve, null, DutiesHeld.NotTold, Given.Member).Refused());
        // An emergency measure needs no one's approval.
        var emergency = RecordMeasure.Apply(done, new RecordMeasureRequest { Kind = MeasureKind.Emergency, Text = "遮断" }, Given.Member).Done();
        MoveCase.Apply(emergency, Trigger.Resolve, null, DutiesHeld.NotTold, Given.Member).Done();
    }

    [Fact]
    public void A_new_review_does_not_inherit_an_approval()
    {
        var approved = Decide.Apply(Given.AwaitingCiso(), new DecisionRequest { Approve = true }, DutiesHeld.NotTold, Given.Ciso).Done();
        var back = MoveCase.Apply(approved, Trigger.ReturnToDrafting, "見直す", DutiesHeld.NotTold, Given.Member).Done();
        var again = MoveCase.Apply(back, Trigger.RequestCisoReview, null, DutiesHeld.NotTold, Given.Member).Done();
        Assert.False(FactsOfCase.Read(again, DutiesHeld.NotTold).CisoApproved);
        Assert.Equal(["no_review_waiting"], Decide.Apply(back, new DecisionRequest { Approve = true }, DutiesHeld.NotTold, Given.Ciso).Refused());
    }

    [Fact]
    public void What_the_chief_decides_in_the_CISO_s_absence_waits_for_the_report()
    {
        Assert.Equal(["not_chief"], DecideInAbsence.Apply(Given.Case(), new AbsenceDecisionRequest("出張", "遮断"), Given.Member).Refused());
        var c = DecideInAbsence.Apply(Given.Case(CaseStage.Received), new AbsenceDecisionRequest("出張で連絡が取れない", "外部接続を遮断", Given.At("2026-09-29T10:00+09:00")), Given.Chief).Done();
        Assert.True(c.AbsenceDecisions[0].Late);
        Assert.Equal(["A1"], FactsOfCase.Read(c, DutiesHeld.NotTold).UnreportedAbsences);
        var told = DecideInAbsence.Report(c, "A1", new AbsenceReportRequest("電話"), Given.Chief).Done();
        Assert.Empty(FactsOfCase.Read(told, DutiesHeld.NotTold).UnreportedAbsences);
        Assert.Equal(["already_reported"], DecideInAbsence.Report(told, "A1", new AbsenceReportRequest("電話"), Given.Chief).Refused());
        // It is no approval of prevention.
        Assert.False(FactsOfCase.Read(told, DutiesHeld.NotTold).CisoApproved);
    }
}
