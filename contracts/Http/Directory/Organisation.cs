using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;

namespace Csirt.Contracts.Http.Directory;

/// <summary>The town's organisation: <c>GET /api/directory/organisation</c>, for choices in forms.</summary>
/// <param name="Town">全国地方公共団体コード.</param>
/// <param name="TownName">Name of the town.</param>
/// <param name="Version">Version of the directory.</param>
/// <param name="Bodies">Reporting bodies (報告主体).</param>
/// <param name="Departments">Departments (部局).</param>
/// <param name="Sections">Sections (課室).</param>
public sealed record Organisation(string Town, string TownName, long Version, IReadOnlyList<Body> Bodies, IReadOnlyList<Department> Departments, IReadOnlyList<Section> Sections);

/// <summary>
/// A system of the register: <c>GET /api/directory/systems</c> (<c>?zone=</c>, <c>?section=</c>, <c>?q=</c>) and
/// <c>GET /api/directory/systems/{id}</c>.
/// </summary>
/// <param name="System">As registered.</param>
/// <param name="SectionName">Section that owns it.</param>
/// <param name="ManagerIds">Its シス管, by directory id.</param>
/// <param name="OperatorIds">Its 担当者, by directory id.</param>
/// <param name="ProviderName">Contractor or cloud provider; null where none.</param>
public sealed record SystemEntry(InformationSystem System, string SectionName, IReadOnlyList<string> ManagerIds, IReadOnlyList<string> OperatorIds, string? ProviderName)
{
    /// <summary>Its シス管 and how to reach them; empty from a service that does not tell yet.</summary>
    public IReadOnlyList<SystemContact> Managers { get; init; } = [];

    /// <summary>Its 担当者 and how to reach them; empty from a service that does not tell yet.</summary>
    public IReadOnlyList<SystemContact> Operators { get; init; } = [];

    /// <summary>Contractor or cloud provider; null where none. Night phones stand on the call list.</summary>
    public OutsideContact? Provider { get; init; }
}

/// <summary>Someone of the town who answers for a system.</summary>
/// <param name="PersonId">Directory id.</param>
/// <param name="Name">Name.</param>
/// <param name="Phone">Phone in office hours; null where none.</param>
/// <param name="Mail">Mail; null where none.</param>
/// <param name="AbsentUntil">Absent until (UTC); null when present.</param>
/// <param name="DeputyName">Whom to call instead while absent; null where nobody, or when present.</param>
public sealed record SystemContact(string PersonId, string Name, string? Phone, string? Mail, DateTimeOffset? AbsentUntil, string? DeputyName);

/// <summary>
/// What to do right now, for one kind: <c>GET /api/directory/procedures</c>. The town's own procedure; where it has none for the
/// kind, the policy's wording; where that has none either, the general one (policy 6.4(3)キ, ウ).
/// </summary>
/// <param name="Kind">Kind of incident; null: kind not known.</param>
/// <param name="Procedures">To be shown in this order; local advice is marked in each.</param>
public sealed record ProceduresForKind(IncidentKind? Kind, IReadOnlyList<FirstResponse> Procedures);
