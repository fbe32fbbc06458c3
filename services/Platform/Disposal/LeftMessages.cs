using System.Text.Json;
using Csirt.Platform.Database;

namespace Csirt.Platform.Disposal;

/// <summary>
/// Messages about something that is disposed of which could never be handled: dead letters keep their content, and go with it. What
/// was handled is kept without content, and the outbox is emptied by its own period.
/// </summary>
public static class LeftMessages
{
    private static readonly Sql DeleteDead = new(
        "DELETE FROM inbox WHERE town = @town AND state = 'dead' AND [key] IN (SELECT value FROM json_each(@keys))",
        "DELETE FROM inbox WHERE town = @town AND state = 'dead' AND [key] IN (SELECT CAST(value AS VARCHAR(64)) FROM OPENJSON(@keys))");

    /// <summary>Removes the dead letters about any of these.</summary>
    public static Task RemoveAsync(IUnitOfWork uow, IEnumerable<string> keys) => uow.ExecuteAsync(DeleteDead, new { keys = JsonSerializer.Serialize(keys) });
}
