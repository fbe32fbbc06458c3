using System.Globalization;
using Csirt.Cases;
using Csirt.Cases.Storage;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Platform.Database;
using Csirt.Platform.Replicas;
using Csirt.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Csirt.IntegrationTests.Cases;

/// <summary>The Cases service alone, with stand-ins for its neighbours, the test town's directory in place.</summary>
internal sealed class CasesProcess : IAsyncDisposable
{
    private readonly TestTokens _tokens;
    private int _reports;

    private CasesProcess(CsirtProcess csirt, TestTokens tokens) => (Csirt, _tokens) = (csirt, tokens);

    public CsirtProcess Csirt { get; }

    public EscalationStandIn.Ear Escalation => EscalationStandIn.EarOf(Csirt.Services);

    public static async Task<CasesProcess> StartAsync(TimeProvider? time = null, bool withDirectory = true, string? folder = null)
    {
        var tokens = new TestTokens(time);
        var csirt = await CsirtProcess.StartAsync([new DirectoryStandIn(tokens), new IntakeStandIn(), new EscalationStandIn(), new CasesModule()], folder, time);
        var process = new CasesProcess(csirt, tokens);
        if (withDirectory)
        {
            await process.TellDirectoryAsync(TestTown.Snapshot);
        }

        return process;
    }

    public CaseClient As(Person person, string town = TestDirectory.Town) => new(_tokens.ClientOf(Csirt, person, town));

    public CaseClient AsNobody() => new(Csirt.Client());

    public async Task TellDirectoryAsync(DirectoryChanged directory)
    {
        await DirectoryStandIn.TellAsync(Csirt, directory);
        var known = Csirt.Services.GetRequiredService<DirectoryCopies<CasesModule>>();
        await Eventually.TrueAsync(() => Task.FromResult(known.Find(directory.Town)?.Snapshot.Version >= directory.Version), "the directory has arrived");
    }

    /// <summary>A report, said like Intake says it, and the id of the case it opened.</summary>
    public async Task<string> OpenAsync(Func<ReportAccepted, ReportAccepted>? with = null)
    {
        var report = await SayReportAsync(with);
        return await CaseOfAsync(report);
    }

    public async Task<ReportAccepted> SayReportAsync(Func<ReportAccepted, ReportAccepted>? with = null)
    {
        var number = Interlocked.Increment(ref _reports);
        var usual = new ReportAccepted
        {
            Town = TestDirectory.Town,
            ReportId = $"report-{number}",
            ReceiptNumber = $"受付-R8-{number:0000}",
            Channel = Channel.Staff,
            Drill = false,
            AcceptedAt = DateTimeOffset.Parse("2026-09-29T00:05:00Z", CultureInfo.InvariantCulture),
            ReporterId = TestDirectory.Clerk.Id,
            SectionId = "sec-resident",
            Text = "USBメモリが所定の場所に無い。",
            Times = new ReportedTimes(FactTime.Unknown, At("2026-09-29T09:00+09:00"), At("2026-09-29T09:00+09:00")),
            Facts = new CaseFacts(),
        };
        var report = with?.Invoke(usual) ?? usual;
        await IntakeStandIn.SayAsync(Csirt.Services, report);
        return report;
    }

    /// <summary>Restricted cases are seen by few: which case a report has is asked behind the door.</summary>
    public async Task<string> CaseOfAsync(ReportAccepted report)
    {
        var database = Csirt.Services.GetRequiredService<Database<CasesModule>>();
        return (await Eventually.GetAsync(
            () => database.ReadAsync(report.Town, s => ReportMap.CaseOfAsync(s, report.ReportId)), id => id is not null, $"{report.ReportId} has a case"))!;
    }

    public static FactTime At(string text) => FactTime.TryParse(text, out var time) ? time : throw new FormatException(text);

    public async ValueTask DisposeAsync()
    {
        await Csirt.DisposeAsync();
        _tokens.Dispose();
    }
}
