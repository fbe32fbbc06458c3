using Csirt.Cases.Access;
using Csirt.Cases.Records;
using Csirt.Cases.Workflow;
using Csirt.Contracts.Http.Cases;
using Xunit;

namespace Csirt.UnitTests.Cases.Model;

/// <summary>Publication, evidence, log inspection, handlers and who is shut out.</summary>
public sealed class RecordTests
{
    [Fact]
    public void Publication_ends_published_or_withheld()
    {
        bool Ended(PublicationRequest r) => FactsOfCase.Read(JudgePublication.Apply(Given.Case(), r, Given.Member).Done(), DutiesHeld.NotTold).PublicationEnded;

        Assert.False(Ended(new PublicationRequest { State = PublicationState.Pending }));
        Assert.False(Ended(new PublicationRequest { State = PublicationState.Publish, Reason = "影響が大きい", PlannedFor = new DateOnly(2026, 10, 1) }));
        Assert.True(Ended(new PublicationRequest { State = PublicationState.Withhold, Reason = "本人が望まない" }));
        Assert.True(Ended(new PublicationRequest { State = PublicationState.Published, Place = "町ホームページ" }));
        Assert.Equal(["required"], JudgePublication.Apply(Given.Case(), new PublicationRequest { State = PublicationState.Withhold }, Given.Member).Refused());
        Assert.Equal(["required"], JudgePublication.Apply(Given.Case(), new PublicationRequest { State = PublicationState.Published }, Given.Member).Refused());
        Assert.Equal(["drill_not_published"], JudgePublication.Apply(Given.Case(with: c => c with { Drill = true }), new PublicationRequest { State = PublicationState.Published, Place = "HP" }, Given.Member).Refused());
    }

    [Fact]
    public void Evidence_leaves_the_building_with_permission_and_comes_back()
    {
        var c = SecureEvidence.Apply(Given.Case(), new EvidenceRequest("端末のディスク複製", "サーバ室金庫", new string('A', 64)), Given.Member).Done();
        Assert.Equal(("E1", new string('a', 64)), (c.Evidence[0].Id, c.Evidence[0].Sha256));
        Assert.Equal(["not_sha256"], SecureEvidence.Apply(c, new EvidenceRequest("複製", "金庫", "abc"), Given.Member).Refused());

        var leave = new EvidenceMovementRequest { Move = EvidenceMove.LeftBuilding, To = "調査会社", Purpose = "解析", PermittedBy = "manager" };
        Assert.Equal(["permission_required"], MoveEvidence.Apply(c, "E1", leave with { PermittedBy = null }, Given.Member).Refused());
        Assert.Equal(["not_section_manager"], MoveEvidence.Apply(c, "E1", leave with { PermittedBy = "clerk" }, Given.Member).Refused());
        Assert.Equal(["evidence_place"], MoveEvidence.Apply(c, "E1", new EvidenceMovementRequest { Move = EvidenceMove.Returned }, Given.Member).Refused());

        var outside = MoveEvidence.Apply(c, "E1", leave, Given.Member).Done();
        Assert.Equal(["evidence_place"], MoveEvidence.Apply(outside, "E1", leave, Given.Member).Refused());
        var back = MoveEvidence.Apply(outside, "E1", new EvidenceMovementRequest { Move = EvidenceMove.Returned }, Given.Member).Done();
        var police = MoveEvidence.Apply(back, "E1", new EvidenceMovementRequest { Move = EvidenceMove.HandedToPolice, To = "警察署", Reference = "受理 第3号" }, Given.Member).Done();
        Assert.Equal([EvidenceMove.LeftBuilding, EvidenceMove.Returned, EvidenceMove.HandedToPolice], police.Evidence[0].Movements.Select(m => m.Move));
    }

