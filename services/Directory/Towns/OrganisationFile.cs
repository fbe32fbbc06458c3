using Csirt.Contracts.Messages;

namespace Csirt.Directory.Towns;

/// <summary>organisation.yaml: reporting bodies (報告主体), departments (部局), sections (課室).</summary>
internal sealed record OrganisationFile(IReadOnlyList<Body> Bodies, IReadOnlyList<Department> Departments, IReadOnlyList<Section> Sections)
{
    public IReadOnlySet<string> SectionIds { get; } = Sections.Select(s => s.Id).ToHashSet();

    public IReadOnlySet<string> DepartmentIds { get; } = Departments.Select(d => d.Id).ToHashSet();

    public static OrganisationFile Read(Entry file)
    {
        HashSet<string> ids = [];
        List<Body> bodies = [];
        List<Department> departments = [];
        List<Section> sections = [];
        foreach (var body in file.Entries("bodies"))
        {
            bodies.Add(new Body(body.ReadId(ids), body.Text("name"), body.Flag("under_appi68")));
            if (body.OptionalText("under_appi68") is null)
            {
                body.Error("id", "「under_appi68」がありません。個人情報保護法第68条の適用を受ける機関は true、議会は false と書いてください。");
            }

            foreach (var department in body.Entries("departments"))
            {
                ReadDepartment(department, bodies[^1].Id, ids, departments, sections);
            }

            body.Done();
        }

        if (sections.Count == 0)
        {
            file.Error("bodies", "課室が1つもありません。");
        }

        file.Done();
        return new OrganisationFile(bodies, departments, sections);
    }

    private static void ReadDepartment(Entry entry, string bodyId, HashSet<string> ids, List<Department> departments, List<Section> sections)
    {
        var department = new Department(entry.ReadId(ids), entry.Text("name"), bodyId);
        departments.Add(department);
        foreach (var section in entry.Entries("sections"))
        {
            sections.Add(new Section(section.ReadId(ids), section.Text("name"), department.Id, section.ReadPhone("phone")));
            section.Done();
        }

        entry.Done();
    }
}
