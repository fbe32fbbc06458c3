using System.Text.Json.Nodes;
using Csirt.Contracts;
using Csirt.Testing;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Csirt.FaultTests;

/// <summary>Messages of other versions wait in a queue over an upgrade; and bodies that are no message at all.</summary>
[Collection(TownCollection.Name)]
public sealed class MessageVersionTests(TownFixture fixture)
{
    [Fact]
    public async Task A_message_of_an_older_version_is_read_and_what_a_newer_one_adds_is_ignored()
    {
        var stop = TestContext.Current.CancellationToken;
        var intake = fixture.Town.Services[Topology.Services.Intake];
        var cases = fixture.Town.Services[Topology.Services.Cases];
        cases.Kill();
        var reporters = await fixture.ReportAsync(1, stop);
        await reporters.AllAccepted;
        var reportId = reporters.Receipts.Values.Single().ReportId;
        var wire = new Wire(fixture.Town);
        var row = wire.SaidBy(Topology.Services.Intake, Topology.Services.Cases).Single(r => r.Body.Contains(reportId, StringComparison.Ordinal));
        var body = JsonNode.Parse(row.Body)!.AsObject();
        // Only what every version has; and something that none of today's knows.
        foreach (var optional in body.Select(p => p.Key).Except(["town", "report_id", "receipt_number", "channel", "drill", "accepted_at", "text", "times", "facts", "section_id", "reported_by"]).ToList())
        {
            body.Remove(optional);
        }

        body["added_later"] = new JsonObject { ["x"] = 1 };
        await wire.SendAsync(Topology.Services.Cases, row with { Body = body.ToJsonString() }, stop);
        await cases.StartAsync();
        await fixture.EverythingIsThereOnceAsync(reporters, stop);
        Assert.True(intake.Runs);
    }

    [Theory]
    [InlineData("unknown type", """{"messageType":["urn:message:Csirt.Platform.Messaging.RabbitMq:WireMessage"],"message":{"id":"11111111111111111111111111111111","town":"990019","key":"k","type":"ReportAccepted9","body":"{}"}}""", "ReportAccepted9")]
    [InlineData("a shape from the future", """{"messageType":["urn:message:Csirt.Platform.Messaging.RabbitMq:WireMessage"],"message":{"id":"22222222222222222222222222222222","town":"990019","key":"k","type":"ReportAccepted","body":"{\"what\":1}"}}""", "ReportAccepted")]
    [InlineData("an envelope of another kind", """{"messageType":["urn:message:Some:Other"],"message":{"a":1}}""", "unreadable")]
    [InlineData("an envelope without its fields", """{"messageType":["urn:message:Csirt.Platform.Messaging.RabbitMq:WireMessage"],"message":{"town":"990019"}}""", "unreadable")]
    [InlineData("no JSON", "これはメッセージではない", "unreadable")]
    public async Task What_this_version_cannot_read_lands_in_the_dead_letters_and_blocks_nobody(string what, string body, string type)
    {
        var stop = TestContext.Current.CancellationToken;
        var before = await DeadAsync(stop);
        var wire = new Wire(fixture.Town);
        await wire.SendRawAsync(Topology.Services.Cases, body, stop);
        var reporters = await fixture.ReportAsync(3, stop);
        var after = await Eventually.GetAsync(() => DeadAsync(stop), d => d.Count > before.Count, $"a dead letter for {what}");
        Assert.Equal(type, Assert.Single(after, d => before.All(b => b.Id != d.Id)).Type);
        await fixture.EverythingIsThereOnceAsync(reporters, stop);
        Assert.DoesNotContain("_error", await fixture.Broker.ControlAsync("list_queues", "-p", fixture.Town.VirtualHost, "name"), StringComparison.Ordinal);
        Assert.DoesNotContain("_skipped", await fixture.Broker.ControlAsync("list_queues", "-p", fixture.Town.VirtualHost, "name"), StringComparison.Ordinal);
    }

    // What could not be read is of no town, and shown to none.
    private async Task<IReadOnlyList<DeadLetter>> DeadAsync(CancellationToken stop)
    {
        await using var connection = new SqliteConnection($"Data Source={fixture.Town.DatabaseOf(Topology.Services.Cases)};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(stop);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT id, type, error FROM inbox WHERE state = 'dead'";
        await using var reader = await command.ExecuteReaderAsync(stop);
        var letters = new List<DeadLetter>();
        while (await reader.ReadAsync(stop))
        {
            letters.Add(new DeadLetter(reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        }

        return letters;
    }
}