    [Fact]
    public void Logs_are_inspected_by_whom_the_CISO_named_and_not_before()
    {
        Assert.Equal(["not_ciso"], NominateInspector.Apply(Given.Case(), new NominationRequest("member", "メール", "調査"), Given.Chief).Refused());
        var c = NominateInspector.Apply(Given.Case(), new NominationRequest("member", "メール", "調査", new DateOnly(2026, 9, 30)), Given.Ciso).Done();

        Assert.Equal(["not_nominee"], NominateInspector.Inspect(c, "N1", new LogInspectionRequest("9月のメール"), Given.Chief).Refused());
        Assert.Equal(["outside_nomination"], NominateInspector.Inspect(c, "N1", new LogInspectionRequest("9月のメール", Given.At("2026-09-29T11:59+09:00")), Given.Member).Refused());
        Assert.Single(NominateInspector.Inspect(c, "N1", new LogInspectionRequest("9月のメール"), Given.As("member", Given.Now.AddDays(1))).Done().Nominations[0].Inspections);
        Assert.Equal(["outside_nomination"], NominateInspector.Inspect(c, "N1", new LogInspectionRequest("9月のメール"), Given.As("member", Given.Now.AddDays(2))).Refused());
    }

    [Fact]
    public void A_restricted_case_never_loses_its_last_handler()
    {
        var c = Restrict.Apply(Given.Case(), new RestrictRequest(true, "職員の関与の疑い"), Given.Ciso).Done();
        Assert.Equal(["chief", "leader", "ciso"], c.HandlerIds);
        Assert.Equal(["last_responder"], NameHandlers.Apply(c, new HandlersRequest([]), Given.Member).Refused());
        Assert.Equal(["unknown_person"], NameHandlers.Apply(c, new HandlersRequest(["nobody"]), Given.Member).Refused());
        Assert.Equal(["already_restricted"], Restrict.Apply(c, new RestrictRequest(true, "再度"), Given.Ciso).Refused());
        var one = NameHandlers.Apply(c, new HandlersRequest(["leader"]), Given.Chief).Done();
        Assert.Equal(["last_responder"], Implicate.Apply(one, new ImplicateRequest("leader", true, "関与"), Given.Ciso).Refused());
    }

    [Fact]
    public void Shutting_out_is_for_CISO_and_chief_and_for_audit_where_it_is_about_them()
    {
        string[] Why(string by, string about, params string[] implicated) =>
            [.. Implicate.Apply(Given.Case(with: c => c with { ImplicatedIds = implicated }), new ImplicateRequest(about, true, "関与の疑い"), Given.As(by)).Refused()];

        Assert.Equal(["may_not_implicate"], Why("member", "manager"));
        Assert.Equal(["may_not_implicate"], Why("auditor", "manager"));
        Assert.Equal(["may_not_implicate"], Why("ciso", "ciso"));
        Assert.Equal(["may_not_implicate"], Why("chief", "manager", "chief"));
        Assert.Equal(["already_implicated"], Why("chief", "manager", "manager"));
        var c = Implicate.Apply(Given.Case(with: d => d with { HandlerIds = ["ciso", "member"] }), new ImplicateRequest("ciso", true, "関与の疑い"), Given.As("auditor")).Done();
        Assert.Equal(["ciso"], c.ImplicatedIds);
        Assert.Equal(["member"], c.HandlerIds);
        Assert.Equal(["implicated"], NameHandlers.Apply(c, new HandlersRequest(["ciso"]), Given.Member).Refused());
        Assert.Empty(Implicate.Apply(c, new ImplicateRequest("ciso", false, "疑いが晴れた"), Given.Chief).Done().ImplicatedIds);
    }

    [Fact]
    public void The_last_one_who_can_respond_is_never_shut_out()
    {
        string[] others = ["leader", "chief", "member"];
        var c = Given.Case(with: d => d with { ImplicatedIds = others });
        Assert.Equal(["last_responder"], Implicate.Apply(c, new ImplicateRequest("ciso", true, "関与"), Given.As("auditor")).Refused());
        Assert.Equal(["leader", "chief", "member"], Responders.ShutOut(["leader", "chief", "member", "ciso", "leader"], Given.Town));
    }
}
