using System.Net;
using System.Security.Cryptography;
using System.Text;
using Csirt.Contracts;
using Csirt.Testing;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Csirt.FaultTests;

/// <summary>
/// What could not be handled is ended by a person with a reason: a town's by its own people, at the door of the service; what is of
/// no town by whoever operates the installation, with a command.
/// </summary>
[Collection(TownCollection.Name)]
public sealed class DeadLetterTests(TownFixture fixture)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ServiceProcess Cases => fixture.Town.Services[Topology.Services.Cases];

    [Fact]
    public async Task What_belongs_to_no_town_is_the_operators_alone_and_once_dismissed_the_figure_goes_down()
    {
        var body = $"どの団体のものでもない {Guid.CreateVersion7()}";
        using var chief = await fixture.Town.SignInAsync("joho-kacho", Stop);
        var figure = await KnownFigureAsync();
        await new Wire(fixture.Town).SendRawAsync(Topology.Services.Cases, body, Stop);
        await Eventually.TrueAsync(async () => await FigureAsync() == figure + 1, "the figure to go up", TimeSpan.FromMinutes(1));
        var towns = await ListAsync(chief);
        Assert.DoesNotContain(towns, letter => letter.Type == "unreadable");

        Cases.Stop();
        try
        {
            var (code, said) = await CommandAsync();
            Assert.Equal(1, code);
            var id = IdOf(body);
            Assert.Single(said.Split('\n'), line => line.StartsWith($"cases {id} ", StringComparison.Ordinal));
            Assert.DoesNotContain("どの団体のものでもない ", said, StringComparison.Ordinal);

            Assert.Equal(2, (await CommandAsync($"--dismiss={id}")).Code);
            (code, said) = await CommandAsync($"--dismiss={id}", "--reason=試験で送った読み取れない電文。業務への影響なし");
            Assert.Contains($"片づけました: cases {id}", said, StringComparison.Ordinal);
            Assert.Equal(2, (await CommandAsync($"--dismiss={id}", "--reason=もう一度")).Code);
            Assert.Equal((1L, 0L), await RecordedAsync(id));
            // Whether anchors were made yet is nothing to this.
            var (_, verdict) = await RunAsync("verify-audit");
            Assert.Contains("[正常] cases *: ", verdict, StringComparison.Ordinal);
            Assert.Contains($"[正常] cases {DemoTown.Code}: ", verdict, StringComparison.Ordinal);
        }
        finally
        {
            await Cases.StartAsync();
        }

        await Eventually.TrueAsync(async () => await FigureAsync() == figure, "the figure to go down", TimeSpan.FromMinutes(1));
        // The same body again is a repeat, and no new alarm.
        await new Wire(fixture.Town).SendRawAsync(Topology.Services.Cases, body, Stop);
        await fixture.EverythingIsThereOnceAsync(await fixture.ReportAsync(1, Stop), Stop);
        Assert.Equal(figure, await KnownFigureAsync());
    }

    [Fact]
    public async Task A_towns_own_is_dismissed_at_the_door_with_a_reason_by_those_who_may()
    {
        using var chief = await fixture.Town.SignInAsync("joho-kacho", Stop);
        using var member = await fixture.Town.SignInAsync("joho-kakaricho", Stop);
        var id = Guid.CreateVersion7().ToString("N");
        await new Wire(fixture.Town).SendAsync(Topology.Services.Cases, new OutboxRow(id, DemoTown.Code, "k", "ReportAccepted9", "{}"), Stop);
        await Eventually.TrueAsync(async () => (await ListAsync(chief)).Any(l => l.Id == id), "the dead letter");

        Assert.Equal(HttpStatusCode.Forbidden, await DismissAsync(member, id, "できるかどうか"));
        Assert.Equal(HttpStatusCode.BadRequest, await DismissAsync(chief, id, " "));
        Assert.Equal(HttpStatusCode.NoContent, await DismissAsync(chief, id, "版の試験で送ったもの"));
        Assert.Equal(HttpStatusCode.NotFound, await DismissAsync(chief, id, "もう一度"));
        Assert.DoesNotContain(await ListAsync(chief), l => l.Id == id);
        Assert.Equal((1L, 0L), await RecordedAsync(id));
        using var replayed = await chief.SendAsync($"/api/cases/dead-letters/{id}/replay", null, stop: Stop);
        Assert.Equal(HttpStatusCode.NotFound, replayed.StatusCode);
    }

    private static Task<IReadOnlyList<DeadLetter>> ListAsync(CsirtClient client) => client.GetAsync<IReadOnlyList<DeadLetter>>("/api/cases/dead-letters", Stop);

    private static async Task<HttpStatusCode> DismissAsync(CsirtClient client, string id, string reason)
    {
        using var answer = await client.SendAsync($"/api/cases/dead-letters/{id}/dismiss", new { reason }, stop: Stop);
        return answer.StatusCode;
    }

    // The same body is the same letter.
    private static string IdOf(string body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))[..32];

    private Task<(int Code, string Said)> CommandAsync(params string[] arguments) => RunAsync(["dead-letters", .. arguments]);

    private Task<(int Code, string Said)> RunAsync(params string[] arguments) =>
        ServiceProcess.CommandAsync(DistributedTown.ProgramOf(Topology.Services.Cases), [.. arguments, $"--Data:Directory={Cases.Folder}"]);

    private async Task<double> KnownFigureAsync() => await Eventually.GetAsync(FigureAsync, figure => figure >= 0, "a figure");

    private async Task<double> FigureAsync()
    {
        using var client = new HttpClient { BaseAddress = Cases.Address };
        var lines = (await client.GetStringAsync(new Uri("/metrics", UriKind.Relative), Stop)).Split('\n');
        return lines.FirstOrDefault(l => l.StartsWith("csirt_dead_letters{", StringComparison.Ordinal)) is { } line
            ? double.Parse(line[(line.IndexOf("} ", StringComparison.Ordinal) + 2)..].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)
            : -1;
    }

    /// <summary>Audit rows of the dismissal that give a reason, and rows that still have the content.</summary>
    private async Task<(long Audited, long Content)> RecordedAsync(string id)
    {
        await using var connection = new SqliteConnection($"Data Source={fixture.Town.DatabaseOf(Topology.Services.Cases)};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(Stop);
        await using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT (SELECT COUNT(*) FROM audit WHERE action = 'dead_letter.dismissed' AND subject = 'message/' || $id AND detail LIKE '%"reason":"%'),
                (SELECT COUNT(*) FROM inbox WHERE id = $id AND body IS NOT NULL)
            """;
        command.Parameters.AddWithValue("$id", id);
        await using var reader = await command.ExecuteReaderAsync(Stop);
        await reader.ReadAsync(Stop);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }
}
