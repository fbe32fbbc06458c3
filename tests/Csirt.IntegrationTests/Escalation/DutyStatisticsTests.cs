using System.Net;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Messages;
using Csirt.Platform.Database;
using Csirt.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Csirt.IntegrationTests.Escalation.EscalationProcess;

namespace Csirt.IntegrationTests.Escalation;

/// <summary>Whether duties were kept, by fiscal year of the case: drills apart, only what the caller may read, and for good.</summary>
public sealed class DutyStatisticsTests
{
    private const string Path = "duties/statistics";
    private const string Preliminary = "appi-preliminary";
    private const string Final = "appi-final";

    [Fact]
    public async Task Each_duty_counts_once_on_time_late_open_or_overdue()
    {
        await using var process = await StartAsync();
        var told = await process.SayAsync(process.Assessed(Over100));
        await process.SayAsync(process.Assessed(Over100, "case2", c => c with { Drill = true, Number = "訓練-R8-001" }));
        await FileAsync(process, told, Preliminary);
        var before = await SeeAsync(process, TestDirectory.Leader);
        Assert.Equal((2026, "1 0 0 0 0"), (before.FiscalYear, Say(before.Real, Preliminary)));
        Assert.Equal("0 0 0 1 0", Say(before.Real, Final));
        Assert.Equal("0 0 0 1 0", Say(before.Drills, Preliminary));
        Assert.Equal("commission", before.Real.Single(k => k.RuleId == Final).Recipient);

        // Past the 30 days: now nothing of it is just open any more.
        process.Time.Advance(TimeSpan.FromDays(40));
        Assert.Equal("0 0 0 0 1", Say((await SeeAsync(process, TestDirectory.Leader)).Real, Final));
        await FileAsync(process, told, Final);
        // The law has no day for telling the persons: the town's target is what it is held against.
        await FileAsync(process, told, "appi-persons");
        var after = await SeeAsync(process, TestDirectory.Leader);
        Assert.Equal(("0 1 0 0 0", "0 1 0 0 0", "1 0 0 0 0"), (Say(after.Real, Final), Say(after.Real, "appi-persons"), Say(after.Real, Preliminary)));
        Assert.Equal("0 0 0 0 1", Say(after.Drills, Preliminary));
        // The approval that an urgent filing leaves is no report; what is withdrawn was none.
        Assert.DoesNotContain(after.Real, k => k.RuleId == "approval-afterwards");
        await process.DoAsync(TestDirectory.Leader, Of(told, "prefecture").Id, "withdraw", new WithdrawRequest("対象外であった"));
        Assert.DoesNotContain((await SeeAsync(process, TestDirectory.Leader)).Real, k => k.RuleId == "prefecture");
        Assert.Empty((await SeeAsync(process, TestDirectory.Leader, year: 2025)).Real);
    }

    [Fact]
    public async Task Nobody_counts_duties_they_may_not_read()
    {
        await using var process = await StartAsync();
        await process.SayAsync(process.Assessed(Over100));
        await process.SayAsync(process.Assessed(Over100, "case2", c => c with { Restricted = true, HandlerIds = [TestDirectory.Ciso.Id] }));
        Assert.Equal("0 0 0 1 0", Say((await SeeAsync(process, TestDirectory.Leader)).Real, Final));
        Assert.Equal("0 0 0 2 0", Say((await SeeAsync(process, TestDirectory.Ciso)).Real, Final));
        Assert.Equal("0 0 0 1 0", Say((await SeeAsync(process, TestDirectory.Manager)).Real, Final));
        Assert.Empty((await SeeAsync(process, TestDirectory.OtherManager)).Real);
        using var neighbour = process.As(TestDirectory.Leader, TestDirectory.OtherTown);
        Assert.Empty((await GetAsync<DutyStatistics>(neighbour, Path)).Real);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(process, TestDirectory.Clerk, Path));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(process, TestDirectory.Leader, $"{Path}?fiscal_year=12"));
    }

    [Fact]
    public async Task A_past_year_stays_as_it_was_when_its_cases_are_disposed_of()
    {
        await using var process = await StartAsync();
        var (open, restricted) = (process.Assessed(Over100), process.Assessed(Over100, "case2", c => c with { Number = "R8-0013", Restricted = true, HandlerIds = [TestDirectory.Ciso.Id] }));
        var told = await process.SayAsync(open);
        await process.SayAsync(restricted);
        await FileAsync(process, told, Preliminary);
        var before = await SeeAsync(process, TestDirectory.Ciso);
        Assert.Equal("1 0 0 1 0", Say(before.Real, Preliminary));

        foreach (var c in new[] { open, restricted })
        {
            await DisposeAsync(process, c);
            await Eventually.TrueAsync(async () => await StatusAsync(process, TestDirectory.Ciso, $"cases/{c.CaseId}/duties") == HttpStatusCode.Gone, "its duties are gone");
        }

        Assert.Equal(before.Real, (await SeeAsync(process, TestDirectory.Ciso)).Real);
        // Who looks after disposal knows of the restricted one too; whoever could see the open one alone counts that alone.
        Assert.Equal("1 0 0 1 0", Say((await SeeAsync(process, TestDirectory.Leader)).Real, Preliminary));
        Assert.Equal("1 0 0 0 0", Say((await SeeAsync(process, TestDirectory.Manager)).Real, Preliminary));
        Assert.Empty((await SeeAsync(process, TestDirectory.OtherManager)).Real);
    }

    private static async Task FileAsync(EscalationProcess process, DutiesChanged told, string rule) =>
        await process.DoAsync(Liaison, Of(told, rule).Id, "file", new FileRequest { How = "ウェブフォーム", UrgentReason = "承認者不在" });

    private static Task DisposeAsync(EscalationProcess process, CaseChanged c) =>
        process.Csirt.Services.GetRequiredService<Database<CasesStandIn>>().WriteAsync(c.Town, "cases", uow =>
        {
            uow.Publish(new CaseDisposed
            {
                Town = c.Town,
                CaseId = c.CaseId,
                Version = c.Version + 1,
                Number = c.Number,
                ReportIds = [],
                SectionId = c.SectionId,
                DepartmentId = c.DepartmentId,
                Restricted = c.Restricted,
                EndedAt = uow.Now,
                RetainedUntil = uow.Now,
                ProposedBy = TestDirectory.Leader.Id,
                ApprovedBy = TestDirectory.Ciso.Id,
                DisposedAt = uow.Now,
            });
            return Task.CompletedTask;
        });

    private static async Task<DutyStatistics> SeeAsync(EscalationProcess process, Person person, int? year = null)
    {
        using var client = process.As(person);
        return await GetAsync<DutyStatistics>(client, year is null ? Path : $"{Path}?fiscal_year={year}");
    }

    private static async Task<HttpStatusCode> StatusAsync(EscalationProcess process, Person person, string path)
    {
        using var client = process.As(person);
        using var answer = await client.GetAsync(new Uri($"/api/escalation/{path}", UriKind.Relative), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static string Say(IReadOnlyList<DutyKindFigures> kinds, string rule) =>
        kinds.Single(k => k.RuleId == rule) is var k ? $"{k.OnTime} {k.Late} {k.Undated} {k.Open} {k.Overdue}" : "";

    private static DutyState Of(DutiesChanged told, string rule) => told.Duties.Single(d => d.RuleId == rule);
}
