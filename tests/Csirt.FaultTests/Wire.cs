using System.Text;
using System.Text.Json;
using Csirt.Testing;
using Microsoft.Data.Sqlite;
using RabbitMQ.Client;

namespace Csirt.FaultTests;

/// <summary>Puts messages before a service's door by hand: said once before, of another version, or of no shape at all.</summary>
internal sealed class Wire(DistributedTown town)
{
    /// <summary>To the broker, with every right there.</summary>
    public static ConnectionFactory FactoryOf(DistributedTown town) => new() { Uri = new Uri($"amqp://guest:guest@127.0.0.1:{town.Broker.Port}/{town.VirtualHost}") };

    /// <summary>A message as a relay would send it.</summary>
    public Task SendAsync(string consumer, OutboxRow row, CancellationToken stop) => SendRawAsync(
        consumer,
        JsonSerializer.Serialize(new
        {
            messageId = Guid.ParseExact(row.Id, "N"),
            messageType = (string[])["urn:message:Csirt.Platform.Messaging.RabbitMq:WireMessage"],
            message = new { id = row.Id, town = row.Town, key = row.Key, type = row.Type, body = row.Body },
        }),
        stop);

    /// <summary>Bytes of any kind.</summary>
    public async Task SendRawAsync(string consumer, string body, CancellationToken stop)
    {
        await using var connection = await FactoryOf(town).CreateConnectionAsync(stop);
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), stop);
        var properties = new BasicProperties { ContentType = "application/vnd.masstransit+json", Persistent = true };
        await channel.BasicPublishAsync($"csirt.to.{consumer}", string.Empty, mandatory: true, properties, Encoding.UTF8.GetBytes(body), stop);
    }

    /// <summary>What a service has said to a consumer, oldest first.</summary>
    public IReadOnlyList<OutboxRow> SaidBy(string service, string consumer)
    {
        using var connection = new SqliteConnection($"Data Source={town.DatabaseOf(service)};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id, town, key, type, body FROM outbox WHERE consumer = $consumer ORDER BY seq";
        command.Parameters.AddWithValue("$consumer", consumer);
        using var reader = command.ExecuteReader();
        var rows = new List<OutboxRow>();
        while (reader.Read())
        {
            rows.Add(new OutboxRow(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4)));
        }

        return rows;
    }

    /// <summary>How much of what a service has said to a consumer is with the broker, as the service sees it, and how much is still to go out.</summary>
    public (long Settled, long Unsettled) OutboxOf(string service, string consumer)
    {
        using var connection = new SqliteConnection($"Data Source={town.DatabaseOf(service)};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(settled_at), COUNT(*) - COUNT(settled_at) FROM outbox WHERE consumer = $consumer";
        command.Parameters.AddWithValue("$consumer", consumer);
        using var reader = command.ExecuteReader();
        reader.Read();
        return (reader.GetInt64(0), reader.GetInt64(1));
    }
}

/// <summary>A message as it stands in an outbox.</summary>
internal sealed record OutboxRow(string Id, string Town, string Key, string Type, string Body)
{
    /// <summary>The same, said as if it were another message.</summary>
    public OutboxRow UnderAnotherId() => this with { Id = Guid.CreateVersion7().ToString("N") };
}
