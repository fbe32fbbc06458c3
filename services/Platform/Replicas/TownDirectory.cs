using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;

namespace Csirt.Platform.Replicas;

/// <summary>A town's directory as a service knows it, ready to look things up in.</summary>
public sealed class TownDirectory
{
    private readonly Dictionary<string, Section> _sections;
    private readonly Dictionary<string, Department> _departments;
    private readonly Dictionary<string, Body> _bodies;
    private readonly Dictionary<string, Person> _people;
    private readonly Dictionary<string, InformationSystem> _systems;
    private readonly Dictionary<string, OutsideContact> _contacts;

    /// <summary>Over a snapshot.</summary>
    public TownDirectory(DirectoryChanged snapshot)
    {
        Snapshot = snapshot;
        _sections = snapshot.Sections.ToDictionary(s => s.Id);
        _departments = snapshot.Departments.ToDictionary(d => d.Id);
        _bodies = snapshot.Bodies.ToDictionary(b => b.Id);
        _people = snapshot.People.ToDictionary(p => p.Id);
        _systems = snapshot.Systems.ToDictionary(s => s.Id);
        _contacts = snapshot.Contacts.ToDictionary(c => c.Id);
    }

    /// <summary>The snapshot as it came.</summary>
    public DirectoryChanged Snapshot { get; }

    /// <summary>Section of that id, or null.</summary>
    public Section? Section(string? id) => id is null ? null : _sections.GetValueOrDefault(id);

    /// <summary>Department of that id, or null.</summary>
    public Department? Department(string? id) => id is null ? null : _departments.GetValueOrDefault(id);

    /// <summary>Reporting body (報告主体) of that id, or null.</summary>
    public Body? Body(string? id) => id is null ? null : _bodies.GetValueOrDefault(id);

    /// <summary>Person of that id, or null.</summary>
    public Person? Person(string? id) => id is null ? null : _people.GetValueOrDefault(id);

    /// <summary>System of that id, or null.</summary>
    public InformationSystem? System(string? id) => id is null ? null : _systems.GetValueOrDefault(id);

    /// <summary>Outside contact of that id, or null.</summary>
    public OutsideContact? Contact(string? id) => id is null ? null : _contacts.GetValueOrDefault(id);

    /// <summary>People who hold a role for something (or for the whole town where <paramref name="heldFor"/> is null).</summary>
    public IEnumerable<Person> Holders(Role role, string? heldFor = null) =>
        Snapshot.People.Where(p => p.Roles.Any(r => r.Role == role && (heldFor is null || r.For == heldFor)));
}
