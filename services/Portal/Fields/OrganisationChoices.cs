using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Values;

namespace Csirt.Portal.Fields;

/// <summary>The town's sections, systems and people as choices.</summary>
internal static class OrganisationChoices
{
    public static IReadOnlyList<Choice> Sections(Organisation organisation)
    {
        var departments = organisation.Departments.ToDictionary(d => d.Id, d => d.Name);
        return [.. organisation.Sections.Select(s => new Choice(s.Id, s.Name, departments.GetValueOrDefault(s.DepartmentId)))];
    }

    public static IReadOnlyList<Choice> Bodies(Organisation organisation) => [.. organisation.Bodies.Select(b => new Choice(b.Id, b.Name))];

    public static IReadOnlyList<Choice> Systems(IReadOnlyList<SystemEntry> systems) =>
        [.. systems.OrderBy(s => s.System.Zone).Select(s => new Choice(s.System.Id, s.System.Name, s.System.Zone.InJapanese(), s.SectionName))];

    public static IReadOnlyList<Choice> People(IReadOnlyList<PersonEntry> people) => [.. people.Select(p => new Choice(p.Id, p.Name, p.SectionName))];
}
