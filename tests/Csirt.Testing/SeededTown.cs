using System.Net.Http.Json;
using System.Text.Json;
using Csirt.AllInOne;
using Csirt.Contracts;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Values;

namespace Csirt.Testing;

/// <summary>The demo town, its neighbour and their prefecture in one installation; the town has a case with duties running.</summary>
public sealed class SeededTown : IAsyncDisposable
{
    private SeededTown(CsirtProcess csirt) => Csirt = csirt;

    /// <summary>The installation.</summary>
    public CsirtProcess Csirt { get; }

    /// <summary>職員.</summary>
    public CsirtClient Staff { get; private set; } = null!;

    /// <summary>CSIRT要員.</summary>
    public CsirtClient Member { get; private set; } = null!;

    /// <summary>県の受付担当.</summary>
    public CsirtClient Officer { get; private set; } = null!;

    /// <summary>Receipt of the report.</summary>
    public ReportReceipt Receipt { get; private set; } = null!;

    /// <summary>The case, as it was opened.</summary>
    public BoardCard Case { get; private set; } = null!;

    /// <summary>Starts the installation, has staff report, and the CSIRT assess a lost medium with 549 persons on it.</summary>
    public static async Task<SeededTown> StartAsync(string words, bool drill = false, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var town = new SeededTown(await CsirtProcess.StartAsync(AllServices.Modules, settings: settings ?? DemoTown.WithPrefecture));
        town.Staff = await CsirtClient.SignInAsync(town.Csirt.Address, "shogai-tanto");
        town.Member = await CsirtClient.SignInAsync(town.Csirt.Address, "joho-kakaricho");
        if (settings is null || settings["Directory:Towns"]!.Contains("demo-prefecture", StringComparison.Ordinal))
        {
            town.Officer = await CsirtClient.SignInAsync(town.Csirt.Client(), DemoTown.PrefectureCode, "shichoson-tanto", DemoTown.PrefecturePassword);
        }

        town.Receipt = await Eventually.GetAsync(() => town.TryReportAsync(words, drill), r => r is not null, "the directory to have arrived") ?? throw new InvalidOperationException();
        var cards = await Eventually.GetAsync(() => town.Member.GetAsync<BoardPage>($"/api/cases/?drill={(drill ? "true" : "false")}"), p => p.Cases.Count == 1, "the case");
        town.Case = cards.Cases[0];
        await town.AssessAsync();
        return town;
    }

    /// <summary>The duty of a rule, as soon as it satisfies.</summary>
    public Task<DutyDetail> DutyAsync(string rule, Func<DutyDetail, bool>? satisfies = null) => Eventually.GetAsync(
        async () => (await Member.FindAsync<CaseDuties>($"/api/escalation/cases/{Case.Id}/duties"))?.Duties.FirstOrDefault(d => d.RuleId == rule)!,
        duty => duty is not null && (satisfies?.Invoke(duty) ?? true),
        $"the duty {rule}");

    /// <summary>Hands the report to the prefecture in, urgently.</summary>
    public async Task<DutyDetail> FileAsync()
    {
        var duty = await DutyAsync("prefecture");
        return await Member.PostAsync<DutyDetail>($"/api/escalation/duties/{duty.Id}/file", new FileRequest { How = "電子申請", UrgentReason = "夜間のため" }, duty.Version);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Staff.Dispose();
        Member.Dispose();
        Officer?.Dispose();
        await Csirt.DisposeAsync();
    }

    private async Task<ReportReceipt?> TryReportAsync(string words, bool drill)
    {
        using var answer = await Staff.SendAsync("/api/intake/reports", new FileReportRequest { Text = words, SectionId = "sec-shogai", Kind = IncidentKind.LostDevice, Drill = drill }, idempotencyKey: "seeded");
        return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<ReportReceipt>(CsirtJson.Options) : null;
    }

    private async Task AssessAsync()
    {
        var moved = await Member.PostAsync<JsonElement>($"/api/cases/{Case.Id}/triggers/start_triage", new { }, Case.Version);
        await Member.PostAsync<JsonElement>(
            $"/api/cases/{Case.Id}/assessment",
            new
            {
                incident = "yes",
                kind = "lost_device",
                severity = "high",
                facts = new { personal_data = "yes", persons = new { min = 549, max = 549 }, my_number = "no", sensitive = "no", financial_harm = "no", wrongful_purpose = "no", loss_or_theft = "yes" },
            },
            moved.GetProperty("version").GetInt64());
    }
}
