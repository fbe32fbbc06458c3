using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csirt.Contracts;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Http.Notification;
using Csirt.Contracts.Values;
using Csirt.Testing;

namespace Csirt.IntegrationTests.Samples;

/// <summary>Carries one sample through the API as the people of the town would: report, assessment, duties, end.</summary>
internal sealed class SampleWalk(SampleTown town, SampleIncident sample, CancellationToken stop)
{
    private CsirtClient Csirt => sample.Restricted ? town.Chief : town.Member;

    public string CaseId { get; private set; } = string.Empty;

    /// <summary>Files it through the channel it came by, and waits for its case.</summary>
    public async Task ReportAsync()
    {
        var receipt = await FileAsync();
        var found = await town.EventuallyAsync(
            async () => await TryFindCaseAsync(receipt.ReportId),
            id => id is not null,
            $"the case of {sample.Id}");
        CaseId = found!;
    }

    /// <summary>Triage with exactly the sample's facts; then duties and mails have caught up with the case.</summary>
    public async Task AssessAsync()
    {
        if (sample.Restricted)
        {
            // The approvers become handlers too: nobody else sees it.
            var handlers = (await SeeAsync()).HandlerIds.Union(["p-fukuchocho", "p-joho-kacho"]);
            await DoAsync("handlers", new HandlersRequest([.. handlers]));
        }

        await MoveAsync("start_triage");
        await DoAsync("assessment", new AssessRequest
        {
            Incident = sample.IsIncident ? Answer.Yes : Answer.No,
            Kind = sample.Channel == "monitoring" ? IncidentKind.MaliciousCode : IncidentKind.InformationContentSecurity,
            Severity = Severity.Medium,
            Facts = sample.Facts with { MyNumber = sample.Facts.MyNumber ?? Answer.No, PersonalData = sample.Facts.PersonalData ?? Answer.No },
        });
    }

    public async Task<CaseDuties> DutiesAsync()
    {
        var version = (await SeeAsync()).Version;
        return (await town.EventuallyAsync(
            () => Csirt.FindAsync<CaseDuties>($"/api/escalation/cases/{CaseId}/duties", stop),
            d => d?.CaseVersion >= version,
            $"duties of {sample.Id} for version {version}"))!;
    }

    public async Task<IReadOnlyList<NotificationEntry>> ToldAsync() =>
        (await Csirt.GetAsync<CaseNotifications>($"/api/notification/cases/{CaseId}/notifications", stop)).Notifications;

    public Task<CaseDetail> SeeAsync() => Csirt.GetAsync<CaseDetail>($"/api/cases/{CaseId}", stop);

    public Task RecordEmergencyAsync(string text) => DoAsync("measures", new RecordMeasureRequest { Kind = MeasureKind.Emergency, Text = text });

    /// <summary>From triage to 完結: containment, recovery, prevention with the CISO's decision, every duty ended.</summary>
    public async Task CarryToTheEndAsync()
    {
        await MoveAsync("start_containment");
        foreach (var system in (await SeeAsync()).Systems)
        {
            await DoAsync($"systems/{system.SystemId}/status", new SystemStatusRequest { Containment = ContainmentState.Contained });
        }

        await AnswerWhatIsAskedAsync();
        await DoAsync("similar-systems", new SimilarSystemsRequest(SimilarSystemsState.Done, Result: "ほかのシステムに同じ事象なし"));
        await MoveAsync("start_recovery");
        await RecoverAsync();
        await MoveAsync("start_prevention");
        await DoAsync("cause", new CauseRequest("手順が守られていなかった", CauseOrigin.Own));
        await DoAsync("measures", new RecordMeasureRequest { Kind = MeasureKind.Prevention, Text = "手順を改め、研修を行う", Planned = true });
        await MoveAsync("request_ciso_review");
        await DoAsync("decision", new DecisionRequest { Approve = true }, town.Ciso);
        foreach (var planned in (await SeeAsync()).Measures.Where(m => m.State is MeasureState.Planned))
        {
            await DoAsync($"measures/{planned.Id}/completion", new MeasureDoneRequest());
        }

        await MoveAsync("resolve");
        await EndDutiesAsync();
        await DoAsync("publication", new PublicationRequest { State = PublicationState.Withhold, Reason = "本人へ個別に連絡した" });
        await town.EventuallyAsync(SeeAsync, seen => seen.Triggers.Single(t => t.Trigger == "close").Allowed, $"{sample.Id} may be closed");
        await MoveAsync("close");
    }

    public Task NotAnIncidentAsync() => MoveAsync("judge_not_incident", "添付を開いておらず、被害がない");

    /// <summary>Facts that nobody was asked about until now are answered before recovery.</summary>
    private async Task AnswerWhatIsAskedAsync()
    {
        var missing = (await SeeAsync()).Triggers.Single(t => t.Trigger == "start_recovery").Unmet.Where(u => u.Code == "facts_unanswered").SelectMany(u => u.Missing).ToList();
        if (missing.Count > 0)
        {
            var facts = new JsonObject(missing.Select(name => KeyValuePair.Create<string, JsonNode?>(name, name.EndsWith("persons", StringComparison.Ordinal) ? new JsonObject { ["min"] = 1, ["max"] = 1 } : "no")));
            await DoAsync("assessment", new AssessRequest { Facts = facts.Deserialize<CaseFacts>(CsirtJson.Options) });
        }
    }

