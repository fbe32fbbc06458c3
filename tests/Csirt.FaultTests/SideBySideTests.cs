using Csirt.Contracts;
using Csirt.Testing;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Csirt.FaultTests;

/// <summary>Several processes of one service at work on the same rows: two relays, two inboxes, two senders of mail.</summary>
[Collection(TownCollection.Name)]
public sealed class SideBySideTests(TownFixture fixture) : IAsyncDisposable
{
    private const int Reports = 60;
    private static readonly TimeSpan LongerThanALease = TimeSpan.FromMinutes(1);
    private static readonly string[] Services = [Topology.Services.Intake, Topology.Services.Cases, Topology.Services.Escalation, Topology.Services.Notification];

    [Fact]
    public async Task Two_processes_of_each_service_double_nothing_and_one_may_die()
    {
        var stop = TestContext.Current.CancellationToken;
        var seconds = Share(Services);
        await Task.WhenAll(seconds.Concat(Services.Select(s => fixture.Town.Services[s])).Select(s => s.StartAsync()));
        var reporters = await fixture.ReportAsync(Reports, stop);
        await reporters.HaveAsync(Reports / 2);
        foreach (var second in seconds.Where(s => !s.Folder.EndsWith(Topology.Services.Notification, StringComparison.Ordinal)))
        {
            second.Kill();
        }

        await fixture.EverythingIsThereOnceAsync(reporters, stop);
        seconds.Single(s => s.Runs).Kill();
    }

    [Fact]
    public async Task Two_relays_on_one_outbox_publish_each_row_once()
    {
        var stop = TestContext.Current.CancellationToken;
        var seconds = Share(Services);
        await Task.WhenAll(seconds.Concat(Services.Select(s => fixture.Town.Services[s])).Select(s => s.StartAsync()));
        await using var tap = await Tap.ListenAsync(fixture.Town, stop);
        var reporters = await fixture.ReportAsync(Reports, stop);
        await fixture.EverythingIsThereOnceAsync(reporters, stop);
        var heard = await tap.HeardAsync(stop);
        Assert.True(heard.Count >= Reports, "the tap is dry");
        Assert.Equal(heard.Distinct(), heard);
        seconds.ForEach(s => s.Stop());
    }

    [Fact]
    public async Task What_a_relay_had_in_hand_when_it_was_killed_goes_out_when_its_lease_has_ended()
    {
        var stop = TestContext.Current.CancellationToken;
        var (first, second, road) = (fixture.Town.Services[Topology.Services.Intake], Share(Topology.Services.Intake).Single(), fixture.Town.RoadOf(Topology.Services.Intake));
        await second.StartAsync();
        await Eventually.GetAsync(second.HealthAsync, h => h.Text.StartsWith("Healthy", StringComparison.Ordinal), "its roads to be proven");
        await using var tap = await Tap.ListenAsync(fixture.Town, stop);
        road.FallSilent();
        var reporters = await fixture.ReportAsync(5, stop);
        await reporters.AllAccepted;
        var until = await Eventually.GetAsync(() => HeldAsync(second), held => held is not null, "a relay in the middle of a batch");
        second.Kill();
        // What it had written stays on the road.
        road.Cut();
        road.Heal();
        await first.StartAsync();
        await Eventually.TrueAsync(async () => (await tap.HeardAsync(stop)).Count > 0, "the rows to go out", LongerThanALease);
        Assert.True(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() >= until, "the lease of the dead was not respected");
        await fixture.EverythingIsThereOnceAsync(reporters, stop);
    }

    [Fact]
    public async Task A_second_process_on_the_same_SQLite_file_is_refused_with_a_clear_error_unless_both_agreed()
    {
        await using var second = fixture.Town.Another(Topology.Services.Cases);
        second.Begin();
        Assert.Equal(1, await second.ExitAsync());
        Assert.Contains("別のプロセスが使用しています", second.Output, StringComparison.Ordinal);
        Assert.Contains("Database:Shared=true", second.Output, StringComparison.Ordinal);
    }

    /// <summary>Everyone alone again, also after a test that failed half-way.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var service in fixture.Town.Services.Values.Where(s => s.Settings.GetValueOrDefault("Database:Shared") is not null))
        {
            if (service.Runs)
            {
                service.Stop();
            }

            service.Settings["Database:Shared"] = null;
            await service.StartAsync();
        }
    }

    /// <summary>A second process of each, not started; the first ones are stopped, to be started as sharers.</summary>
    private List<ServiceProcess> Share(params string[] services)
    {
        foreach (var service in services)
        {
            fixture.Town.Services[service].Stop();
            fixture.Town.Services[service].Settings["Database:Shared"] = "true";
        }

        return [.. services.Select(fixture.Town.Another)];
    }

    /// <summary>When the lease ends that the frozen process has in hand; it goes on where there is none.</summary>
    private async Task<long?> HeldAsync(ServiceProcess holder)
    {
        holder.Freeze();
        await using var connection = new SqliteConnection($"Data Source={fixture.Town.DatabaseOf(Topology.Services.Intake)};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT MAX(until_at) FROM relay_lease WHERE consumer = 'cases' AND until_at > $now";
        command.Parameters.AddWithValue("$now", TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        if (await command.ExecuteScalarAsync() is long until)
        {
            return until;
        }

        holder.Thaw();
        return null;
    }
}
