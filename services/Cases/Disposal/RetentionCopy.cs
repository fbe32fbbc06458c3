using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Messages;
using Csirt.Platform.Database;
using Csirt.Platform.Messaging;

namespace Csirt.Cases.Disposal;

/// <summary>The town's retention periods as Escalation last told them.</summary>
internal static class RetentionCopy
{
    private static readonly Sql Select = new("SELECT document FROM retention_copy WHERE town = @town");

    private static readonly Sql Update = new("UPDATE retention_copy SET version = @version, document = @document WHERE town = @town AND version < @version");

    private static readonly Sql Insert = new(
        "INSERT INTO retention_copy (town, version, document) SELECT @town, @version, @document WHERE NOT EXISTS (SELECT 1 FROM retention_copy WHERE town = @town)");

    /// <summary>Empty where none were told yet: then nothing is due.</summary>
    internal static async Task<IReadOnlyList<RetentionPeriod>> FindAsync(IReadSession session) =>
        await session.QuerySingleAsync<string>(Select) is { } document ? JsonSerializer.Deserialize<RetentionChanged>(document, CsirtJson.Options)!.Periods : [];

    internal static async Task StoreAsync(IUnitOfWork uow, RetentionChanged message)
    {
        var row = new { message.Version, document = JsonSerializer.Serialize(message, CsirtJson.Options) };
        if (await uow.ExecuteAsync(Update, row) == 0)
        {
            await uow.ExecuteAsync(Insert, row);
        }
    }
}

/// <summary>Keeps what Escalation tells of the retention periods.</summary>
internal sealed class KeepRetention : IMessageHandler<RetentionChanged>
{
    public Task HandleAsync(RetentionChanged message, IUnitOfWork uow) => RetentionCopy.StoreAsync(uow, message);
}
