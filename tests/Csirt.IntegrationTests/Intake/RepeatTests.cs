using System.Net;
using System.Net.Http.Json;
using System.Text;
using Csirt.Contracts;
using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Values;
using Csirt.Testing;
using Xunit;

namespace Csirt.IntegrationTests.Intake;

/// <summary>Idempotency-Key: a caller that did not hear the answer asks again and files once.</summary>
public sealed class RepeatTests(RunningIntake intake) : IClassFixture<RunningIntake>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_request_gets_the_same_answer_and_files_once()
    {
        using var client = intake.As(TestDirectory.Clerk);
        var key = NewKey();
        var first = await RunningIntake.AcceptedAsync(await FileAsync(client, "reports", key, "{\"text\":\"二度押し\",\"kind\":\"malicious_code\"}"));
        var again = await RunningIntake.AcceptedAsync(await FileAsync(client, "reports", key, " { \"kind\" : \"malicious_code\", \"text\" : \"二度押し\" } "));
        Assert.Equal((first.ReportId, first.ReceiptNumber, first.FollowSecret, first.AcceptedAt), (again.ReportId, again.ReceiptNumber, again.FollowSecret, again.AcceptedAt));
        Assert.Equal(first.Procedures.Select(p => p.Title), again.Procedures.Select(p => p.Title));
        await intake.HeardAsync(first.ReportId);
        Assert.Single(intake.Heard.Reports, r => r.Text == "二度押し");
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        using var client = intake.As(TestDirectory.Clerk);
        var key = NewKey();
        await RunningIntake.AcceptedAsync(await FileAsync(client, "reports", key, "{\"text\":\"一件目\"}"));
        await RunningIntake.ProblemAsync(await FileAsync(client, "reports", key, "{\"text\":\"二件目\"}"), HttpStatusCode.UnprocessableEntity, "idempotency_key_reused");
    }

    [Fact]
    public async Task A_key_refused_for_its_body_can_be_used_again()
    {
        using var client = intake.As(TestDirectory.Clerk);
        var key = NewKey();
        await RunningIntake.FieldErrorAsync(await FileAsync(client, "reports", key, "{\"text\":\"\"}"), "text");
        await RunningIntake.AcceptedAsync(await FileAsync(client, "reports", key, "{\"text\":\"直したもの\"}"));
    }

    [Fact]
    public async Task Many_repeats_at_once_file_once()
    {
        using var feed = intake.Feed(Channel.Monitoring);
        var key = NewKey();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ => await RunningIntake.AcceptedAsync(await FileAsync(feed, "feed/reports", key, "{\"text\":\"同時の再送\"}"))));
        Assert.Single(answers.Select(a => (a.ReportId, a.FollowSecret)).Distinct());
    }

    [Fact]
    public async Task A_key_belongs_to_its_caller()
    {
        using var one = intake.As(TestDirectory.Clerk);
        using var other = intake.As(TestDirectory.Manager);
        using var elsewhere = intake.As(TestDirectory.Clerk, TestDirectory.OtherTown);
        var key = NewKey();
        var answers = new List<ReportReceipt>();
        foreach (var client in (HttpClient[])[one, other, elsewhere])
        {
            answers.Add(await RunningIntake.AcceptedAsync(await FileAsync(client, "reports", key, "{\"text\":\"それぞれの報告\"}")));
        }

        Assert.Equal(3, answers.Select(a => a.ReportId).Distinct().Count());
    }

    [Fact]
    public async Task The_public_door_and_notes_take_keys_too()
    {
        using var anyone = intake.Csirt.Client();
        var key = NewKey();
        var door = $"public/{TestDirectory.Town}/reports";
        var first = await RunningIntake.AcceptedAsync(await FileAsync(anyone, door, key, "{\"text\":\"住民から\"}"));
        var again = await RunningIntake.AcceptedAsync(await FileAsync(anyone, door, key, "{\"text\":\"住民から\"}"));
        Assert.Equal(first.FollowSecret, again.FollowSecret);
        var notes = $"follow/{first.FollowSecret}/notes";
        var note = await (await FileAsync(anyone, notes, key, "{\"text\":\"追記\"}")).Content.ReadFromJsonAsync<SupplementReceipt>(CsirtJson.Options, Stop);
        var noteAgain = await (await FileAsync(anyone, notes, key, "{\"text\":\"追記\"}")).Content.ReadFromJsonAsync<SupplementReceipt>(CsirtJson.Options, Stop);
        Assert.Equal(1, note!.Number);
        Assert.Equal(note, noteAgain);
        await RunningIntake.ProblemAsync(await FileAsync(anyone, notes, key, "{\"text\":\"別の追記\"}"), HttpStatusCode.UnprocessableEntity, "idempotency_key_reused");
    }

    [Fact]
    public async Task Neither_the_link_nor_the_key_stands_in_the_database()
    {
        using var client = intake.As(TestDirectory.Clerk);
        var key = NewKey();
        var receipt = await RunningIntake.AcceptedAsync(await FileAsync(client, "reports", key, "{\"text\":\"探しても見つからない秘密\"}"));
        var kept = new StringBuilder();
        foreach (var file in System.IO.Directory.EnumerateFiles(Path.Combine(intake.Csirt.Folder, "db"), "intake.db*").Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)))
        {
            await using var stream = File.Open(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            kept.Append(await reader.ReadToEndAsync(Stop));
        }

        Assert.Contains(receipt.ReportId, kept.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(receipt.FollowSecret[7..], kept.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(key, kept.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_survive_a_restart()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("csirt-test-").FullName;
        using var tokens = new TestTokens();
        var key = NewKey();
        ReportReceipt first;
        await using (var before = await RunningIntake.StartAsync(tokens, folder: folder))
        {
            using var client = tokens.ClientOf(before, TestDirectory.Clerk);
            first = await RunningIntake.AcceptedAsync(await FileAsync(client, "reports", key, "{\"text\":\"再起動の前\"}"));
        }

        await using (var after = await RunningIntake.StartAsync(tokens, folder: folder))
        {
            using var client = tokens.ClientOf(after, TestDirectory.Clerk);
            Assert.Equal(first.FollowSecret, (await RunningIntake.AcceptedAsync(await FileAsync(client, "reports", key, "{\"text\":\"再起動の前\"}"))).FollowSecret);
        }

        System.IO.Directory.Delete(folder, recursive: true);
    }

    private static string NewKey() => Guid.CreateVersion7().ToString();

    private static async Task<HttpResponseMessage> FileAsync(HttpClient client, string door, string key, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/intake/{door}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request, Stop);
    }
}
