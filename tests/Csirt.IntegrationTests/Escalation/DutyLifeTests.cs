using System.Net;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Testing;
using Xunit;
using static Csirt.IntegrationTests.Escalation.EscalationProcess;

namespace Csirt.IntegrationTests.Escalation;

/// <summary>A duty from the facts to its end, through the doors.</summary>
public sealed class DutyLifeTests
{
    [Fact]
    public async Task From_an_assessed_case_to_everything_handed_in()
    {
        await using var process = await StartAsync();
        var c = process.Assessed(Over100);
        var told = await process.SayAsync(c);
        Assert.Equal(new DateTimeOffset(2026, 6, 5, 15, 0, 0, TimeSpan.Zero), Of(told, "appi-preliminary").DueAt);
        Assert.Equal(new DateTimeOffset(2026, 6, 30, 15, 0, 0, TimeSpan.Zero), Of(told, "appi-final").DueAt);

        // 県への報告: drafted by one, approved by another, mailed once, filed, accepted by each recipient by itself.
        var prefecture = Of(told, "prefecture").Id;
        var ministry = Of(told, "ministry").Id;
        Assert.Equal(DutyLife.Drafted, (await process.DoAsync(Liaison, prefecture, "draft", new DraftRequest())).State);
        Assert.DoesNotContain(process.Asked, mail => mail.ContactId is not null);
        var approved = await process.DoAsync(TestDirectory.Leader, prefecture, "approve", new ApproveRequest());
        Assert.Equal(DutyLife.Approved, approved.State);
        var mail = await process.MailAsync(mail => mail.ContactId is not null, "the mail to the prefecture");
        Assert.Equal(("c-prefecture", "prefecture"), (mail.ContactId, mail.RuleId));
        Assert.Contains("総務省への報告を兼ねます", mail.Body, StringComparison.Ordinal);

        var filed = await process.DoAsync(Liaison, prefecture, "file", new FileRequest { How = "メール", FiledAt = FactTime.At(process.Time.GetUtcNow()) });
        Assert.Equal(DutyLife.Filed, filed.State);
        Assert.Contains("accept", filed.Allowed);
        Assert.Equal(DutyLife.Filed, await StateAsync(process, ministry));
        await process.DoAsync(Liaison, prefecture, "accept", new AcceptRequest("県受付12"));
        Assert.Equal(DutyLife.Filed, await StateAsync(process, ministry));
        await process.DoAsync(Liaison, ministry, "accept", new AcceptRequest("総受34"));
        var heard = await process.DutiesOfAsync(c.CaseId, duties => Of(duties, "ministry").Ended);
        Assert.True(Of(heard, "prefecture").Ended);
        Assert.Single(process.Asked, asked => asked.ContactId is not null);
    }

