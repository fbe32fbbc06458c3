using System.Net;
using Csirt.Contracts.Http.Notification;
using Csirt.Testing;
using Xunit;
using static Csirt.IntegrationTests.Notification.NotifiedTown;

namespace Csirt.IntegrationTests.Notification;

/// <summary>The ways to say that one has been told: link, page, 確認番号 typed oneself or said over the phone.</summary>
public sealed class AcknowledgingTests
{
    [Fact]
    public async Task The_link_shows_and_only_the_post_acknowledges_and_nobody_else_is_silenced()
    {
        await using var town = await StartAsync();
        await town.SayAsync(Request("n1"), Request("n2", TestDirectory.Head));
        await town.EntryAsync("n2", NotificationState.WrittenOut);
        await town.EntryAsync("n1", NotificationState.WrittenOut);
        using var anyone = town.Csirt.Client();
        var link = Api($"acknowledgements/{SecretIn(town.Mail("n1"))}");
        var shown = await ReadAsync<AcknowledgementPage>(await anyone.GetAsync(link, TestContext.Current.CancellationToken));
        Assert.Equal((CaseNumber, null), (shown.CaseNumber, shown.AcknowledgedAt));
        Assert.Equal(NotificationState.WrittenOut, (await town.EntryAsync("n1", _ => true)).State);

        var first = await ReadAsync<AcknowledgementPage>(await anyone.PostAsync(link, null, TestContext.Current.CancellationToken));
        var second = await ReadAsync<AcknowledgementPage>(await anyone.PostAsync(link, null, TestContext.Current.CancellationToken));
        Assert.NotNull(first.AcknowledgedAt);
        Assert.Equal(first.AcknowledgedAt, second.AcknowledgedAt);
        Assert.Equal((AcknowledgedBy.Link, null), ((await town.EntryAsync("n1", NotificationState.Acknowledged)).Acknowledgement!.How, (await town.EntryAsync("n1", _ => true)).Acknowledgement!.By));
        Assert.Equal(NotificationState.WrittenOut, (await town.EntryAsync("n2", _ => true)).State);
        var heard = await Eventually.GetAsync(() => Task.FromResult(EscalationStandIn.HeardBy(town.Csirt)), h => h.Any(m => m.State == "acknowledged"), "Escalation to hear");
        Assert.Equal(["n1"], heard.Where(h => h.State == "acknowledged").Select(h => h.NotificationId));
    }

    [Theory]
    [InlineData("990019-00000000000000000000000000000000")]
    [InlineData("999999-00000000000000000000000000000000")]
    [InlineData("short")]
    [InlineData("..%2f..%2fetc%2fpasswd")]
    public async Task A_link_that_is_none_does_not_exist(string secret)
    {
        await using var town = await StartAsync();
        using var anyone = town.Csirt.Client();
        using var shown = await anyone.GetAsync(Api($"acknowledgements/{secret}"), TestContext.Current.CancellationToken);
        using var posted = await anyone.PostAsync(Api($"acknowledgements/{secret}"), null, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (shown.StatusCode, posted.StatusCode));
    }

    [Fact]
    public async Task On_the_page_one_sees_and_acknowledges_ones_own_alone()
    {
        await using var town = await StartAsync();
        await town.SayAsync(Request("n1"), Request("n2", TestDirectory.Head));
        await town.EntryAsync("n2", NotificationState.WrittenOut);
        Assert.Equal(["n1"], (await MineAsync(town)).Select(m => m.Id));
        Assert.Equal(HttpStatusCode.NotFound, (await town.PostAsync(TestDirectory.Manager, "notifications/n2/acknowledge")).StatusCode);
        var done = await ReadAsync<AcknowledgedNotification>(await town.PostAsync(TestDirectory.Manager, "notifications/n1/acknowledge"));
        Assert.Equal((AcknowledgedBy.Page, TestDirectory.Manager.Id, false), (done.Acknowledgement.How, done.Acknowledgement.By, done.Before));
        Assert.Empty(await MineAsync(town));
    }

