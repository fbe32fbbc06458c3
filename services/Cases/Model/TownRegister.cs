using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Platform.Replicas;

namespace Csirt.Cases.Model;

/// <summary>The local copy of the directory as commands ask it; knows nothing as long as none has arrived.</summary>
internal sealed class TownRegister(TownDirectory? directory)
{
    internal static TownRegister Unknown { get; } = new(null);

    internal bool IsKnown => directory is not null;

    internal InformationSystem? System(string id) => directory?.System(id);

    internal Person? Person(string id) => directory?.Person(id);

    internal Section? Section(string? id) => directory?.Section(id);

    internal Department? DepartmentOf(string? sectionId) => directory?.Department(Section(sectionId)?.DepartmentId);

    internal bool HasBody(string id) => directory?.Body(id) is not null;

    /// <summary>Who holds one of these roles, in the order of the roles.</summary>
    internal IEnumerable<Person> HoldersOf(params IReadOnlyList<Role> roles) => directory is null ? [] : roles.SelectMany(role => directory.Holders(role)).Distinct();

    internal bool Holds(string personId, params ReadOnlySpan<Role> roles)
    {
        foreach (var role in roles)
        {
            if (Person(personId)?.Roles.Any(held => held.Role == role) == true)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Name of a person, section, department, body or system; null where the id is not known.</summary>
    internal string? NameOf(string id) =>
        Person(id)?.Name ?? System(id)?.Name ?? Section(id)?.Name ?? directory?.Department(id)?.Name ?? directory?.Body(id)?.Name;

    internal string NameOrId(string id) => NameOf(id) ?? id;
}
