using System.Text.Json;
using Csirt.Cases.Model;
using Csirt.Platform.Database;

namespace Csirt.Cases.Storage;

/// <summary>Who is named in a case, and which systems: rows for the board, which shows each person only what is theirs to see.</summary>
internal static class CasePeople
{
    internal const string Handler = "handler";
    internal const string Implicated = "implicated";

    private static readonly Sql DeletePeople = new("DELETE FROM case_person WHERE town = @town AND case_id = @id") { Types = "@id CHAR(32)" };

    private static readonly Sql InsertPeople = new(
        "INSERT INTO case_person (town, case_id, person_id, part) SELECT @town, @id, value, @part FROM json_each(@people)",
        "INSERT INTO case_person (town, case_id, person_id, part) SELECT @town, @id, value, @part FROM OPENJSON(@people)")
    { Types = "@id CHAR(32)" };

    private static readonly Sql DeleteSystems = new("DELETE FROM case_system WHERE town = @town AND case_id = @id") { Types = "@id CHAR(32)" };

    private static readonly Sql InsertSystems = new(
        "INSERT INTO case_system (town, case_id, system_id) SELECT @town, @id, value FROM json_each(@systems)",
        "INSERT INTO case_system (town, case_id, system_id) SELECT @town, @id, value FROM OPENJSON(@systems)")
    { Types = "@id CHAR(32)" };

    internal static async Task KeepAsync(IUnitOfWork uow, CaseDocument? before, CaseDocument c)
    {
        if (!Same(before?.HandlerIds, c.HandlerIds) || !Same(before?.ImplicatedIds, c.ImplicatedIds))
        {
            await uow.ExecuteAsync(DeletePeople, new { c.Id });
            await AddAsync(uow, c.Id, Handler, c.HandlerIds);
            await AddAsync(uow, c.Id, Implicated, c.ImplicatedIds);
        }

        var systems = Systems(c);
        if (!Same(before is null ? null : Systems(before), systems))
        {
            await uow.ExecuteAsync(DeleteSystems, new { c.Id });
            await uow.ExecuteAsync(InsertSystems, new { c.Id, systems = JsonSerializer.Serialize(systems) });
        }
    }

    /// <summary>Systems concerned, and those a シス管 was asked about.</summary>
    internal static IReadOnlyList<string> Systems(CaseDocument c) =>
        [.. c.Systems.Select(s => s.SystemId).Concat(c.Instructions.Select(i => i.SystemId).OfType<string>()).Distinct()];

    private static async Task AddAsync(IUnitOfWork uow, string id, string part, IReadOnlyList<string> people)
    {
        if (people.Count > 0)
        {
            await uow.ExecuteAsync(InsertPeople, new { id, part, people = JsonSerializer.Serialize(people) });
        }
    }

    private static bool Same(IReadOnlyList<string>? before, IReadOnlyList<string> now) => (before ?? []).SequenceEqual(now);
}
