using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Csirt.AllInOne;
using Csirt.Contracts;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Http.Notification;
using Csirt.Contracts.Values;
using Csirt.Testing;
using Xunit;

namespace Csirt.IntegrationTests.WholeTown;

/// <summary>policy 5.2(3): a drill is one from its filing to its end, and nothing of it reaches anyone outside, whatever is tried.</summary>
public sealed class DrillTests
{
    private const string Sink = "kunren@aoba.example.jp";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_of_a_drill_reaches_an_outside_body_by_any_way_that_leads_out()
    {
        await using var smtp = new SmtpSink();
        await using var csirt = await StartAsync(smtp);
        using var member = await CsirtClient.SignInAsync(csirt.Address, "joho-kakaricho", Stop);
        using var leader = await CsirtClient.SignInAsync(csirt.Address, "joho-kacho", Stop);
        var card = await FileAsync(csirt, member, drill: true);
        Assert.StartsWith("訓練-", card.Number, StringComparison.Ordinal);
        await member.PostAsync<CaseCommandResult>($"/api/cases/{card.Id}/assessment", new { incident = "yes", severity = "critical", facts = new { personal_data = "yes", persons = new { min = 549, max = 549 }, crime_suspected = "yes", attack = "yes" } }, card.Version, stop: Stop);

        // The report to the prefecture: drafted, approved, and mailed at once by the pack's mode; the sink refuses it at first.
        smtp.OnRecipient = recipient => recipient == Sink ? "550 5.1.1 refused" : null;
        var duty = (await Eventually.GetAsync(() => DutiesAsync(member, card.Id), duties => duties.Any(d => d is { RuleId: "prefecture", State: DutyLife.Open }), "the duty")).First(d => d.RuleId == "prefecture");
        var drafted = await member.PostAsync<DutyDetail>($"/api/escalation/duties/{duty.Id}/draft", new DraftRequest(), duty.Version, stop: Stop);
        await leader.PostAsync<DutyDetail>($"/api/escalation/duties/{duty.Id}/approve", new ApproveRequest(), drafted.Version, stop: Stop);
        var outside = await Eventually.GetAsync(async () => (await LedgerAsync(member, card.Id)).FirstOrDefault(n => n.ContactId is not null), n => n is { State: NotificationState.Failed }, "the drill's mail to the prefecture to be refused");
        Assert.True(outside!.Drill);

        // Sent again by hand after the refusal, told by hand, a test message to everyone: the flag stays with it.
        smtp.OnRecipient = _ => null;
        await member.PostAsync<NotificationEntry>($"/api/notification/notifications/{outside.Id}/retry", new { }, stop: Stop);
        await Eventually.GetAsync(() => LedgerAsync(member, card.Id), ledger => ledger.Any(n => n.Id == outside.Id && n.State == NotificationState.Sent), "the drill's mail to the prefecture");
        var contacts = await member.PostAsync<NotificationEntry>($"/api/notification/cases/{card.Id}/contacts", new ContactByHand(null, outside.ContactId, "訓練の連絡", new ContactRecord(ContactMeans.Phone, ContactOutcome.Reached)), stop: Stop);
        Assert.True(contacts.Drill);

        var outsiders = (await member.GetAsync<List<Contracts.Messages.OutsideContact>>("/api/directory/contacts", Stop)).Select(contact => contact.Mail).OfType<string>().ToHashSet();
        Assert.NotEmpty(outsiders);
        await Eventually.TrueAsync(async () => (await LedgerAsync(member, card.Id)).All(n => n.State is NotificationState.Sent or NotificationState.DigestWaiting or NotificationState.Acknowledged), "everything to be out");
        Assert.Contains(smtp.Taken, mail => mail.Recipient == Sink);
        Assert.DoesNotContain(smtp.Taken, mail => outsiders.Contains(mail.Recipient));
        Assert.All(smtp.Taken, mail =>
        {
            Assert.StartsWith("【訓練】", mail.Message.Subject, StringComparison.Ordinal);
            Assert.StartsWith("【訓練】", mail.Message.TextBody, StringComparison.Ordinal);
            Assert.DoesNotContain(outsiders, address => mail.Message.ToString().Contains(address, StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task The_flag_is_fixed_at_filing_whatever_is_sent_to_any_door_of_the_case()
    {
        await using var csirt = await CsirtProcess.StartAsync(AllServices.Modules);
        using var member = await CsirtClient.SignInAsync(csirt.Address, "joho-kakaricho", Stop);
        var drill = await FileAsync(csirt, member, drill: true);
        var real = await FileAsync(csirt, member, drill: false);
        var paths = (await member.GetAsync<JsonNode>("/openapi/v1.json", Stop))["paths"]!.AsObject().Where(p => p.Key.StartsWith("/api/cases/{id}", StringComparison.Ordinal)).ToList();
        Assert.True(paths.Count > 10);
        foreach (var card in new[] { drill, real })
        {
            foreach (var (path, _) in paths)
            {
                foreach (var method in new[] { HttpMethod.Put, HttpMethod.Patch, HttpMethod.Post, HttpMethod.Delete })
                {
                    if (path.EndsWith("real-event", StringComparison.Ordinal) || path.Contains("trigger", StringComparison.Ordinal))
                    {
                        continue;
                    }

                    using var request = new HttpRequestMessage(method, path.Replace("{id}", card.Id, StringComparison.Ordinal).Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal));
                    request.Headers.TryAddWithoutValidation("If-Match", "*");
                    request.Content = JsonContent.Create(new { drill = !card.Drill, is_drill = !card.Drill, facts = new { drill = !card.Drill }, note = "x", text = "x" }, options: CsirtJson.Options);
                    using var answer = await member.Http.SendAsync(request, Stop);
                    Assert.True(answer.StatusCode < HttpStatusCode.InternalServerError, $"{method} {path}: {await answer.Content.ReadAsStringAsync(Stop)}");
                }
            }

            var now = await member.GetAsync<CaseDetail>($"/api/cases/{card.Id}", Stop);
            Assert.Equal((card.Drill, card.Number), (now.Drill, now.Number));
        }
    }

    [Fact]
    public async Task Drills_have_their_own_numbers_and_are_counted_apart_and_never_merge_with_real_cases()
    {
        await using var csirt = await CsirtProcess.StartAsync(AllServices.Modules);
        using var member = await CsirtClient.SignInAsync(csirt.Address, "joho-kakaricho", Stop);
        var real = await FileAsync(csirt, member, drill: false);
        var drill = await FileAsync(csirt, member, drill: true);
        Assert.EndsWith("-0001", real.Number, StringComparison.Ordinal);
        Assert.EndsWith("-001", drill.Number, StringComparison.Ordinal);
        Assert.Equal((1, 1), (await CountAsync(member, drill: false), await CountAsync(member, drill: true)));
        using var merged = await member.SendAsync($"/api/cases/{drill.Id}/merge", new { into_case_id = real.Id, reason = "同じ件" }, drill.Version, stop: Stop);
        Assert.False(merged.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_real_event_found_in_a_drill_becomes_a_new_case_with_the_reports_and_their_original_times()
    {
        await using var smtp = new SmtpSink();
        await using var csirt = await StartAsync(smtp);
        using var member = await CsirtClient.SignInAsync(csirt.Address, "joho-kakaricho", Stop);
        var known = TimeProvider.System.GetUtcNow().AddDays(-3);
        var drill = await FileAsync(csirt, member, drill: true, known: FactTime.At(known));
        var receipt = (await member.GetAsync<CaseDetail>($"/api/cases/{drill.Id}", Stop)).Reports.Single();
        var opened = await member.PostAsync<CaseCommandResult>($"/api/cases/{drill.Id}/real-event", new { }, drill.Version, stop: Stop);
        var realId = opened.CaseId;
        Assert.NotEqual(drill.Id, realId);
        var real = await member.GetAsync<CaseDetail>($"/api/cases/{realId}", Stop);
        Assert.Equal((false, receipt.ReportId, receipt.AcceptedAt), (real.Drill, real.Reports.Single().ReportId, real.Reports.Single().AcceptedAt));
        Assert.DoesNotContain("訓練", real.Number, StringComparison.Ordinal);
        Assert.Equal(known.ToUnixTimeSeconds(), real.Times.Known.EarliestMoment!.Value.ToUnixTimeSeconds());
        Assert.True((await member.GetAsync<CaseDetail>($"/api/cases/{drill.Id}", Stop)).Drill);

        // What the reporter adds later stands in both.
        using (var staff = await CsirtClient.SignInAsync(csirt.Address, "shogai-tanto", Stop))
        {
            await staff.PostAsync<JsonNode>($"/api/intake/reports/{receipt.ReportId}/notes", new SupplementRequest("引き出しにもない"), idempotencyKey: "k1", stop: Stop);
        }

        real = await Eventually.GetAsync(() => member.GetAsync<CaseDetail>($"/api/cases/{realId}", Stop), c => c.Reports.Single().Additions.Count == 1, "the addition in the real case");

        // The clocks of the law run from the original 知った, and this time the mails are real.
        await member.PostAsync<CaseCommandResult>($"/api/cases/{realId}/assessment", new { incident = "yes", severity = "high", facts = new { personal_data = "yes", persons = new { min = 549, max = 549 } } }, real.Version, stop: Stop);
        var duties = await Eventually.GetAsync(() => DutiesAsync(member, realId), found => found.Any(d => d.RuleId == "appi-preliminary"), "the duties");
        var firstDay = DateOnly.FromDateTime(known.ToOffset(TimeSpan.FromHours(9)).DateTime);
        Assert.Equal(firstDay.AddDays(4), duties.First(d => d.RuleId == "appi-preliminary").Limit!.LastDay);
        await Eventually.TrueAsync(() => Task.FromResult(smtp.Taken.Any(mail => mail.Message.Subject is { } subject && subject.Contains(real.Number, StringComparison.Ordinal) && !subject.StartsWith("【訓練】", StringComparison.Ordinal))), "a real mail");

        // Only once.
        var again = await member.GetAsync<CaseDetail>($"/api/cases/{drill.Id}", Stop);
        using var twice = await member.SendAsync($"/api/cases/{drill.Id}/real-event", new { }, again.Version, stop: Stop);
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
    }

    private static Task<CsirtProcess> StartAsync(SmtpSink smtp) => CsirtProcess.StartAsync(AllServices.Modules, settings: new Dictionary<string, string?>
    {
        ["Mail:Transport"] = "Smtp",
        ["Mail:From"] = "csirt@aoba.example.jp",
        ["Mail:DrillSink"] = Sink,
        ["Mail:Smtp:Host"] = "localhost",
        ["Mail:Smtp:Port"] = smtp.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["Mail:Smtp:Tls"] = "None",
    });

    private static async Task<BoardCard> FileAsync(CsirtProcess csirt, CsirtClient member, bool drill, FactTime? known = null)
    {
        using var staff = await CsirtClient.SignInAsync(csirt.Address, "shogai-tanto", Stop);
        await staff.PostAsync<ReportReceipt>("/api/intake/reports", new FileReportRequest { Text = "USBメモリが見つからない", SectionId = "sec-shogai", Drill = drill, Known = known ?? FactTime.Unknown }, stop: Stop);
        return (await Eventually.GetAsync(() => member.GetAsync<BoardPage>($"/api/cases/?drill={(drill ? "true" : "false")}"), page => page.Cases.Count == 1, "the case")).Cases[0];
    }

    private static async Task<int> CountAsync(CsirtClient member, bool drill) => (await member.GetAsync<List<LaneCount>>($"/api/cases/lanes?drill={(drill ? "true" : "false")}")).Sum(lane => lane.Count);

    private static async Task<IReadOnlyList<NotificationEntry>> LedgerAsync(CsirtClient member, string caseId) => (await member.FindAsync<CaseNotifications>($"/api/notification/cases/{caseId}/notifications"))?.Notifications ?? [];

    // None while Escalation has not heard of the case yet.
    private static async Task<IReadOnlyList<DutyDetail>> DutiesAsync(CsirtClient member, string caseId) =>
        (await member.FindAsync<CaseDuties>($"/api/escalation/cases/{caseId}/duties"))?.Duties ?? [];
}
