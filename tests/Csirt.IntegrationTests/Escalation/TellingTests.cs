using System.Net;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Values;
using Csirt.Testing;
using Xunit;
using static Csirt.IntegrationTests.Escalation.EscalationProcess;

namespace Csirt.IntegrationTests.Escalation;

/// <summary>Who is told, when, and what follows when nobody answers.</summary>
public sealed class TellingTests
{
    [Fact]
    public async Task A_report_tells_six_people_two_of_them_by_digest_and_repeats_tell_nobody_again()
    {
        await using var process = await StartAsync();
        var c = process.Case();
        await process.SayAsync(c);
        await process.SayAsync(c with { Version = 2, Event = "note" });
        Assert.Equal(["p-contact", "p-cso", "p-manager", "p-system-manager"], process.Asked.Where(mail => !mail.Digest).Select(mail => mail.PersonId!).Order());
        Assert.Equal(["p-ciso", "p-head"], process.Asked.Where(mail => mail.Digest).Select(mail => mail.PersonId!).Order());
        Assert.All(process.Asked, mail => Assert.NotEmpty(mail.Basis));
    }

    [Fact]
    public async Task The_managers_one_tap_tells_the_CISO_at_once_and_only_once()
    {
        await using var process = await StartAsync();
        var c = process.Case();
        await process.SayAsync(c);
        var tap = Assert.Single((await process.SeeAsync(TestDirectory.Manager, c.CaseId)).OneTaps, tap => tap.RuleId == "internal-ciso");
        Assert.True(tap.Allowed);
        using var manager = process.As(TestDirectory.Manager);
        using var pressed = await PostAsync(manager, $"cases/{c.CaseId}/taps/internal-ciso", null);
        Assert.Equal("p-manager", (await ReadAsync<OneTap>(pressed)).PressedBy);
        using var twice = await PostAsync(manager, $"cases/{c.CaseId}/taps/internal-ciso", null);
        Assert.True(twice.IsSuccessStatusCode);
        await process.MailAsync(mail => mail is { PersonId: "p-ciso", Digest: false }, "the CISO is told");
        Assert.Single(process.Asked, mail => mail is { PersonId: "p-ciso", Digest: false });

        Assert.Equal((HttpStatusCode.NotFound, "not_found"), await process.RefusedAsync(TestDirectory.OtherManager, $"cases/{c.CaseId}/taps/internal-ciso", new { }, null));
        Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), await process.RefusedAsync(TestDirectory.Contact, $"cases/{c.CaseId}/taps/internal-ciso", new { }, null));
    }

    [Fact]
    public async Task When_the_towns_target_passes_the_CISO_is_told_and_a_deadline_that_passes_rings()
    {
        await using var process = await StartAsync();
        var c = process.Case();
        await process.SayAsync(c);
        process.Time.Advance(TimeSpan.FromHours(24));
        await process.MailAsync(mail => mail is { PersonId: "p-ciso", Digest: false }, "the target has passed");

        await process.SayAsync(process.Assessed(Over100, "case2"));
        process.Time.Advance(TimeSpan.FromDays(6));
        var overdue = await process.MailAsync(mail => mail.PersonId == "p-ciso" && mail.Subject.StartsWith("【期限超過", StringComparison.Ordinal), "the limit has passed");
        Assert.StartsWith("個人情報保護委員会への速報", overdue.Wanted, StringComparison.Ordinal);
        using var leader = process.As(TestDirectory.Leader);
        var due = await GetAsync<DueDuties>(leader, "duties?within_days=0");
        Assert.Contains(due.Duties, duty => duty is { Overdue: true, CaseNumber: "R8-0012" });
        Assert.Equal(due.Duties.Select(duty => duty.LimitAt ?? duty.TargetAt).Order(), due.Duties.Select(duty => duty.LimitAt ?? duty.TargetAt));
    }

    [Fact]
    public async Task A_process_that_was_down_over_a_deadline_catches_up_when_it_is_back()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("csirt-test-").FullName;
        try
        {
            string caseId;
            await using (var before = await StartAsync(folder: folder))
            {
                var c = before.Assessed(Over100);
                caseId = c.CaseId;
                await before.SayAsync(c);
            }

            await using var after = await StartAsync("2026-06-08T08:00+09:00", folder, withDirectory: false);
            await after.MailAsync(mail => mail.CaseId == caseId && mail.PersonId == "p-liaison" && mail.Subject.StartsWith("【期限超過", StringComparison.Ordinal), "what passed meanwhile is told");
            Assert.Single(after.Asked, mail => mail.PersonId == "p-liaison" && mail.RequestedAt >= after.Time.GetUtcNow());
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task No_answer_in_time_goes_to_the_same_person_again_then_to_the_deputy_then_to_the_leader()
    {
        await using var process = await StartAsync();
        await process.SayAsync(process.Case());
        var first = await process.MailAsync(mail => mail.PersonId == "p-manager", "the manager is told");
        await process.SayAsync(first, "sent", 2, overdue: true);
        var again = await process.MailAsync(mail => mail.PersonId == "p-manager" && mail.NotificationId != first.NotificationId, "told again");
        Assert.StartsWith("【再送】", again.Subject, StringComparison.Ordinal);
        await process.SayAsync(again, "sent", 2, overdue: true);
        var deputy = await process.MailAsync(mail => mail.PersonId == "p-clerk", "the deputy is told");
        Assert.Contains("情報セキュリティ管理者からの確認がない", deputy.Body, StringComparison.Ordinal);
        await process.SayAsync(deputy, "sent", 2, overdue: true);
        var leader = await process.MailAsync(mail => mail.PersonId == "p-leader", "the leader is told");
        Assert.EndsWith(first.Subject, leader.Subject, StringComparison.Ordinal);
        Assert.Equal(1, leader.Subject.Split("【代わりに").Length - 1);
    }

    [Fact]
    public async Task An_answer_ends_that_persons_chain_and_a_failed_mail_goes_to_the_deputy_at_once()
    {
        await using var process = await StartAsync();
        var c = process.Case();
        await process.SayAsync(c);
        var chief = await process.MailAsync(mail => mail.PersonId == "p-cso", "the chief is told");
        var manager = await process.MailAsync(mail => mail.PersonId == "p-manager", "the manager is told");
        await process.SayAsync(chief, "acknowledged", 3);
        await process.SayAsync(chief, "acknowledged", 4, overdue: true);
        await process.SayAsync(manager, "failed", 2);
        await process.MailAsync(mail => mail.PersonId == "p-clerk", "the deputy is told");
        await process.SayAsync(c with { Version = 2, Event = "note" });
        Assert.Single(process.Asked, mail => mail.PersonId == "p-cso");
    }

    [Fact]
    public async Task What_an_older_version_alone_tells_is_told_though_a_newer_one_came_first()
    {
        await using var process = await StartAsync();
        var c = process.Case();
        await process.SayAsync(c with { Version = 3, Event = "note", Severity = Severity.High });
        await process.SayOnlyAsync(c with { Version = 2, Event = "measure_done", Severity = Severity.High });
        var mail = await process.MailAsync(mail => mail is { PersonId: "p-ciso", RuleId: "measures" }, "the measure is told");
        Assert.Contains("1(2)ク", mail.Basis, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Duties_stand_before_the_directory_arrives_and_people_are_told_when_it_does()
    {
        await using var process = await StartAsync(withDirectory: false);
        var c = process.Assessed(Over100);
        Assert.NotEmpty((await process.SayAsync(c)).Duties);
        Assert.Empty(process.Asked);
        await process.TellDirectoryAsync(Town);
        process.Time.Advance(TimeSpan.FromSeconds(2));
        await process.MailAsync(mail => mail.PersonId == "p-manager", "the manager is told");
    }

    [Fact]
    public async Task A_merged_cases_duties_pass_to_the_surviving_one_with_what_was_filed_and_come_back()
    {
        await using var process = await StartAsync();
        var merged = process.Assessed(Over100, "case1");
        var surviving = process.Assessed(Over100, "case2", c => c with { Number = "R8-0013" });
        var duty = (await process.SayAsync(merged)).Duties.Single(d => d.RuleId == "appi-preliminary").Id;
        await process.SayAsync(surviving);
        await process.DoAsync(Liaison, duty, "file", new FileRequest { How = "ウェブフォーム", UrgentReason = "承認者不在", ReceiptNumber = "PPC-7" });

        await process.SayOnlyAsync(surviving with { Version = 3, Event = "absorbed", AbsorbedIds = [merged.CaseId] });
        await process.SayOnlyAsync(merged with { Version = 3, Event = "merged", Stage = CaseStage.Merged, MergedIntoId = surviving.CaseId });
        var passed = await process.DutiesOfAsync(surviving.CaseId, duties => duties.Duties.Single(d => d.RuleId == "appi-preliminary").State == "filed");
        Assert.NotEqual(duty, passed.Duties.Single(d => d.RuleId == "appi-preliminary").Id);
        await process.DutiesOfAsync(merged.CaseId, duties => duties.Duties.Where(d => d.RuleId.StartsWith("appi", StringComparison.Ordinal)).All(d => d.Ended));

        await process.SayAsync(surviving with { Version = 4, Event = "absorption_undone" });
        var back = await process.SayAsync(merged with { Version = 4, Event = "unmerged" });
        Assert.Equal("filed", back.Duties.Single(d => d.Id == duty).State);
    }

    [Fact]
    public async Task A_drill_has_its_duties_and_its_mails_say_so()
    {
        await using var process = await StartAsync();
        var told = await process.SayAsync(process.Assessed(Over100, with: c => c with { Drill = true, Number = "訓練-R8-003" }));
        Assert.Contains(told.Duties, duty => duty.RuleId == "appi-preliminary");
        await process.MailAsync(mail => mail.PersonId == "p-liaison", "the liaison is told");
        Assert.All(process.Asked, mail => Assert.True(mail.Drill));
    }

    [Fact]
    public async Task A_dry_run_says_who_when_and_why_and_keeps_nothing()
    {
        await using var process = await StartAsync();
        using var leader = process.As(TestDirectory.Leader);
        using var response = await PostAsync(leader, "dry-run", new DryRunRequest { SectionId = "sec-resident", Incident = Answer.Yes, Facts = Over100 with { WrongfulPurpose = Answer.Suspected } });
        var result = await ReadAsync<DryRunResult>(response);
        Assert.Equal(60, result.Duties.Single(duty => duty.RuleId == "appi-final").Limit!.Days);
        Assert.Contains(result.Duties.Single(duty => duty.RuleId == "appi-final").Grounds.SelectMany(ground => ground.Why), why => why is { Name: "wrongful_purpose", Value: "おそれあり" });
        Assert.Contains(result.Notifications, told => told.PersonId == "p-ciso" && told.At == process.Time.GetUtcNow());
        Assert.Empty(process.Asked);

        using var quiet = await PostAsync(leader, "dry-run", new DryRunRequest { SectionId = "sec-resident" });
        var later = await ReadAsync<DryRunResult>(quiet);
        Assert.Contains(later.Notifications, told => told is { PersonId: "p-ciso", Digest: false } && told.At == process.Time.GetUtcNow().AddHours(24));

        using var wrong = await PostAsync(leader, "dry-run", new DryRunRequest { SectionId = "no-such" });
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        using var clerk = process.As(TestDirectory.Clerk);
        using var refused = await PostAsync(clerk, "dry-run", new DryRunRequest());
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task A_mistake_in_a_towns_pack_stops_the_start_and_names_the_line()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("csirt-test-").FullName;
        try
        {
            System.IO.Directory.CreateDirectory(Path.Combine(folder, "packs"));
            await File.WriteAllTextAsync(Path.Combine(folder, "packs", $"{TestDirectory.Town}.yaml"), "pack: town\nversion: \"1\"\ntitle: 町\nrulez: []\n", TestContext.Current.CancellationToken);
            var error = await Assert.ThrowsAnyAsync<Exception>(() => StartAsync(folder: folder));
            Assert.Contains($"{TestDirectory.Town}.yaml:4: 知らない項目「rulez」", error.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Gaps_of_the_contact_network_and_rules_can_be_asked_for()
    {
        await using var process = await StartAsync();
        using var leader = process.As(TestDirectory.Leader);
        Assert.Contains(await GetAsync<ReadinessGap[]>(leader, "readiness"), gap => gap.Basis.Contains("1(2)キ", StringComparison.Ordinal));
        Assert.Contains(await GetAsync<RuleSummary[]>(leader, "rules"), rule => rule is { Id: "appi-final", Label: RuleLabel.Statute, Confidence: "S" });
    }
}
