using Csirt.Cases.Detail;
using Csirt.Cases.Duties;
using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Xunit;

namespace Csirt.UnitTests.Cases.Model;

public sealed class WaitedForTests
{
    [Fact]
    public void The_work_is_waited_for_first_the_reports_once_it_is_done()
    {
        Assert.Equal([Role.CsirtMember], Roles(Given.Case(CaseStage.Received)));
        Assert.Equal([Role.CsirtLeader], Roles(Given.Case(CaseStage.Triage)));
        Assert.Empty(Roles(Given.Case(CaseStage.Triage, c => c with { Assessment = new Assessment { Incident = Answer.Yes } }), Duty("filed")));
        Assert.Equal([Role.Ciso, Role.CsirtLeader], Roles(Given.AwaitingCiso(), Duty("provisional"), Duty("open")));
        var resolved = Given.Case(CaseStage.Resolved);
        Assert.Equal(["要判断：速報", "承認：速報", "受理の確認：速報", "追完：速報", "公表の判断"], What(resolved, Duty("provisional"), Duty("drafted"), Duty("filed"), Duty("supplement_open")));
        Assert.Empty(What(resolved with { Publication = new Publication(PublicationState.Withhold, "軽微", null, null, null, "member", Given.Now) }, Duty("accepted", ended: true)));
        Assert.Empty(Roles(Given.Case(CaseStage.Closed)));
    }

    private static IEnumerable<Role?> Roles(CaseDocument c, params DutyState[] duties) => WaitedForOf.Case(c, new DutyCopy(1, duties)).Select(w => w.Role);

    private static IEnumerable<string> What(CaseDocument c, params DutyState[] duties) => WaitedForOf.Case(c, new DutyCopy(1, duties)).Select(w => w.What);

    private static DutyState Duty(string state, bool ended = false) => new("d", "r", "速報", state, null, null, ended);
}
