using CsCheck;
using Csirt.Cases.Model;
using Csirt.Cases.Opening;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Platform.Replicas;
using Xunit;

namespace Csirt.UnitTests.Cases;

/// <summary>Cases, people and a moment to test commands with.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Now = new(2026, 9, 29, 3, 0, 0, TimeSpan.Zero);

    public static TownRegister Town { get; } = new(new TownDirectory(new DirectoryChanged
    {
        Town = "990019",
        Version = 1,
        TownName = "試験町",
        Bodies = [new Body("body-town", "町長部局", true), new Body("body-school", "教育委員会", true)],
        Departments = [new Department("dep-1", "町民部", "body-town"), new Department("dep-2", "教育委員会事務局", "body-school")],
        Sections = [new Section("sec-1", "住民課", "dep-1", null), new Section("sec-2", "学校教育課", "dep-2", null)],
        People =
        [
            Someone("member", Role.CsirtMember), Someone("leader", Role.CsirtLeader), Someone("chief", Role.ChiefSecurityOfficer), Someone("ciso", Role.Ciso),
            Someone("deputy", Role.DeputyCiso), Someone("auditor", Role.Auditor), Someone("manager", Role.SectionManager), Someone("clerk", Role.Staff),
        ],
        Systems =
        [
            new InformationSystem("sys-1", "住民情報システム", NetworkZone.MyNumber, "sec-1", "3A", 2, 2, 4, true, null),
            new InformationSystem("sys-2", "共有サーバ", NetworkZone.Lgwan, "sec-1", "2", 2, 2, 24, false, null),
        ],
        Contacts = [],
        Procedures = [],
    }));

    public static Context Member => As("member");

    public static Context Ciso => As("ciso");

    public static Context Chief => As("chief");

    /// <summary>A case just opened, with this done to it.</summary>
    public static CaseDocument Case(CaseStage stage = CaseStage.Triage, Func<CaseDocument, CaseDocument>? with = null)
    {
        var opened = OpenCase.From(Report(), "case-1", "R8-0001", Town, Now.AddHours(-3)).Case with { Stage = stage };
        return with?.Invoke(opened) ?? opened;
    }

    public static ReportAccepted Report(Func<ReportAccepted, ReportAccepted>? with = null)
    {
        var report = new ReportAccepted
        {
            Town = "990019",
            ReportId = "report-1",
            ReceiptNumber = "受付-R8-0001",
            Channel = Channel.Staff,
            Drill = false,
            AcceptedAt = Now.AddHours(-3),
            SectionId = "sec-1",
            Text = "USBメモリが無い",
            Times = new ReportedTimes(FactTime.Unknown, At("2026-09-29T09:00+09:00"), At("2026-09-29T09:00+09:00")),
            Facts = new CaseFacts(),
        };
        return with?.Invoke(report) ?? report;
    }

    public static Context As(string person, DateTimeOffset? now = null) => new(person, Town.Person(person)!.Roles, now ?? Now, Town);

    public static FactTime At(string text) => FactTime.TryParse(text, out var time) ? time : throw new FormatException(text);

    /// <summary>One of these.</summary>
    public static Gen<T> AnyOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    /// <summary>The next state; fails with the reasons where it was refused.</summary>
    public static CaseDocument Done(this Outcome outcome)
    {
        Assert.True(outcome.Done, string.Join(", ", outcome.Objections.Select(o => $"{o.Field} {o.Code}")));
        Assert.NotEmpty(outcome.Lines);
        Assert.All(outcome.Lines, l => Assert.False(string.IsNullOrWhiteSpace(l.Text)));
        return outcome.Next;
    }

    /// <summary>The codes of every reason; fails where it was not refused.</summary>
    public static IReadOnlyList<string> Refused(this Outcome outcome)
    {
        Assert.False(outcome.Done, "was not refused");
        Assert.All(outcome.Objections, o => Assert.False(string.IsNullOrWhiteSpace(o.Text)));
        return [.. outcome.Objections.Select(o => o.Code).Order()];
    }

    /// <summary>With prevention laid before the CISO by a member.</summary>
    public static CaseDocument AwaitingCiso(string requestedBy = "member") => Case(CaseStage.PreventionAwaitingCiso, c => c with
    {
        Cause = new Cause("施錠なし", CauseOrigin.Own, "member", Now),
        Measures = [Prevention("M1")],
        Reviews = [new PreventionReview(requestedBy, Now, ["M1"], null)],
    });

    public static Measure Prevention(string id, MeasureState state = MeasureState.Planned) =>
        new() { Id = id, Kind = MeasureKind.Prevention, Text = "施錠保管", State = state, EnteredBy = "member", EnteredAt = Now };

    private static Person Someone(string id, Role role) => new(id, id, "sec-1", null, null, [new RoleHeld(role, null)], null, null);
}
