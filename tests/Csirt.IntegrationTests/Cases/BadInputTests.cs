using System.Net;
using Csirt.Contracts.Http.Cases;
using Csirt.Testing;
using Xunit;

namespace Csirt.IntegrationTests.Cases;

/// <summary>Input that is wrong in every way: a clear answer in Japanese, nothing half done.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("assessment", "{", HttpStatusCode.BadRequest, "malformed_json")]
    [InlineData("assessment", "[]", HttpStatusCode.BadRequest, "malformed_json")]
    [InlineData("assessment", """{"incident":"perhaps"}""", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("assessment", """{"incident":1}""", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("assessment", """{"judged_at":"2026-02-30","incident":"yes"}""", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("assessment", """{"facts":{"persons":{"min":"many"}}}""", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("assessment", "{}", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("assessment", """{"section_id":"nowhere"}""", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("assessment", """{"system_ids":[null]}""", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("handlers", """{"person_ids":[null]}""", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("handlers", """{"person_ids":null}""", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("instructions", """{"addressee":"DepartmentHead","text":"確認","due_at":"2099-10-01T09:00"}""", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("instructions", """{"addressee":"DepartmentHead","text":"確認","due_at":"9999-12-31T23:59-09:00"}""", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("assessment", """{"judged_at":"9999-12-31","incident":"yes"}""", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("assessment", """{"facts_known":{"persons":"2026-09-29"},"facts":{"persons":null}}""", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("measures", """{"text":"抜いた"}""", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("measures", """{"kind":"emergency","text":null}""", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("measures", """{"kind":"emergency","text":""}""", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("measures", """{"kind":"emergency","text":"抜いた","done_at":"2126-01-01"}""", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("instructions/I9/answers", """{"text":"回答"}""", HttpStatusCode.NotFound, "unknown_instruction")]
    [InlineData("measures/M9/completion", "{}", HttpStatusCode.NotFound, "unknown_measure")]
    [InlineData("decision", """{"approve":true}""", HttpStatusCode.Forbidden, "forbidden")]
    public async Task Wrong_input_is_told_and_nothing_is_changed(string command, string body, HttpStatusCode status, string code)
    {
        await using var cases = await CasesProcess.StartAsync();
        var member = cases.As(TestDirectory.Member);
        var id = await cases.OpenAsync();
        var refused = await member.RefusedAsync(id, command, body, ifMatch: "\"1\"");
        Assert.Equal((status, code), (refused.Status, refused.Code));
        Assert.Equal(1, (await member.SeeAsync(id)).Version);
    }

    [Fact]
    public async Task Every_wrong_field_is_named()
    {
        await using var cases = await CasesProcess.StartAsync();
        var id = await cases.OpenAsync();
        var refused = await cases.As(TestDirectory.Member).RefusedAsync(id, "assessment", new AssessRequest { SectionId = "nowhere", SystemIds = ["nothing"], Title = new string('x', 500) });
        Assert.Equal(["section_id", "system_ids", "title"], refused.Body["errors"]!.AsObject().Select(e => e.Key).Order());
    }

    [Fact]
    public async Task Script_in_a_text_is_kept_as_text()
    {
        const string Script = "<script>alert('x')</script>\"; DROP TABLE case_file; --";
        await using var cases = await CasesProcess.StartAsync();
        var member = cases.As(TestDirectory.Member);
        var id = await cases.OpenAsync(r => r with { Text = Script });
        await member.DoAsync(id, "notes", new NoteRequest(Script));
        Assert.Equal(Script, (await member.SeeAsync(id)).Reports[0].Text);
        Assert.Equal(Script, (await member.GetAsync<TimelinePage>($"/{id}/timeline")).Entries[0].Text);
        Assert.Single((await member.GetAsync<BoardPage>("/?text=" + Uri.EscapeDataString("<script>"))).Cases);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("..%2f..%2fetc%2fpasswd")]
    [InlineData("%27%20OR%201=1--")]
    public async Task A_case_that_is_none_is_not_found(string id)
    {
        await using var cases = await CasesProcess.StartAsync();
        using var response = await cases.As(TestDirectory.Member).GetRawAsync($"/api/cases/{id}");
        Assert.Equal(HttpStatusCode.NotFound, (await CaseClient.RefusedAsync(response)).Status);
    }
}
