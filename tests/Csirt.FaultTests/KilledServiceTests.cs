using Csirt.Contracts;
using Xunit;

namespace Csirt.FaultTests;

/// <summary>A service's process dies under load, as in a power cut, and is started again.</summary>
[Collection(TownCollection.Name)]
public sealed class KilledServiceTests(TownFixture fixture)
{
    private const int Reports = 40;

    public static TheoryData<string> Services =>
        [Topology.Services.Intake, Topology.Services.Cases, Topology.Services.Escalation, Topology.Services.Notification, Topology.Services.Directory];

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Nothing_is_lost_and_nothing_is_doubled_when_a_service_is_killed_under_load(string service)
    {
        var stop = TestContext.Current.CancellationToken;
        var reporters = await fixture.ReportAsync(Reports, stop);
        await reporters.HaveAsync(Reports / 3);
        fixture.Town.Services[service].Kill();
        await fixture.Town.Services[service].StartAsync();
        await fixture.EverythingIsThereOnceAsync(reporters, stop);
    }
}
