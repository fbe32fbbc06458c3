using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Messages;
using Csirt.Directory.Keys;
using Csirt.Directory.People;
using Csirt.Platform.Database;

namespace Csirt.Directory.Snapshots;

/// <summary>
/// Puts the directory together – the files, who is absent, which keys are in force – as its next version, and tells everyone.
/// Whatever changes one of these ends with it, in the same unit of work.
/// </summary>
internal static class DirectoryVersions
{
    private static readonly Sql Advance = new("UPDATE town SET version = version + 1 WHERE town = @town");

    private static readonly Sql SelectBase = new("SELECT version, base FROM town WHERE town = @town");

    private static readonly Sql InsertVersion = new(
        """
        INSERT INTO town_version (town, version, changed_at, changed_by, reason, document)
        VALUES (@town, @version, @changedAt, @changedBy, @reason, @document)
        """);

    /// <param name="uow">Unit of work of the change.</param>
    /// <param name="reason">Stable code of what changed.</param>
    public static async Task PublishAsync(IUnitOfWork uow, string reason)
    {
        // The update comes first: it takes the row, so that two changes at once get two versions.
        await uow.ExecuteAsync(Advance);
        var row = await uow.QuerySingleAsync<BaseRow>(SelectBase) ?? throw new InvalidOperationException($"Town {uow.Town} was never imported.");
        var set = await AbsenceTable.AllAsync(uow);
        var absences = set.Where(a => a.IsInForce(uow.Now)).ToDictionary(a => a.PersonId);
        var files = JsonSerializer.Deserialize<DirectoryChanged>(row.Base, CsirtJson.Options)!;
        var snapshot = files with
        {
            Version = row.Version,
            People = [.. files.People.Select(p => absences.TryGetValue(p.Id, out var absence) ? absence.ApplyTo(p) : p)],
            ApiKeys = await ApiKeyTable.InForceAsync(uow),
            AcceptedDeputies = [.. Accepted(set, files, uow.Now)],
        };
        await uow.ExecuteAsync(InsertVersion, new
        {
            version = row.Version,
            changedAt = uow.Now,
            changedBy = uow.Actor,
            reason,
            document = JsonSerializer.Serialize(snapshot, CsirtJson.Options),
        });
        uow.Audit("directory.changed", $"directory/{row.Version}", new { reason });
        uow.Publish(snapshot);
    }

    private static IEnumerable<AcceptedDeputy> Accepted(IReadOnlyList<Absence> absences, DirectoryChanged files, DateTimeOffset now) =>
        from absence in absences
        where absence.UntilAt > now && absence.AcceptedAt is not null
        let deputy = absence.DeputyId ?? files.People.FirstOrDefault(person => person.Id == absence.PersonId)?.DeputyId
        where deputy is not null
        orderby absence.PersonId
        select new AcceptedDeputy(absence.PersonId, deputy, absence.AcceptedAt!.Value, absence.UntilAt);

    private sealed class BaseRow
    {
        public long Version { get; init; }

        public string Base { get; init; } = string.Empty;
    }
}