    [Fact]
    public async Task Nobody_approves_their_own_request_save_with_a_reason_on_record()
    {
        await using var process = await StartAsync();
        var duty = Of(await process.SayAsync(process.Assessed(Over100)), "appi-preliminary").Id;
        var drafted = await process.DoAsync(TestDirectory.Leader, duty, "draft", new DraftRequest());
        Assert.Equal((HttpStatusCode.Conflict, "same_person"), await process.RefusedAsync(TestDirectory.Leader, $"duties/{duty}/approve", new ApproveRequest(), drafted.Version));
        Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), await process.RefusedAsync(Liaison, $"duties/{duty}/approve", new ApproveRequest(), drafted.Version));
        var approved = await process.DoAsync(TestDirectory.Leader, duty, "approve", new ApproveRequest(OverrideReason: "夜間でほかに承認できる人がいない"));
        Assert.Equal("夜間でほかに承認できる人がいない", approved.History[^1].OverrideReason);
    }

    [Fact]
    public async Task Filing_without_approval_is_a_fact_and_leaves_an_approval_for_the_next_working_day()
    {
        // Saturday: the next working day is Monday.
        await using var process = await StartAsync("2026-06-06T03:00+09:00");
        var c = process.Assessed(Over100);
        var duty = Of(await process.SayAsync(c), "appi-preliminary").Id;
        var version = (await process.SeeAsync(Liaison, c.CaseId)).Duties.Single(d => d.Id == duty).Version;
        Assert.Equal((HttpStatusCode.BadRequest, "invalid"), await process.RefusedAsync(Liaison, $"duties/{duty}/file", new FileRequest { How = "ウェブフォーム" }, version));

        var filed = await process.DoAsync(Liaison, duty, "file", new FileRequest { How = "ウェブフォーム", UrgentReason = "承認者に連絡がつかない", ReceiptNumber = "PPC-1" });
        Assert.Equal((DutyLife.Filed, "urgent_filed", "PPC-1"), (filed.State, filed.History[^1].What, filed.History[^1].ReceiptNumber));
        var seen = await process.SeeAsync(TestDirectory.ChiefSecurityOfficer, c.CaseId);
        var afterwards = Assert.Single(seen.Duties, d => d.ApprovesDutyId == duty);
        Assert.Equal(new DateOnly(2026, 6, 8), afterwards.Limit!.LastDay);
        Assert.Equal(["approve"], afterwards.Allowed);

        await process.MailAsync(mail => mail.PersonId == "p-leader" && mail.Body.Contains("事後承認", StringComparison.Ordinal), "the approver is asked");
        Assert.Equal(DutyLife.Accepted, (await process.DoAsync(TestDirectory.ChiefSecurityOfficer, afterwards.Id, "approve", new ApproveRequest())).State);
        Assert.Contains((await process.SeeAsync(Liaison, c.CaseId)).Duties.Single(d => d.Id == duty).History, entry => entry.What == "approved_afterwards");
    }

    [Fact]
    public async Task Filed_is_not_finished_while_something_is_to_be_added()
    {
        await using var process = await StartAsync();
        var c = process.Assessed(Over100);
        var duty = Of(await process.SayAsync(c), "appi-final").Id;
        await process.DoAsync(Liaison, duty, "file", new FileRequest { How = "ウェブフォーム", UrgentReason = "承認者不在" });
        var open = await process.DoAsync(Liaison, duty, "accept", new AcceptRequest(SupplementsWanted: true, Note: "原因は調査中"));
        Assert.Equal(DutyLife.SupplementOpen, open.State);
        Assert.False(Of(await process.DutiesOfAsync(c.CaseId, duties => Of(duties, "appi-final").State == "supplement_open"), "appi-final").Ended);
        Assert.Equal(DutyLife.Accepted, (await process.DoAsync(Liaison, duty, "supplement", new DutySupplementRequest("原因を報告", Complete: true))).State);
    }

    [Fact]
    public async Task A_person_decides_an_open_ground_for_every_duty_that_stands_on_it()
    {
        await using var process = await StartAsync();
        var c = process.Assessed(Over100 with { Persons = PersonCount.Unknown });
        var told = await process.SayAsync(c);
        Assert.Equal("provisional", Of(told, "appi-final").State);
        var duty = (await process.SeeAsync(TestDirectory.Leader, c.CaseId)).Duties.Single(d => d.RuleId == "appi-final");
        var version = duty.Version;
        Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), await process.RefusedAsync(Liaison, $"duties/{duty.Id}/grounds/over_100_persons/decision", new GroundDecisionRequest(true, "x"), version));
        Assert.Equal((HttpStatusCode.Conflict, "duty_not_ready"), await process.RefusedAsync(Liaison, $"duties/{duty.Id}/draft", new DraftRequest(), version));

        var decided = await process.DoAsync(TestDirectory.Leader, duty.Id, "grounds/over_100_persons/decision", new GroundDecisionRequest(true, "名簿は全住民分"));
        Assert.Equal(DutyLife.Open, decided.State);
        var heard = await process.DutiesOfAsync(c.CaseId, duties => Of(duties, "appi-final").State == "open");
        Assert.Equal("open", Of(heard, "appi-preliminary").State);
        Assert.Equal("open", Of(heard, "appi-persons").State);
    }

    [Fact]
    public async Task An_exemption_is_taken_only_where_the_law_has_it()
    {
        await using var process = await StartAsync();
        var facts = Over100 with { MyNumber = Answer.Yes, MyNumberSystem = Answer.Yes, Encrypted = Answer.Yes, KeySafe = Answer.Unknown };
        var c = process.Assessed(facts);
        var told = await process.SayAsync(c);
        await RefusesAsync("appi-preliminary", "encryption");
        await RefusesAsync("appi-final", "notification_hard");
        await RefusesAsync("my-number-persons", "article_78");
        var withdrawn = await process.DoAsync(Liaison, Of(told, "appi-persons").Id, "withdraw", new WithdrawRequest("任意代理人の情報のみ", "article_78"));
        Assert.Equal(DutyLife.Withdrawn, withdrawn.State);

        // Worked out again on the same facts, it stays withdrawn.
        var again = await process.SayAsync(c with { Version = 3, Event = "note" });
        Assert.True(Of(again, "appi-persons").Ended);

        async Task RefusesAsync(string rule, string exemption)
        {
            var duty = (await process.SeeAsync(Liaison, c.CaseId)).Duties.Single(d => d.RuleId == rule);
            Assert.Equal((HttpStatusCode.Conflict, "exemption_not_applicable"), await process.RefusedAsync(Liaison, $"duties/{duty.Id}/withdraw", new WithdrawRequest("理由", exemption), duty.Version));
        }
    }

    [Fact]
    public async Task Notice_to_the_persons_is_put_off_with_a_reason_and_a_day_to_look_again()
    {
        await using var process = await StartAsync();
        var c = process.Assessed(Over100);
        var duty = Of(await process.SayAsync(c), "appi-persons").Id;
        var version = (await process.SeeAsync(Liaison, c.CaseId)).Duties.Single(d => d.Id == duty).Version;
        Assert.Equal((HttpStatusCode.BadRequest, "invalid"), await process.RefusedAsync(Liaison, $"duties/{duty}/defer", new DeferRequest("捜査中", new DateOnly(2026, 6, 1)), version));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid"), await process.RefusedAsync(Liaison, $"duties/{duty}/defer", new DeferRequest("捜査中", DateOnly.MaxValue), version));
        var deferred = await process.DoAsync(Liaison, duty, "defer", new DeferRequest("捜査に支障", new DateOnly(2026, 6, 20)));
        Assert.Equal((DutyLife.Open, new DateOnly(2026, 6, 20)), (deferred.State, deferred.Deferred!.LookAgainOn));

        process.Time.Advance(TimeSpan.FromDays(19));
        await process.MailAsync(mail => mail.PersonId == "p-manager" && mail.Body.Contains("本人への通知", StringComparison.Ordinal) && mail.RequestedAt >= process.Time.GetUtcNow().AddMinutes(-1), "it is looked at again");
    }

    [Fact]
    public async Task Versions_are_asked_for_and_compared()
    {
        await using var process = await StartAsync();
        var duty = Of(await process.SayAsync(process.Assessed(Over100)), "appi-final").Id;
        Assert.Equal((HttpStatusCode.PreconditionRequired, "if_match_required"), await process.RefusedAsync(Liaison, $"duties/{duty}/draft", new DraftRequest(), null));
        await process.DoAsync(Liaison, duty, "draft", new DraftRequest());
        Assert.Equal((HttpStatusCode.PreconditionFailed, "stale"), await process.RefusedAsync(Liaison, $"duties/{duty}/withdraw", new WithdrawRequest("x"), 1));
    }

    [Fact]
    public async Task Duties_are_seen_by_those_the_table_names_and_by_nobody_else()
    {
        await using var process = await StartAsync();
        var c = process.Assessed(Over100);
        await process.SayAsync(c);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(TestDirectory.Manager));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(TestDirectory.OtherManager));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(TestDirectory.Clerk));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(TestDirectory.Leader, TestDirectory.OtherTown));

        await process.SayAsync(c with { Version = 3, Event = "restricted", Restricted = true, HandlerIds = ["p-cso"] });
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(TestDirectory.Leader));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(TestDirectory.ChiefSecurityOfficer));

        async Task<HttpStatusCode> StatusAsync(Person person, string town = TestDirectory.Town)
        {
            using var client = process.As(person, town);
            using var response = await client.GetAsync(new Uri($"/api/escalation/cases/{c.CaseId}/duties", UriKind.Relative));
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task A_report_is_prepared_from_the_facts_and_shows_what_changed_since_one_was_filed()
    {
        await using var process = await StartAsync();
        var c = process.Assessed(Over100);
        var told = await process.SayAsync(c);
        using var client = process.As(Liaison);
        var report = await GetAsync<PreparedReport>(client, $"duties/{Of(told, "appi-preliminary").Id}/report");
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 8, 9], report.Items.Select(item => item.Number));
        Assert.Contains("549人", report.Items[2].Text, StringComparison.Ordinal);
        Assert.False(report.Items[2].Missing);
        Assert.True(report.Items[3].Missing);

        await process.DoAsync(Liaison, Of(told, "appi-preliminary").Id, "file", new FileRequest { How = "ウェブフォーム", UrgentReason = "承認者不在" });
        await process.SayAsync(c with { Version = 3, Facts = c.Facts with { Persons = new PersonCount(600, 600) } });
        var final = await GetAsync<PreparedReport>(client, $"duties/{Of(told, "appi-final").Id}/report");
        Assert.True(final.Items[2].ChangedSinceFiled);
        Assert.False(final.Items[4].ChangedSinceFiled);

        var persons = await GetAsync<PreparedReport>(client, $"duties/{Of(told, "appi-persons").Id}/report");
        Assert.Equal([1, 2, 4, 5, 9], persons.Items.Select(item => item.Number));
    }

    [Fact]
    public async Task Publication_is_put_to_the_CISO_and_the_answer_is_kept()
    {
        await using var process = await StartAsync();
        var c = process.Assessed(Over100);
        await process.SayAsync(c);
        var judgement = (await process.SeeAsync(TestDirectory.Ciso, c.CaseId)).Judgements.Single(j => j.RuleId == "publication");
        Assert.True(judgement.Allowed);
        Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), await process.RefusedAsync(TestDirectory.Leader, $"judgements/{judgement.Id}/answer", new JudgementAnswerRequest("公表する", "x"), judgement.Version));
        using var client = process.As(TestDirectory.Ciso);
        using var response = await PostAsync(client, $"judgements/{judgement.Id}/answer", new JudgementAnswerRequest("公表する", "住民への影響が大きい"), judgement.Version);
        var answered = await ReadAsync<Judgement>(response);
        Assert.Equal(("公表する", "p-ciso"), (answered.Answer!.Decision, answered.Answer.By));
    }

    private static async Task<DutyLife> StateAsync(EscalationProcess process, string duty)
    {
        using var client = process.As(Liaison);
        return (await GetAsync<DutyDetail>(client, $"duties/{duty}")).State;
    }

    private static DutyState Of(DutiesChanged duties, string rule) => duties.Duties.Single(duty => duty.RuleId == rule);
}
