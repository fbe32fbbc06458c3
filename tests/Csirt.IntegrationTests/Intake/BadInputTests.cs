using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Csirt.Contracts;
using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Values;
using Csirt.Intake;
using Csirt.Platform.Database;
using Csirt.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Csirt.IntegrationTests.Intake;

/// <summary>What must not get in: a clear Japanese answer with a stable code, and nothing half done.</summary>
public sealed class BadInputTests(RunningIntake intake) : IClassFixture<RunningIntake>
{
    private static readonly Sql CountAll = new(
        "SELECT (SELECT COUNT(*) FROM report) + (SELECT COALESCE(SUM(last), 0) FROM receipt_sequence) + (SELECT COUNT(*) FROM outbox) + (SELECT COUNT(*) FROM audit) + (SELECT COUNT(*) FROM kept_answer)");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("{\"text\":\"途中で")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{\"text\":\"a\",\"facts\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":[")]
    public Task Malformed_bodies_are_refused(string body) => NothingHappensAsync(async client =>
    {
        using var answer = await PostAsync(client, body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<Dictionary<string, object>>(Stop);
        Assert.StartsWith("malformed_", problem!["code"].ToString(), StringComparison.Ordinal);
        Assert.Contains(problem["title"].ToString()!, c => c > '\u3040');
    });

    [Theory]
    [InlineData("text", "{}")]
    [InlineData("text", "{\"text\":null}")]
    [InlineData("text", "{\"text\":5}")]
    [InlineData("text", "{\"text\":\"  \\n \"}")]
    [InlineData("channel", "{\"text\":\"a\",\"channel\":\"monitoring\"}")]
    [InlineData("channel", "{\"text\":\"a\",\"channel\":\"pigeon\"}")]
    [InlineData("kind", "{\"text\":\"a\",\"kind\":\"nonsense\"}")]
    [InlineData("kind", "{\"text\":\"a\",\"kind\":{}}")]
    [InlineData("facts", "{\"text\":\"a\",\"facts\":\"yes\"}")]
    [InlineData("facts.personal_data", "{\"text\":\"a\",\"facts\":{\"personal_data\":\"maybe\"}}")]
    [InlineData("facts.personal_data", "{\"text\":\"a\",\"facts\":{\"personal_data\":true}}")]
    [InlineData("facts.persons", "{\"text\":\"a\",\"facts\":{\"persons\":{\"min\":5,\"max\":4}}}")]
    [InlineData("facts.persons", "{\"text\":\"a\",\"facts\":{\"persons\":{\"min\":-1}}}")]
    [InlineData("facts.persons.min", "{\"text\":\"a\",\"facts\":{\"persons\":{\"min\":1e40}}}")]
    [InlineData("drill", "{\"text\":\"a\",\"drill\":\"yes\"}")]
    [InlineData("system_ids", "{\"text\":\"a\",\"system_ids\":\"sys-web\"}")]
    [InlineData("system_ids", "{\"text\":\"a\",\"system_ids\":[\"sys-unknown\"]}")]
    [InlineData("system_ids[0]", "{\"text\":\"a\",\"system_ids\":[7]}")]
    [InlineData("section_id", "{\"text\":\"a\",\"section_id\":\"sec-unknown\"}")]
    [InlineData("section_id", "{\"text\":\"a\",\"section_id\":\"'; DROP TABLE report; --\"}")]
    [InlineData("body_id", "{\"text\":\"a\",\"body_id\":\"sec-it\"}")]
    [InlineData("implicated_ids", "{\"text\":\"a\",\"implicated_ids\":[\"p-nobody\"]}")]
    [InlineData("data_items", "{\"text\":\"a\",\"data_items\":[\"氏名\",\"1234-5678-9012\"]}")]
    [InlineData("data_items", "{\"text\":\"a\",\"data_items\":[\"someone@example.jp\"]}")]
    public Task Wrong_fields_are_named(string field, string body) => NothingHappensAsync(async client =>
    {
        using var answer = await PostAsync(client, body);
        await RunningIntake.FieldErrorAsync(answer, field);
    });

    [Theory]
    [InlineData("occurred", "{\"text\":\"a\",\"occurred\":\"2026-02-30\"}")]
    [InlineData("occurred", "{\"text\":\"a\",\"occurred\":\"yesterday\"}")]
    [InlineData("occurred", "{\"text\":\"a\",\"occurred\":1234567890}")]
    [InlineData("occurred", "{\"text\":\"a\",\"occurred\":\"0001-01-01\"}")]
    [InlineData("occurred", "{\"text\":\"a\",\"occurred\":\"2026-09-29T25:00+09:00\"}")]
    [InlineData("discovered", "{\"text\":\"a\",\"discovered\":\"2026-09-29T09:00\"}")]
    [InlineData("discovered", "{\"text\":\"a\",\"occurred\":\"2026-09-30\",\"discovered\":\"2026-09-29\"}")]
    [InlineData("discovered", "{\"text\":\"a\",\"occurred\":\"2026-09-30T10:00+09:00\",\"discovered\":\"2026-09-30T09:59+09:00\"}")]
    [InlineData("known", "{\"text\":\"a\",\"occurred\":\"2026-09-30\",\"known\":\"2026-09-29T23:59+09:00\"}")]
    [InlineData("known", "{\"text\":\"a\",\"known\":\"2190-01-01\"}")]
    public Task Impossible_times_are_named(string field, string body) => NothingHappensAsync(async client =>
    {
        using var answer = await PostAsync(client, body);
        await RunningIntake.FieldErrorAsync(answer, field);
    });

    [Fact]
    public Task What_is_wrong_is_said_all_at_once() => NothingHappensAsync(async client =>
    {
        using var answer = await PostAsync(client, """{"text":"","section_id":"x","known":"2190-01-01","medium":"MEDIUM"}""".Replace("MEDIUM", new string('媒', 201), StringComparison.Ordinal));
        var problem = await RunningIntake.ProblemAsync(answer, HttpStatusCode.BadRequest, "invalid");
        Assert.Equal(["known", "medium", "section_id", "text"], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order());
    });

    [Fact]
    public async Task A_clock_that_is_a_little_ahead_is_no_error()
    {
        var soon = FactTime.At(TimeProvider.System.GetUtcNow().AddMinutes(2));
        Assert.Equal(soon, (await intake.FileAsync(new FileReportRequest { Text = "時計の試験", Known = soon })).Known);
        using var client = intake.As(TestDirectory.Clerk);
        var later = FactTime.At(TimeProvider.System.GetUtcNow().AddMinutes(10));
        using var answer = await client.PostAsJsonAsync("/api/intake/reports", new FileReportRequest { Text = "時計の試験", Known = later }, CsirtJson.Options, Stop);
        await RunningIntake.FieldErrorAsync(answer, "known");
    }

    [Fact]
    public async Task The_longest_text_is_taken_and_one_more_is_not()
    {
        await intake.FileAsync(new FileReportRequest { Text = new string('長', 10_000) });
        await NothingHappensAsync(async client =>
        {
            using var answer = await PostAsync(client, $"{{\"text\":\"{new string('長', 10_001)}\"}}");
            await RunningIntake.FieldErrorAsync(answer, "text");
        });
    }

    [Fact]
    public Task A_huge_body_is_refused() => NothingHappensAsync(async client =>
    {
        using var answer = await PostAsync(client, $"{{\"text\":\"{new string('a', 2 * 1024 * 1024)}\"}}");
        await RunningIntake.ProblemAsync(answer, HttpStatusCode.RequestEntityTooLarge, "too_large");
    });

    [Fact]
    public Task Another_kind_of_content_is_refused() => NothingHappensAsync(async client =>
    {
        using var form = new FormUrlEncodedContent([new("text", "form")]);
        using var answer = await client.PostAsync(new Uri("/api/intake/reports", UriKind.Relative), form, Stop);
        await RunningIntake.ProblemAsync(answer, HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
    });

    [Fact]
    public async Task Script_in_every_text_field_stays_text()
    {
        const string Script = "<script>alert(document.cookie)</script><img src=x onerror=alert(1)>'\"&";
        var receipt = await intake.FileAsync(new FileReportRequest
        {
            Text = Script,
            Place = Script,
            Medium = Script,
            DataItems = [Script],
            Contact = new ReporterContact(Script, Script, Script, Script),
        });
        Assert.StartsWith(Script, (await intake.HeardAsync(receipt.ReportId)).Text, StringComparison.Ordinal);
        using var reporter = intake.As(TestDirectory.Clerk);
        using var answer = await reporter.GetAsync(new Uri($"/api/intake/reports/{receipt.ReportId}", UriKind.Relative), Stop);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain('<', await answer.Content.ReadAsStringAsync(Stop));
        var detail = (await answer.Content.ReadFromJsonAsync<ReportDetail>(CsirtJson.Options, Stop))!;
        Assert.Equal((Script, Script, Script, Script), (detail.Text, detail.Place, detail.Medium, detail.DataItems[0]));
        Assert.Equal(new ReporterContact(Script, Script, Script, Script), detail.Contact);
    }

    [Fact]
    public async Task What_can_not_be_seen_is_taken_out()
    {
        using var client = intake.As(TestDirectory.Clerk);
        using var sent = await PostAsync(client, """{"text":"一行目\r\n二行目\u0000\u001b[31m\u202e終","place":"本庁\n2階\t\u0007"}""");
        var receipt = await RunningIntake.AcceptedAsync(sent);
        var detail = await client.GetFromJsonAsync<ReportDetail>($"/api/intake/reports/{receipt.ReportId}", CsirtJson.Options, Stop);
        Assert.Equal(("一行目\n二行目[31m終", "本庁 2階"), (detail!.Text, detail.Place));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("with space inside it")]
    public async Task An_unfit_idempotency_key_of_the_public_door_is_refused(string key)
    {
        using var anyone = intake.Csirt.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/intake/public/{TestDirectory.Town}/reports") { Content = JsonContent.Create(new { text = "a" }) };
        Assert.True(request.Headers.TryAddWithoutValidation("Idempotency-Key", key));
        using var answer = await anyone.SendAsync(request, Stop);
        await RunningIntake.FieldErrorAsync(answer, "Idempotency-Key");
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string body) =>
        client.PostAsync(new Uri("/api/intake/reports", UriKind.Relative), new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")), Stop);

    private async Task NothingHappensAsync(Func<HttpClient, Task> attempt)
    {
        using var client = intake.As(TestDirectory.Clerk);
        client.DefaultRequestHeaders.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        var before = await RowsAsync();
        await attempt(client);
        Assert.Equal(before, await RowsAsync());
    }

    private Task<long> RowsAsync() => intake.Csirt.Services.GetRequiredService<Database<IntakeModule>>().ReadAsync(TestDirectory.Town, s => s.QuerySingleAsync<long>(CountAll), Stop);
}
