using System.Text.Json;
using Csirt.Contracts.Messages;
using Csirt.Platform.Database;

namespace Csirt.Directory.People;

/// <summary>An absence that was set, begun or not.</summary>
internal sealed class Absence
{
    public string PersonId { get; init; } = string.Empty;

    public DateTimeOffset FromAt { get; init; }

    public DateTimeOffset UntilAt { get; init; }

    public string? DeputyId { get; init; }

    /// <summary>The CISO accepted the deputy (policy 6.2(1)ウ(ウ)).</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    public bool IsInForce(DateTimeOffset now) => FromAt <= now && now < UntilAt;

    public Person ApplyTo(Person person) => person with { AbsentUntil = UntilAt, DeputyId = DeputyId ?? person.DeputyId };
}

internal static class AbsenceTable
{
    public static Migration Migration { get; } = new(102, "absences", new Sql(
        """
        CREATE TABLE absence (
            town TEXT NOT NULL, person_id TEXT NOT NULL, from_at INTEGER NOT NULL, until_at INTEGER NOT NULL, deputy_id TEXT, accepted_at INTEGER,
            PRIMARY KEY (town, person_id)) STRICT, WITHOUT ROWID;
        """,
        """
        CREATE TABLE absence (
            town CHAR(6) NOT NULL, person_id VARCHAR(32) NOT NULL, from_at BIGINT NOT NULL, until_at BIGINT NOT NULL, deputy_id VARCHAR(32), accepted_at BIGINT,
            PRIMARY KEY (town, person_id));
        """));

    private static readonly Sql SelectAll = new("SELECT person_id, from_at, until_at, deputy_id, accepted_at FROM absence WHERE town = @town");

    private static readonly Sql DeleteOne = new("DELETE FROM absence WHERE town = @town AND person_id = @personId");

    private static readonly Sql InsertOne = new(
        "INSERT INTO absence (town, person_id, from_at, until_at, deputy_id) VALUES (@town, @personId, @from, @until, @deputyId)")
    { Types = "@from BIGINT, @until BIGINT" };

    private static readonly Sql AcceptOne = new("UPDATE absence SET accepted_at = @now WHERE town = @town AND person_id = @personId AND accepted_at IS NULL");

    private static readonly Sql DeleteLeavers = new(
        "DELETE FROM absence WHERE town = @town AND person_id NOT IN (SELECT value FROM json_each(@people))",
        "DELETE FROM absence WHERE town = @town AND person_id NOT IN (SELECT CAST(value AS VARCHAR(32)) FROM OPENJSON(@people))");

    private static readonly Sql ForgetLeavers = new(
        "UPDATE absence SET deputy_id = NULL WHERE town = @town AND deputy_id NOT IN (SELECT value FROM json_each(@people))",
        "UPDATE absence SET deputy_id = NULL WHERE town = @town AND deputy_id NOT IN (SELECT CAST(value AS VARCHAR(32)) FROM OPENJSON(@people))");

    public static Task<IReadOnlyList<Absence>> AllAsync(IReadSession session) => session.QueryAsync<Absence>(SelectAll);

    public static async Task SetAsync(IUnitOfWork uow, string personId, DateTimeOffset from, DateTimeOffset until, string? deputyId)
    {
        await uow.ExecuteAsync(DeleteOne, new { personId });
        await uow.ExecuteAsync(InsertOne, new { personId, from, until, deputyId });
    }

    public static async Task<bool> EndAsync(IUnitOfWork uow, string personId) => await uow.ExecuteAsync(DeleteOne, new { personId }) > 0;

    public static async Task<bool> AcceptAsync(IUnitOfWork uow, string personId) => await uow.ExecuteAsync(AcceptOne, new { personId, now = uow.Now }) > 0;

    /// <summary>People who left take their absences along, and stand in for nobody.</summary>
    public static async Task DropLeaversAsync(IUnitOfWork uow, IEnumerable<string> people)
    {
        var list = new { people = JsonSerializer.Serialize(people) };
        await uow.ExecuteAsync(DeleteLeavers, list);
        await uow.ExecuteAsync(ForgetLeavers, list);
    }
}
