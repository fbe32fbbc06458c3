using System.Net;
using Csirt.Platform.Database;
using Csirt.Platform.Messaging;
using Csirt.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Csirt.IntegrationTests.Platform;

/// <summary>Outbox, relay, inbox, due work and audit, on the real database, through two services that only know each other by messages.</summary>
public sealed class NothingIsLostTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_was_said_is_heard_once_and_in_order()
    {
        await using var csirt = await CsirtProcess.StartAsync([new SenderModule(), new ReceiverModule()]);
        using var client = csirt.Client();
        var ids = Enumerable.Range(0, 50).Select(i => $"r{i}").ToList();
        foreach (var id in ids)
        {
            Assert.Equal(HttpStatusCode.Accepted, (await SayAsync(client, id)).StatusCode);
        }

        Assert.Equal(ids, await HeardAsync(csirt, 50));
    }

    [Fact]
    public async Task A_refused_command_says_nothing()
    {
        await using var csirt = await CsirtProcess.StartAsync([new SenderModule(), new ReceiverModule()]);
        using var client = csirt.Client();
        Assert.Equal(HttpStatusCode.InternalServerError, (await SayAsync(client, "undone")).StatusCode);
        await SayAsync(client, "after");
        Assert.Equal(["after"], await HeardAsync(csirt, 1));
    }

    [Fact]
    public async Task A_message_delivered_twice_is_handled_once()
    {
        await using var csirt = await CsirtProcess.StartAsync([new SenderModule(), new ReceiverModule()]);
        using var client = csirt.Client();
        await SayAsync(client, "twice");
        await HeardAsync(csirt, 1);
        await ForgetSettlementAsync(csirt.Folder);
        await SayAsync(client, "next");
        Assert.Equal(["twice", "next"], await HeardAsync(csirt, 2));
    }

    [Fact]
    public async Task A_message_that_cannot_be_handled_becomes_a_dead_letter_blocks_no_one_and_can_be_replayed()
    {
        var time = new FakeTimeProvider(Start);
        await using var csirt = await CsirtProcess.StartAsync([new SenderModule(), new ReceiverModule()], time: time);
        using var client = csirt.Client();
        await SayAsync(client, "poison");
        await SayAsync(client, "healthy");
        Assert.Equal(["healthy"], await HeardAsync(csirt, 1));
        var dead = await Eventually.GetAsync(
            async () =>
            {
                time.Advance(TimeSpan.FromMinutes(5));
                return await DeadAsync(csirt);
            },
            d => d.Count == 1,
            "a dead letter");
        Assert.Contains("can't take this", dead[0].Error, StringComparison.Ordinal);
        csirt.Services.GetRequiredService<ReceiverModule.Mood>().Healed = true;
        var inbox = csirt.Services.GetServices<ServiceInbox>().Single(i => i.Service == "cases");
        await inbox.Database.WriteAsync(SenderModule.Town, "tester", uow => Inbox.ReviveAsync(uow, dead[0].Id), TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(
            async () =>
            {
                time.Advance(TimeSpan.FromSeconds(2));
                return (await ReceiverModule.HeardAsync(csirt.Services)).Contains("poison");
            },
            "the replayed message");
        Assert.Empty(await DeadAsync(csirt));
    }

    [Fact]
    public async Task Work_that_fell_due_while_the_process_was_down_is_done_once_after_the_start()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("csirt-test-").FullName;
        await using (var first = await CsirtProcess.StartAsync([new SenderModule(), new ReceiverModule()], folder, new FakeTimeProvider(Start), new Dictionary<string, string?>([TestSqlServer.OnSqlite])))
        {
            using var client = first.Client();
            await SayAsync(client, "later-1");
            await HeardAsync(first, 1);
        }

        await using var second = await CsirtProcess.StartAsync([new SenderModule(), new ReceiverModule()], folder, new FakeTimeProvider(Start.AddDays(3)), new Dictionary<string, string?>([TestSqlServer.OnSqlite]));
        Assert.Equal(["later-1", "done-later-1"], await HeardAsync(second, 2));
    }

    [Fact]
    public async Task Audit_rows_cannot_be_changed_deleted_or_replaced_and_a_forged_row_is_named()
    {
        await using var csirt = await CsirtProcess.StartAsync([new SenderModule(), new ReceiverModule()], settings: new Dictionary<string, string?>([TestSqlServer.OnSqlite]));
        using var client = csirt.Client();
        await SayAsync(client, "a");
        await SayAsync(client, "b");
        await HeardAsync(csirt, 2);
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(csirt.Folder, "db", "cases.db")};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        foreach (var attack in (string[])["UPDATE audit SET actor = 'x'", "DELETE FROM audit", "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE seq = 1"])
        {
            var refused = await Assert.ThrowsAsync<SqliteException>(() => RunAsync(connection, attack));
            Assert.Contains("audit rows can not be", refused.Message, StringComparison.Ordinal);
        }

        await RunAsync(connection, "DROP TRIGGER audit_no_update");
        await RunAsync(connection, "UPDATE audit SET actor = 'forged' WHERE seq = 2");
        var database = csirt.Services.GetRequiredService<Database<ReceiverModule>>();
        var verdict = await database.ReadAsync(SenderModule.Town, s => Csirt.Platform.Audit.AuditChain.VerifyAsync(s, "cases"), TestContext.Current.CancellationToken);
        Assert.Equal((false, 2), (verdict.Whole, verdict.FirstBadRow));
    }

    [Fact]
    public async Task A_command_whose_audit_row_can_not_be_written_does_not_happen()
    {
        await using var csirt = await CsirtProcess.StartAsync([new SenderModule(), new ReceiverModule()]);
        using var client = csirt.Client();
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(csirt.Folder, "db", "intake.db")};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await RunAsync(connection, "CREATE TRIGGER no_record BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'the record is full'); END");
        Assert.Equal(HttpStatusCode.InternalServerError, (await SayAsync(client, "unrecorded")).StatusCode);
        await RunAsync(connection, "DROP TRIGGER no_record");
        Assert.Equal(HttpStatusCode.Accepted, (await SayAsync(client, "recorded")).StatusCode);
        Assert.Equal(["recorded"], await HeardAsync(csirt, 1));
    }

    [Fact]
    public async Task An_endpoint_that_names_no_action_is_refused_to_all()
    {
        await using var csirt = await CsirtProcess.StartAsync([new SenderModule(), new ReceiverModule()]);
        using var client = csirt.Client();
        var answer = await client.GetAsync(new Uri("/api/intake/secret", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    private static Task<HttpResponseMessage> SayAsync(HttpClient client, string id) =>
        client.PostAsync(new Uri($"/api/intake/say/{id}", UriKind.Relative), null, TestContext.Current.CancellationToken);

    private static Task<IReadOnlyList<string>> HeardAsync(CsirtProcess csirt, int count) =>
        Eventually.GetAsync(() => ReceiverModule.HeardAsync(csirt.Services), h => h.Count >= count, $"{count} messages heard");

    private static Task<IReadOnlyList<DeadLetterRow>> DeadAsync(CsirtProcess csirt) =>
        csirt.Services.GetRequiredService<Database<ReceiverModule>>().ReadAsync(SenderModule.Town, Inbox.DeadAsync);

    /// <summary>As if the process had died between the consumer's commit and the settlement.</summary>
    private static async Task ForgetSettlementAsync(string folder)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "db", "intake.db")};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await RunAsync(connection, "UPDATE outbox SET settled_at = NULL");
    }

    private static async Task RunAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