    [Fact]
    public async Task The_recipient_types_the_code_and_the_contact_point_records_one_said_over_the_phone()
    {
        await using var town = await StartAsync();
        await town.SayAsync(Request("n1"), Request("n2", TestDirectory.Ciso));
        await town.EntryAsync("n2", NotificationState.WrittenOut);
        await town.EntryAsync("n1", NotificationState.WrittenOut);
        var own = await ReadAsync<AcknowledgedNotification>(await town.PostAsync(
            TestDirectory.Manager, "acknowledgements", new AcknowledgeByCode(Wide(CodeIn(town.Mail("n1"))))));
        Assert.Equal(("n1", AcknowledgedBy.Code, null), (own.Id, own.Acknowledgement.How, own.Acknowledgement.RecordedBy));

        var calledAt = Noon.AddMinutes(30);
        var said = new AcknowledgeByCode(CodeIn(town.Mail("n2")), "秘書", calledAt, "了解とのこと");
        var phoned = await ReadAsync<AcknowledgedNotification>(await town.PostAsync(TestDirectory.Contact, "acknowledgements", said));
        Assert.Equal(("副町長", CaseNumber, AcknowledgedBy.Phone), (phoned.RecipientName, phoned.CaseNumber, phoned.Acknowledgement.How));
        Assert.Equal((calledAt, TestDirectory.Contact.Id), (phoned.Acknowledgement.At, phoned.Acknowledgement.RecordedBy));
        Assert.Contains("秘書", phoned.Acknowledgement.Note, StringComparison.Ordinal);
        var repeated = await ReadAsync<AcknowledgedNotification>(await town.PostAsync(TestDirectory.Contact, "acknowledgements", said));
        Assert.True(repeated.Before);
    }

    [Fact]
    public async Task Guessing_codes_is_refused_after_ten_and_a_misheard_digit_is_no_guess()
    {
        await using var town = await StartAsync();
        await town.SayAsync(Request("n1"), Request("n2", TestDirectory.Head));
        await town.EntryAsync("n2", NotificationState.WrittenOut);
        await town.EntryAsync("n1", NotificationState.WrittenOut);
        var others = new AcknowledgeByCode(CodeIn(town.Mail("n2")));
        Assert.Equal("code_not_found", await CodeOfAsync(await town.PostAsync(TestDirectory.Manager, "acknowledgements", others, TestDirectory.OtherTown)));
        var misheard = await town.PostAsync(TestDirectory.Manager, "acknowledgements", new AcknowledgeByCode("111-1111"));
        Assert.Equal("invalid", await CodeOfAsync(misheard));
        for (var i = 0; i < 10; i++)
        {
            // The clerk may not record what others were told: their code is as unknown as any.
            Assert.Equal("code_not_found", await CodeOfAsync(await town.PostAsync(TestDirectory.Manager, "acknowledgements", others)));
        }

        var own = new AcknowledgeByCode(CodeIn(town.Mail("n1")));
        using var locked = await town.PostAsync(TestDirectory.Manager, "acknowledgements", own);
        Assert.Equal((HttpStatusCode.TooManyRequests, "too_many_codes"), (locked.StatusCode, await CodeOfAsync(locked)));
        Assert.Equal(NotificationState.WrittenOut, (await town.EntryAsync("n1", _ => true)).State);
        await ReadAsync<AcknowledgedNotification>(await town.PostAsync(TestDirectory.Contact, "acknowledgements", own));
    }

    private static async Task<List<MyNotification>> MineAsync(NotifiedTown town)
    {
        using var client = town.ClientOf(TestDirectory.Manager);
        return await ReadAsync<List<MyNotification>>(await client.GetAsync(Api("mine"), TestContext.Current.CancellationToken));
    }

    private static string Wide(string code) => string.Concat(code.Select(c => char.IsAsciiDigit(c) ? (char)(c - '0' + '０') : '－'));
}
