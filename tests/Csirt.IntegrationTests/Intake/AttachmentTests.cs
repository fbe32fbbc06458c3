using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Csirt.Contracts;
using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Values;
using Csirt.Testing;
using Xunit;

namespace Csirt.IntegrationTests.Intake;

/// <summary>Files: whole or not at all, for saving only, for those who may.</summary>
public sealed class AttachmentTests(AttachmentTests.SmallLimits intake) : IClassFixture<AttachmentTests.SmallLimits>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_is_stored_by_its_hash_and_given_back_for_saving_only()
    {
        var content = RandomNumberGenerator.GetBytes(300_000);
        var receipt = await FiledAsync("case-file");
        var attachment = await SendAsync(receipt, "画面の写真.png", content);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), attachment.Sha256);
        Assert.Equal(("画面の写真.png", 300_000), (attachment.Name, attachment.Size));

        using var member = intake.As(TestDirectory.Member);
        using var answer = await member.GetAsync(new Uri($"/api/intake/reports/{receipt.ReportId}/attachments/{attachment.Id}", UriKind.Relative), Stop);
        Assert.Equal(content, await answer.Content.ReadAsByteArrayAsync(Stop));
        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("画面の写真.png", answer.Content.Headers.ContentDisposition?.FileNameStar);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);

        var detail = await member.GetFromJsonAsync<ReportDetail>($"/api/intake/reports/{receipt.ReportId}", CsirtJson.Options, Stop);
        Assert.Equal(attachment.Id, Assert.Single(detail!.Attachments).Id);
        var heard = await Eventually.GetAsync(() => Task.FromResult(intake.Heard.Supplements.FirstOrDefault(s => s.ReportId == receipt.ReportId)), s => s is not null, "the attachment at Cases");
        Assert.Equal((1, null), (heard!.AttachmentCount, heard.Text));
    }

    [Fact]
    public async Task Only_those_who_may_read_the_report_get_the_file()
    {
        var receipt = await FiledAsync("case-file-rights");
        var attachment = await SendAsync(receipt, "a.txt", [1, 2, 3]);
        var path = new Uri($"/api/intake/reports/{receipt.ReportId}/attachments/{attachment.Id}", UriKind.Relative);
        using var reporter = intake.As(TestDirectory.Clerk);
        await RunningIntake.ProblemAsync(await reporter.GetAsync(path, Stop), HttpStatusCode.Forbidden, "forbidden");
        using var otherManager = intake.As(TestDirectory.OtherManager);
        await RunningIntake.ProblemAsync(await otherManager.GetAsync(path, Stop), HttpStatusCode.NotFound, "not_found");
        using var elsewhere = intake.As(TestDirectory.Member, TestDirectory.OtherTown);
        await RunningIntake.ProblemAsync(await elsewhere.GetAsync(path, Stop), HttpStatusCode.NotFound, "not_found");
        using var nobody = intake.Csirt.Client();
        await RunningIntake.ProblemAsync(await nobody.GetAsync(path, Stop), HttpStatusCode.Unauthorized, "not_signed_in");
        using var manager = intake.As(TestDirectory.Manager);
        Assert.Equal(HttpStatusCode.OK, (await manager.GetAsync(path, Stop)).StatusCode);
        await RunningIntake.ProblemAsync(await manager.GetAsync(new Uri($"/api/intake/reports/{receipt.ReportId}/attachments/none", UriKind.Relative), Stop), HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Only_the_reporter_adds_by_sign_in_key_or_link()
    {
        var receipt = await FiledAsync("case-file-add");
        using var leader = intake.As(TestDirectory.Leader);
        await RunningIntake.ProblemAsync(await PostAsync(leader, $"reports/{receipt.ReportId}", "a.txt", [1]), HttpStatusCode.NotFound, "not_found");
        using var nobody = intake.Csirt.Client();
        await RunningIntake.ProblemAsync(await PostAsync(nobody, $"reports/{receipt.ReportId}", "a.txt", [1]), HttpStatusCode.Unauthorized, "not_signed_in");
        Assert.Equal(HttpStatusCode.Created, (await PostAsync(nobody, $"follow/{receipt.FollowSecret}", "a.txt", [1])).StatusCode);

        using var feed = intake.Feed(Channel.Monitoring);
        var fed = await RunningIntake.AcceptedAsync(await feed.PostAsJsonAsync("/api/intake/feed/reports", new { text = "検知" }, CsirtJson.Options, Stop));
        Assert.Equal(HttpStatusCode.Created, (await PostAsync(feed, $"reports/{fed.ReportId}", "log.txt", [1])).StatusCode);
        using var otherFeed = intake.Feed(Channel.Cloud);
        await RunningIntake.ProblemAsync(await PostAsync(otherFeed, $"reports/{fed.ReportId}", "log.txt", [1]), HttpStatusCode.NotFound, "not_found");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Too_large_a_file_is_refused_and_nothing_stays(bool chunked)
    {
        var receipt = await FiledAsync($"case-large-{chunked}");
        var before = FilesOnDisk();
        using var reporter = intake.As(TestDirectory.Clerk);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/intake/reports/{receipt.ReportId}/attachments?name=large.bin")
        {
            Content = new ByteArrayContent(new byte[SmallLimits.Largest + 1]),
        };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.ExpectContinue = true;
        await RunningIntake.ProblemAsync(await reporter.SendAsync(request, Stop), HttpStatusCode.RequestEntityTooLarge, "attachment_too_large");
        Assert.Equal(before, FilesOnDisk());
        Assert.Equal(SmallLimits.Largest, (await SendAsync(receipt, "just.bin", new byte[SmallLimits.Largest])).Size);
    }

    [Fact]
    public async Task A_cut_connection_leaves_nothing_behind()
    {
        var receipt = await FiledAsync("case-cut");
        var before = FilesOnDisk();
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(intake.Csirt.Address.Host, intake.Csirt.Address.Port, Stop);
            var head = $"POST /api/intake/follow/{receipt.FollowSecret}/attachments?name=cut.bin HTTP/1.1\r\nHost: localhost\r\nContent-Length: 400000\r\n\r\n";
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), Stop);
            await socket.GetStream().WriteAsync(new byte[200_000], Stop);
            await Eventually.TrueAsync(() => Task.FromResult(FilesOnDisk().Count == before.Count + 1), "the file being received");
        }

        await Eventually.TrueAsync(() => Task.FromResult(FilesOnDisk().SequenceEqual(before)), "the unfinished file gone");
        using var reporter = intake.As(TestDirectory.Clerk);
        var detail = await reporter.GetFromJsonAsync<ReportDetail>($"/api/intake/reports/{receipt.ReportId}", CsirtJson.Options, Stop);
        Assert.Empty(detail!.Attachments);
    }

    [Fact]
    public async Task What_a_killed_process_left_unfinished_is_removed_at_the_next_start()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("csirt-test-").FullName;
        var left = Path.Combine(System.IO.Directory.CreateDirectory(Path.Combine(folder, "attachments", "incoming")).FullName, "0198");
        await File.WriteAllBytesAsync(left, [1, 2, 3], Stop);
        using var tokens = new TestTokens();
        await using (await RunningIntake.StartAsync(tokens, folder: folder))
        {
            Assert.False(File.Exists(left));
        }

        System.IO.Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("../../../../etc/passwd", "passwd")]
    [InlineData("..\\..\\windows\\system32\\evil.dll", "evil.dll")]
    [InlineData("/absolute/path.txt", "path.txt")]
    [InlineData("nul.txt", "_nul.txt")]
    [InlineData("a\u0000b\u0007.txt", "ab.txt")]
    [InlineData("invoice\u202Egpj.exe", "invoicegpj.exe")]
    [InlineData("<script>alert(1)</script>.html", "script.html")]
    [InlineData("..", "添付ファイル")]
    [InlineData("", "添付ファイル")]
    public async Task Tricks_in_names_lead_nowhere(string given, string stored)
    {
        var receipt = await FiledAsync("case-name-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(given)))[..8]);
        var before = FilesOnDisk();
        var attachment = await SendAsync(receipt, given, Encoding.UTF8.GetBytes($"内容 {given}"));
        Assert.Equal(stored, attachment.Name);
        var added = Assert.Single(FilesOnDisk().Except(before));
        Assert.Equal(Path.Combine("attachments", TestDirectory.Town, attachment.Sha256[..2], attachment.Sha256), added);
    }

    [Fact]
    public async Task So_many_and_no_more_but_the_same_file_again_is_no_other()
    {
        var receipt = await FiledAsync("case-many");
        AttachmentReceipt? first = null;
        for (var i = 0; i < SmallLimits.Most - 1; i++)
        {
            var sent = await SendAsync(receipt, $"{i}.txt", [(byte)i]);
            first ??= sent;
        }

        Assert.Equal(first, await SendAsync(receipt, "0.txt", [0]));
        await SendAsync(receipt, "last.txt", [99]);
        using var reporter = intake.As(TestDirectory.Clerk);
        await RunningIntake.ProblemAsync(await PostAsync(reporter, $"reports/{receipt.ReportId}", "more.txt", [100]), HttpStatusCode.Conflict, "too_many_attachments");
    }

    [Fact]
    public async Task An_empty_file_is_refused()
    {
        var receipt = await FiledAsync("case-empty");
        using var reporter = intake.As(TestDirectory.Clerk);
        await RunningIntake.FieldErrorAsync(await PostAsync(reporter, $"reports/{receipt.ReportId}", "empty.txt", []), "body");
    }

    [Fact]
    public async Task A_resident_has_smaller_limits()
    {
        using var anyone = intake.Csirt.Client();
        var filed = await RunningIntake.AcceptedAsync(await anyone.PostAsJsonAsync($"/api/intake/public/{TestDirectory.Town}/reports", new { text = "住民から" }, CsirtJson.Options, Stop));
        var followed = await anyone.GetFromJsonAsync<FollowedReport>($"/api/intake/follow/{filed.FollowSecret}", CsirtJson.Options, Stop);
        Assert.Equal((SmallLimits.LargestPublic, SmallLimits.MostPublic), (followed!.LargestAttachment, followed.AttachmentsLeft));
        Assert.Equal(HttpStatusCode.Created, (await PostAsync(anyone, $"follow/{filed.FollowSecret}", "a.jpg", new byte[SmallLimits.LargestPublic])).StatusCode);
        await RunningIntake.ProblemAsync(await PostAsync(anyone, $"follow/{filed.FollowSecret}", "b.jpg", [1]), HttpStatusCode.Conflict, "too_many_attachments");
    }

    [Fact]
    public async Task No_attachment_takes_the_last_of_the_disk_from_the_reports()
    {
        using var tokens = new TestTokens();
        await using var full = await RunningIntake.StartAsync(tokens, new Dictionary<string, string?> { ["Intake:FreeDiskKept"] = long.MaxValue.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        using var client = tokens.ClientOf(full, TestDirectory.Clerk);
        var receipt = await RunningIntake.AcceptedAsync(await client.PostAsJsonAsync("/api/intake/reports", new { text = "報告は受け付ける" }, CsirtJson.Options, Stop));
        await RunningIntake.ProblemAsync(await PostAsync(client, $"reports/{receipt.ReportId}", "a.txt", [1]), HttpStatusCode.ServiceUnavailable, "attachment_not_stored");
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string door, string name, byte[] content) =>
        client.PostAsync(new Uri($"/api/intake/{door}/attachments?name={Uri.EscapeDataString(name)}", UriKind.Relative), new ByteArrayContent(content), Stop);

    private async Task<AttachmentReceipt> SendAsync(ReportReceipt receipt, string name, byte[] content)
    {
        using var reporter = intake.As(TestDirectory.Clerk);
        using var answer = await PostAsync(reporter, $"reports/{receipt.ReportId}", name, content);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Stop)}");
        return (await answer.Content.ReadFromJsonAsync<AttachmentReceipt>(CsirtJson.Options, Stop))!;
    }

    private async Task<ReportReceipt> FiledAsync(string caseId)
    {
        var receipt = await intake.FileAsync(new FileReportRequest { Text = "添付の試験" });
        await intake.TellAsync(RunningIntake.CaseOf(caseId, receipt.ReportId));
        return receipt;
    }

    private List<string> FilesOnDisk()
    {
        var folder = Path.Combine(intake.Csirt.Folder, "attachments");
        return System.IO.Directory.Exists(folder) ? [.. System.IO.Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(intake.Csirt.Folder, f)).Order()] : [];
    }

    /// <summary>Limits that a test can reach.</summary>
    public sealed class SmallLimits : RunningIntake
    {
        public const int Largest = 500_000;
        public const int LargestPublic = 1_000;
        public const int Most = 4;
        public const int MostPublic = 1;

        protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
        {
            ["Intake:LargestAttachment"] = "500000",
            ["Intake:LargestPublicAttachment"] = "1000",
            ["Intake:MostAttachments"] = "4",
            ["Intake:MostPublicAttachments"] = "1",
            ["Intake:FreeDiskKept"] = "0",
        };
    }
}
