using Csirt.Contracts;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Http.Notification;
using Csirt.Testing;
using Xunit;

namespace Csirt.FaultTests;

/// <summary>Messages arrive twice, and older ones after newer ones.</summary>
[Collection(TownCollection.Name)]
public sealed class RepeatedMessageTests(TownFixture fixture)
{
    private static readonly (string From, string To)[] Ways =
    [
        .. from message in Topology.Producers
           from consumer in Topology.Consumers[message.Key]
           select (message.Value, consumer),
    ];

    [Fact]
    public async Task Whatever_is_delivered_again_and_backwards_is_done_once()
    {
        var stop = TestContext.Current.CancellationToken;
        var reporters = await fixture.ReportAsync(15, stop);
        await fixture.EverythingIsThereOnceAsync(reporters, stop);
        var wire = new Wire(fixture.Town);
        foreach (var (from, to) in Ways.Distinct())
        {
            foreach (var row in wire.SaidBy(from, to).Reverse().Take(60))
            {
                await wire.SendAsync(to, row, stop);
            }
        }

        var more = await fixture.ReportAsync(5, stop);
        await fixture.EverythingIsThereOnceAsync(more, stop);
    }

    [Fact]
    public async Task An_older_version_of_a_case_that_comes_after_a_newer_one_changes_nothing()
    {
        var stop = TestContext.Current.CancellationToken;
        var reporters = await fixture.ReportAsync(1, stop);
        await fixture.EverythingIsThereOnceAsync(reporters, stop);
        using var member = await fixture.Town.SignInAsync("joho-kakaricho", stop);
        using var auditor = await fixture.Town.SignInAsync("kansa-kyokucho", stop);
        var id = (await auditor.GetAsync<IReadOnlyList<CaseVersion>>("/api/cases/versions", stop)).Single(c => c.ReportIds.Contains(reporters.Receipts.Values.Single().ReportId)).CaseId;
        await member.PostAsync<object>($"/api/cases/{id}/triggers/start_triage", new { }, ifMatch: 1, stop: stop);
        await member.PostAsync<object>($"/api/cases/{id}/assessment", new
        {
            incident = "yes",
            kind = "lost_device",
            severity = "high",
            facts = new { personal_data = "yes", persons = new { min = 549, max = 549 }, loss_or_theft = "yes" },
        }, ifMatch: 2, stop: stop);
        var duties = await Eventually.GetAsync(() => DutiesAsync(member, id, stop), d => d.Duties.Count > 0, "duties");
        var told = await ToldAsync(member, id, duties.Duties.Count, stop);

        var wire = new Wire(fixture.Town);
        string[] consumers = [Topology.Services.Escalation, Topology.Services.Notification, Topology.Services.Intake];
        foreach (var consumer in consumers)
        {
            foreach (var row in wire.SaidBy(Topology.Services.Cases, consumer).Where(r => r.Body.Contains(id, StringComparison.Ordinal)).Reverse())
            {
                await wire.SendAsync(consumer, row.UnderAnotherId(), stop);
            }
        }

        var after = await fixture.ReportAsync(3, stop);
        await fixture.EverythingIsThereOnceAsync(after, stop);
        Assert.Equal(Shape(duties), Shape(await DutiesAsync(member, id, stop)));
        Assert.Equal(told, await ToldAsync(member, id, duties.Duties.Count, stop));
    }

    private static Task<CaseDuties> DutiesAsync(CsirtClient client, string id, CancellationToken stop) =>
        client.GetAsync<CaseDuties>($"/api/escalation/cases/{id}/duties", stop);

    private static async Task<IEnumerable<string>> ToldAsync(CsirtClient client, string id, int atLeast, CancellationToken stop)
    {
        var all = await Eventually.GetAsync(
            () => client.FindAsync<CaseNotifications>($"/api/notification/cases/{id}/notifications", stop),
            n => n?.Notifications.Count >= atLeast && n.Notifications.All(x => x.State != NotificationState.Requested),
            "notifications");
        return [.. all!.Notifications.Select(n => n.Id).Order()];
    }

    private static string Shape(CaseDuties duties) => $"{duties.CaseVersion}: {string.Join(", ", duties.Duties.Select(d => $"{d.Id} {d.RuleId} {d.State}").Order())}";
}
