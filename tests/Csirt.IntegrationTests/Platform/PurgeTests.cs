using Csirt.Contracts.Messages;
using Csirt.Platform.Database;
using Csirt.Platform.Hosting;
using Csirt.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Csirt.IntegrationTests.Platform;

/// <summary>Messages go when everyone has had them for long; what somebody still needs stays, however old.</summary>
public sealed class PurgeTests
{
    private const int More = 2300;
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);
    private static readonly Dictionary<string, string?> Settings = new([TestSqlServer.OnSqlite]);

    [Fact]
    public async Task Old_settled_messages_are_purged_in_batches_and_what_is_unsettled_or_dead_stays()
    {
        var time = new FakeTimeProvider(Start);
        await using var csirt = await CsirtProcess.StartAsync([new SenderModule(), new ReceiverModule()], time: time, settings: Settings);
        var database = csirt.Services.GetRequiredService<Database<SenderModule>>();
        // Nobody in this process is Escalation: its row is never settled, and stands in front of all the others.
        await database.WriteAsync(SenderModule.Town, "tester", uow =>
        {
            uow.Publish(Case());
            for (var i = 0; i < More; i++)
            {
                uow.Publish(SenderModule.Report($"r{i}"));
            }

            uow.Publish(SenderModule.Report("poison"));
            return Task.CompletedTask;
        }, TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => PassingAsync(time, csirt, TimeSpan.FromMilliseconds(500), "SELECT COUNT(*) FROM inbox WHERE state = 'dead'", "cases", n => n == 1), "the poison to be a dead letter");
        await Eventually.TrueAsync(() => PassingAsync(time, csirt, TimeSpan.Zero, "SELECT COUNT(*) FROM inbox WHERE state = 'handled'", "cases", n => n == More), "everything is heard");
        var unsettled = await CountAsync(csirt, "intake", "SELECT COUNT(*) FROM outbox WHERE settled_at IS NULL");
        Assert.InRange(unsettled, 1, 3);

        time.SetUtcNow(Start.AddDays(39));
        await Eventually.TrueAsync(() => PassingAsync(time, csirt, TimeSpan.FromMinutes(1), $"SELECT COUNT(*) FROM due_work WHERE kind = 'purge_messages' AND due_at > {Start.AddDays(39).ToUnixTimeMilliseconds()}", "intake", n => n == 1), "a purge");
        Assert.True(await CountAsync(csirt, "intake", "SELECT COUNT(*) FROM outbox") > More);

        time.SetUtcNow(Start.AddDays(41));
        await Eventually.TrueAsync(() => PassingAsync(time, csirt, TimeSpan.FromMinutes(1), "SELECT COUNT(*) FROM outbox", "intake", n => n == unsettled), "the settled messages are purged");
        Assert.Equal(More, await CountAsync(csirt, "cases", "SELECT COUNT(*) FROM inbox WHERE state = 'handled'"));

        time.SetUtcNow(Start.AddDays(81));
        await Eventually.TrueAsync(() => PassingAsync(time, csirt, TimeSpan.FromMinutes(1), "SELECT COUNT(*) FROM inbox WHERE state = 'handled'", "cases", n => n == 0), "the handled messages are forgotten");
        Assert.Equal(1, await CountAsync(csirt, "cases", "SELECT COUNT(*) FROM inbox WHERE state = 'dead'"));
        Assert.Equal(unsettled, await CountAsync(csirt, "intake", "SELECT COUNT(*) FROM outbox"));
    }

    [Theory]
    [InlineData("40", "40")]
    [InlineData("40", "30")]
    [InlineData("0", "80")]
    public async Task Periods_under_which_a_replay_would_be_handled_twice_stop_the_start(string outbox, string inbox)
    {
        var settings = new Dictionary<string, string?>(Settings) { ["Messaging:KeepOutboxDays"] = outbox, ["Messaging:KeepInboxDays"] = inbox };
        var refused = await Assert.ThrowsAnyAsync<UnusableDataException>(() => CsirtProcess.StartAsync([new SenderModule(), new ReceiverModule()], settings: settings));
        Assert.Contains("Messaging:KeepInboxDays", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<bool> PassingAsync(FakeTimeProvider time, CsirtProcess csirt, TimeSpan passing, string sql, string service, Func<long, bool> satisfies)
    {
        time.Advance(passing);
        return satisfies(await CountAsync(csirt, service, sql));
    }

    private static async Task<long> CountAsync(CsirtProcess csirt, string service, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(csirt.Folder, "db", $"{service}.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static CaseDisposed Case() => new()
    {
        Town = SenderModule.Town,
        CaseId = "c1",
        Version = 2,
        Number = "R8-0001",
        ReportIds = [],
        Restricted = false,
        EndedAt = DateTimeOffset.UnixEpoch,
        RetainedUntil = DateTimeOffset.UnixEpoch,
        ProposedBy = "p1",
        ApprovedBy = "p2",
        DisposedAt = DateTimeOffset.UnixEpoch,
    };
}
