using CsCheck;
using Csirt.Cases.Merging;
using Csirt.Cases.Model;
using Csirt.Cases.Systems;
using Csirt.Cases.Workflow;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;
using Xunit;

namespace Csirt.UnitTests.Cases.Model;

public sealed class MergeTests
{
    private static readonly CaseDocument Target = Given.Case(CaseStage.Containment, c => c with
    {
        Id = "case-2",
        Number = "R8-0002",
        Facts = new CaseFacts { PersonalData = Answer.Yes, Persons = new PersonCount(20, 20), WrongfulPurpose = Answer.No },
        Systems = [Concerns.Of("sys-1", Given.Town)],
    });

    private static readonly CaseDocument Source = Given.Case(CaseStage.Triage, c => c with
    {
        Times = c.Times with { Known = Given.At("2026-09-25") },
        Facts = new CaseFacts { PersonalData = Answer.No, Persons = new PersonCount(60, 120), WrongfulPurpose = Answer.Suspected, Leak = Answer.Unknown },
        Systems = [Concerns.Of("sys-1", Given.Town), Concerns.Of("sys-2", Given.Town)],
        ImplicatedIds = ["manager"],
    });

    [Fact]
    public void The_surviving_case_takes_the_earliest_known_and_the_stronger_facts()
    {
        var (merged, surviving) = Merge.Apply(Source, Target, "同じ媒体", DutiesHeld.NotTold, Given.Member);

        Assert.Equal((CaseStage.Merged, "R8-0002"), (merged.Done().Stage, merged.Next.MergedInto?.Number));
        var c = surviving.Done();
        Assert.Equal((CaseStage.Containment, "2026-09-25"), (c.Stage, c.Times.Known.ToString()));
        Assert.Contains("R8-0001", c.Times.KnownBefore[0].Reason, StringComparison.Ordinal);
        Assert.Equal((Answer.Yes, Answer.Suspected, Answer.Unknown, new PersonCount(60, 120)), (c.Facts.PersonalData, c.Facts.WrongfulPurpose, c.Facts.Leak, c.Facts.Persons));
        Assert.Equal(["sys-1", "sys-2"], c.Systems.Select(s => s.SystemId));
        Assert.Equal(["manager"], c.ImplicatedIds);
        Assert.Equal(["case-1"], c.Absorbed.Select(a => a.Id));
    }

    [Fact]
    public void Taking_a_merge_back_gives_back_what_nobody_changed_since()
    {
        var (merged, surviving) = Merge.Apply(Source, Target, "同じ媒体", DutiesHeld.NotTold, Given.Member);
        var (apart, left) = Unmerge.Apply(merged.Next, surviving.Next, "別の媒体だった", DutiesHeld.NotTold, Given.Member);

        Assert.Equal((CaseStage.Triage, null), (apart.Done().Stage, apart.Next.MergedInto));
        var c = left.Done();
        Assert.Equal((Target.Times.Known, Target.Facts), (c.Times.Known, c.Facts));
        Assert.Equal(2, c.Times.KnownBefore.Count);
        Assert.Equal(["sys-1"], c.Systems.Select(s => s.SystemId));
        Assert.Empty(c.Absorbed);
    }

    [Fact]
    public void What_a_person_changed_since_the_merge_stays()
    {
        var (merged, surviving) = Merge.Apply(Source, Target, "同じ媒体", DutiesHeld.NotTold, Given.Member);
        var changed = Csirt.Cases.Assessments.AssessCase.Apply(surviving.Next, new AssessRequest { Facts = new CaseFacts { Persons = new PersonCount(150, 150) } }, Given.Member).Done();
        changed = SetSystemStatus.Apply(changed, "sys-2", new SystemStatusRequest { Containment = ContainmentState.Contained }, Given.Member).Done();
        var c = Unmerge.Apply(merged.Next, changed, "別だった", DutiesHeld.NotTold, Given.Member).Surviving.Done();

        Assert.Equal((new PersonCount(150, 150), Answer.No), (c.Facts.Persons, c.Facts.WrongfulPurpose));
        Assert.Equal(["sys-1", "sys-2"], c.Systems.Select(s => s.SystemId));
    }

    [Fact]
    public void What_must_not_be_merged_is_refused()
    {
        string[] Why(CaseDocument source, CaseDocument target)
        {
            var (one, two) = Merge.Apply(source, target, "同じ", DutiesHeld.NotTold, Given.Member);
            Assert.False(two.Done);
            return [.. one.Refused()];
        }

        Assert.Equal(["drill_mismatch"], Why(Source with { Drill = true }, Target));
        Assert.Equal(["restricted_into_open"], Why(Source with { Restricted = true }, Target));
        Assert.Equal(["merge_into_itself"], Why(Source, Source));
        Assert.Equal(["merge_target_ended"], Why(Source, Target with { Stage = CaseStage.Closed }));
        Assert.Equal(["wrong_stage"], Why(Source with { Stage = CaseStage.Resolved }, Target));
        Assert.Equal(["required"], Merge.Apply(Source, Target, " ", DutiesHeld.NotTold, Given.Member).Merged.Refused());
    }

    [Fact]
    public void Merging_never_weakens_a_fact() =>
        Gen.Select(Facts, Facts).Sample((ours, theirs) =>
        {
            var c = Merge.Apply(Source with { Facts = theirs }, Target with { Facts = ours }, "同じ", DutiesHeld.NotTold, Given.Member).Surviving.Done().Facts;
            return Strength(c.Sensitive) == Math.Max(Strength(ours.Sensitive), Strength(theirs.Sensitive))
                && Reportable(c.Persons) >= Math.Max(Reportable(ours.Persons), Reportable(theirs.Persons));
        });

    private static int Strength(Answer? answer) => answer switch { null => 0, Answer.No => 1, Answer.Unknown => 2, Answer.Suspected => 3, _ => 4 };

    // Over 100 persons weighs most, no upper bound next, at most 100 least.
    private static int Reportable(PersonCount? persons) => persons switch
    {
        null => 0,
        { Min: > 100 } or { Max: > 100 } => 3,
        { Max: null } => 2,
        _ => 1,
    };

    private static Gen<CaseFacts> Facts
    {
        get
        {
            var answer = Given.AnyOf<Answer?>(null, Answer.Unknown, Answer.No, Answer.Suspected, Answer.Yes);
            var persons = Given.AnyOf<PersonCount?>(null, PersonCount.Unknown, new PersonCount(60, 60), new PersonCount(101, 101), new PersonCount(1, null), new PersonCount(200, null), new PersonCount(null, 300));
            return Gen.Select(answer, persons, (a, p) => new CaseFacts { Sensitive = a, Persons = p });
        }
    }
}