    private async Task RecoverAsync()
    {
        var systems = (await SeeAsync()).Systems;
        foreach (var system in systems)
        {
            await DoAsync($"systems/{system.SystemId}/status", new SystemStatusRequest { Recovery = RecoveryState.Restored });
            await DoAsync($"systems/{system.SystemId}/status", new SystemStatusRequest { Recovery = RecoveryState.Confirmed });
        }

        if (systems.Count == 0)
        {
            await DoAsync("recovery-waiver", new ReasonRequest("復旧の対象となるシステムがない"));
        }
    }

    /// <summary>Provisional ones are decided and withdrawn; the others drafted, approved by another, filed, accepted.</summary>
    private async Task EndDutiesAsync()
    {
        foreach (var judgement in (await DutiesAsync()).Judgements.Where(j => j.Answer is null && !j.Lapsed))
        {
            var decider = await WhoMayAnswerAsync(judgement.Id);
            await PostAsync($"/api/escalation/judgements/{judgement.Id}/answer", new JudgementAnswerRequest("不要", "状況から不要と判断した"), judgement.Version, decider);
        }

        foreach (var duty in (await DutiesAsync()).Duties.Where(d => d.State is not (DutyLife.Accepted or DutyLife.Withdrawn)))
        {
            await EndDutyAsync(duty.Id);
        }
    }

    private async Task<CsirtClient> WhoMayAnswerAsync(string judgement)
    {
        foreach (var person in new[] { Csirt, town.Leader, town.Chief, town.Ciso })
        {
            var duties = await person.GetAsync<CaseDuties>($"/api/escalation/cases/{CaseId}/duties", stop);
            if (duties.Judgements.Single(j => j.Id == judgement).Allowed)
            {
                return person;
            }
        }

        throw new InvalidOperationException($"{sample.Id}: nobody may answer {judgement}");
    }

    private async Task EndDutyAsync(string id)
    {
        while ((await DutiesAsync()).Duties.Single(d => d.Id == id) is { State: not (DutyLife.Accepted or DutyLife.Withdrawn) } duty)
        {
            var (action, body, who) = NextStep(duty);
            await PostAsync($"/api/escalation/duties/{id}/{action}", body, duty.Version, who);
        }
    }

    /// <summary>Who asks for approval is not who gives it; what was sent on approval is filed already.</summary>
    private (string Action, object Body, CsirtClient Who) NextStep(DutyDetail duty) => duty.State switch
    {
        DutyLife.Provisional => ("withdraw", new WithdrawRequest("調べた結果、当たらないと判断した"), Csirt),
        DutyLife.Open when duty.NeedsApproval => ("draft", new DraftRequest(), Csirt),
        DutyLife.Drafted => ("approve", new ApproveRequest(), town.Leader),
        DutyLife.Open or DutyLife.Approved => ("file", new FileRequest { How = "フォーム", ReceiptNumber = "2026-001" }, Csirt),
        DutyLife.Filed => ("accept", new AcceptRequest("2026-001"), Csirt),
        _ => ("supplement", new DutySupplementRequest("残りの項目を追完した", Complete: true), Csirt),
    };

    private Task MoveAsync(string trigger, string? reason = null) => DoAsync($"triggers/{trigger}", new MoveRequest(reason));

    private async Task DoAsync(string command, object body, CsirtClient? who = null)
    {
        var client = who ?? Csirt;
        var seen = await client.GetAsync<CaseDetail>($"/api/cases/{CaseId}", stop);
        await PostAsync($"/api/cases/{CaseId}/{command}", body, seen.Version, client);
    }

    private Task<JsonNode> PostAsync(string path, object body, long version, CsirtClient who) => who.PostAsync<JsonNode>(path, body, version, stop: stop);

    private async Task<ReportReceipt> FileAsync() => sample.Channel switch
    {
        "staff" => await town.Staff.PostAsync<ReportReceipt>("/api/intake/reports", Staff(), stop: stop),
        "resident" => await town.Staff.PostAsync<ReportReceipt>("/api/intake/reports", Staff() with { Channel = Channel.Resident }, stop: stop),
        var channel => await town.Feeds[channel].PostAsync<ReportReceipt>("/api/intake/feed/reports", Feed(), stop: stop),
    };

    private FileReportRequest Staff() => new()
    {
        Text = sample.Text,
        SectionId = sample.Section,
        SystemIds = sample.SystemIds,
        Occurred = sample.Time("occurred"),
        Discovered = sample.Time("discovered"),
        Known = sample.Time("known"),
        Drill = sample.Drill,
        Restricted = sample.Restricted,
        ImplicatedIds = sample.Restricted ? [SampleTown.ManagerOf(sample.Section)] : [],
    };

    private FeedReportRequest Feed() => new()
    {
        Text = sample.Text,
        SectionId = sample.Section,
        SystemIds = sample.SystemIds,
        Occurred = sample.Time("occurred"),
        Discovered = sample.Time("discovered"),
        Known = sample.Time("known"),
    };

    private async Task<string?> TryFindCaseAsync(string reportId)
    {
        using var answer = await Csirt.Http.GetAsync(new Uri($"/api/cases/by-report/{reportId}", UriKind.Relative), stop);
        return answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<JsonNode>(stop))!["id"]!.GetValue<string>() : null;
    }
}
