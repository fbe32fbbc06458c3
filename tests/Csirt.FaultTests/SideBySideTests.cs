using Csirt.Contracts;
using Xunit;

namespace Csirt.FaultTests;

/// <summary>Several processes of one service at work on the same rows: two relays, two inboxes, two senders of mail.</summary>
[Collection(TownCollection.Name)]
public sealed class SideBySideTests(TownFixture fixture)
{
    private const int Reports = 60;
    private static readonly string[] Services = [Topology.Services.Intake, Topology.Services.Cases, Topology.Services.Escalation, Topology.Services.Notification];

    [Fact]
    public async Task Two_processes_of_each_service_double_nothing_and_one_may_die()
    {
        var stop = TestContext.Current.CancellationToken;
        foreach (var service in Services)
        {
            fixture.Town.Services[service].Stop();
            fixture.Town.Services[service].Settings["Database:Shared"] = "true";
        }

        var seconds = Services.Select(fixture.Town.Another).ToList();
        await Task.WhenAll(seconds.Concat(Services.Select(s => fixture.Town.Services[s])).Select(s => s.StartAsync()));
        var reporters = await fixture.ReportAsync(Reports, stop);
        await reporters.HaveAsync(Reports / 2);
        foreach (var second in seconds.Where(s => !s.Folder.EndsWith(Topology.Services.Notification, StringComparison.Ordinal)))
        {
            second.Kill();
        }

        await fixture.EverythingIsThereOnceAsync(reporters, stop);
        seconds.Single(s => s.Runs).Kill();
        foreach (var service in Services)
        {
            fixture.Town.Services[service].Stop();
            fixture.Town.Services[service].Settings["Database:Shared"] = null;
            await fixture.Town.Services[service].StartAsync();
        }
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
}
