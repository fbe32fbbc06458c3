using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;

namespace Csirt.Cases.Model;

/// <summary>Who commands, when, and what the town looks like: all that a command knows besides the case and the request.</summary>
/// <param name="By">Person id of the caller.</param>
/// <param name="Roles">Roles the caller holds.</param>
/// <param name="Now">Now (UTC).</param>
/// <param name="Town">The local copy of the directory.</param>
internal sealed record Context(string By, IReadOnlyList<RoleHeld> Roles, DateTimeOffset Now, TownRegister Town)
{
    internal bool Holds(params ReadOnlySpan<Role> roles)
    {
        foreach (var role in roles)
        {
            if (Roles.Any(held => held.Role == role))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A line for what happens right now.</summary>
    internal TimelineLine Line(string code, string text) => new(code, text, FactTime.At(Now), false);
}

/// <summary>Look-ups in the local copy of the directory; empty as long as none has arrived.</summary>
internal sealed class TownRegister
{
    private readonly Dictionary<string, InformationSystem> _systems;
    private readonly Dictionary<string, Person> _people;
    private readonly Dictionary<string, Section> _sections;
    private readonly Dictionary<string, Department> _departments;
    private readonly Dictionary<string, Body> _bodies;

    internal TownRegister(DirectoryChanged? directory)
    {
        IsKnown = directory is not null;
        _systems = (directory?.Systems ?? []).ToDictionary(s => s.Id);
        _people = (directory?.People ?? []).ToDictionary(p => p.Id);
        _sections = (directory?.Sections ?? []).ToDictionary(s => s.Id);
        _departments = (directory?.Departments ?? []).ToDictionary(d => d.Id);
        _bodies = (directory?.Bodies ?? []).ToDictionary(b => b.Id);
    }

    internal static TownRegister Unknown { get; } = new(null);

    internal bool IsKnown { get; }

    internal InformationSystem? System(string id) => _systems.GetValueOrDefault(id);

    internal Person? Person(string id) => _people.GetValueOrDefault(id);

    internal Section? Section(string? id) => id is null ? null : _sections.GetValueOrDefault(id);

    internal Department? DepartmentOf(string? sectionId) => Section(sectionId) is { } section ? _departments.GetValueOrDefault(section.DepartmentId) : null;

    internal bool HasBody(string id) => _bodies.ContainsKey(id);

    /// <summary>Who holds one of these roles, in the order of the roles.</summary>
    internal IEnumerable<Person> HoldersOf(params IReadOnlyList<Role> roles) =>
        roles.SelectMany(role => _people.Values.Where(p => p.Roles.Any(held => held.Role == role))).Distinct();

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
        Person(id)?.Name ?? System(id)?.Name ?? Section(id)?.Name ?? _departments.GetValueOrDefault(id)?.Name ?? _bodies.GetValueOrDefault(id)?.Name;

    internal string NameOrId(string id) => NameOf(id) ?? id;
}
