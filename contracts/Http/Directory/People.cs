using Csirt.Contracts.Values;

namespace Csirt.Contracts.Http.Directory;

/// <summary>The signed-in person: <c>GET /api/directory/me</c>.</summary>
/// <param name="PersonId">Directory id: the subject of the token.</param>
/// <param name="Name">Name.</param>
/// <param name="UserName">User name.</param>
/// <param name="Town">全国地方公共団体コード.</param>
/// <param name="TownName">Name of the town.</param>
/// <param name="SectionId">Section.</param>
/// <param name="SectionName">Name of the section.</param>
/// <param name="DepartmentId">Department.</param>
/// <param name="DepartmentName">Name of the department.</param>
/// <param name="BodyId">Reporting body (報告主体).</param>
/// <param name="BodyName">Name of the reporting body.</param>
/// <param name="Roles">Roles in force today, those of absent persons whom one stands in for included.</param>
public sealed record WhoAmI(
    string PersonId,
    string Name,
    string UserName,
    string Town,
    string TownName,
    string SectionId,
    string SectionName,
    string DepartmentId,
    string DepartmentName,
    string BodyId,
    string BodyName,
    IReadOnlyList<RoleEntry> Roles);

/// <summary>A role held, readable.</summary>
/// <param name="Role">Role.</param>
/// <param name="RoleName">The policy's name of it.</param>
/// <param name="For">Section, department or system id; null where it is the whole town.</param>
/// <param name="ForName">Its name.</param>
/// <param name="StandingInForId">Absent person whose role it is; null where it is one's own.</param>
public sealed record RoleEntry(Role Role, string RoleName, string? For, string? ForName, string? StandingInForId = null);

/// <summary>
/// A person of the town: <c>GET /api/directory/people</c> (<c>?section=</c>, <c>?department=</c>, <c>?role=</c>, <c>?q=</c>
/// part of name, mail or extension) and <c>GET /api/directory/people/{id}</c>.
/// </summary>
/// <param name="Id">Directory id.</param>
/// <param name="Name">Name.</param>
/// <param name="SectionId">Section.</param>
/// <param name="SectionName">Name of the section.</param>
/// <param name="DepartmentId">Department.</param>
/// <param name="DepartmentName">Name of the department.</param>
/// <param name="Mail">Mail; null where none.</param>
/// <param name="Phone">Phone in office hours; null where none.</param>
/// <param name="Roles">Roles held.</param>
/// <param name="AbsentFrom">Absent from (UTC); null where no absence is set.</param>
/// <param name="AbsentUntil">Absent until (UTC); null where no absence is set.</param>
/// <param name="DeputyId">Stands in while absent.</param>
/// <param name="DeputyName">Name of the deputy.</param>
/// <param name="MayChangeAbsence">The caller may set this person's absence: oneself, one's superior, 統括, the CISO, the operator.</param>
/// <param name="DeputyNeedsAcceptance">
/// The deputy gets the rights of 統括 or シス管 only once the CISO accepts: <c>POST …/absence/acceptance</c> (policy 6.2(1)ウ(ウ)).
/// </param>
public sealed record PersonEntry(
    string Id,
    string Name,
    string SectionId,
    string SectionName,
    string DepartmentId,
    string DepartmentName,
    string? Mail,
    string? Phone,
    IReadOnlyList<RoleEntry> Roles,
    DateTimeOffset? AbsentFrom,
    DateTimeOffset? AbsentUntil,
    string? DeputyId,
    string? DeputyName,
    bool MayChangeAbsence,
    bool DeputyNeedsAcceptance);

/// <summary>
/// <c>PUT /api/directory/people/{id}/absence</c>, by the person, their 管理者 or 責任者, 統括, the CISO or the operator;
/// <c>DELETE</c> ends it; <c>POST …/acceptance</c> is the CISO's acceptance of the deputy (409 <c>nothing_to_accept</c>). All answer with the <see cref="PersonEntry"/> as it then stands.
/// </summary>
/// <param name="Until">Absent until (UTC offset of the caller's choice); at most a year ahead.</param>
/// <param name="From">Absent from; now where left out.</param>
/// <param name="DeputyId">Who stands in; the person's standing deputy where left out.</param>
public sealed record SetAbsence(DateTimeOffset Until, DateTimeOffset? From = null, string? DeputyId = null);

/// <summary>
/// An absence that runs or is to come: <c>GET /api/directory/absences</c>, the earliest first.
/// </summary>
/// <param name="PersonId">Who is absent, by directory id.</param>
/// <param name="Name">Name.</param>
/// <param name="SectionName">Section.</param>
/// <param name="Roles">Roles held.</param>
/// <param name="From">Absent from (UTC).</param>
/// <param name="Until">Absent until (UTC), exclusive.</param>
/// <param name="DeputyId">Deputy for this time; null where none.</param>
/// <param name="DeputyName">Name of the deputy.</param>
/// <param name="NeedsStandIn">A role held is told of incidents: somebody must stand in.</param>
/// <param name="StandIns">Who is told instead, from now or from the beginning to the end without a gap.</param>
/// <param name="DeputyNeedsAcceptance">The rights of 統括 or シス管 pass once the CISO accepts the deputy (policy 6.2(1)ウ(ウ)).</param>
/// <param name="MayChange">The caller may change and end it.</param>
/// <param name="MayAccept">The caller may accept the deputy.</param>
public sealed record AbsenceEntry(
    string PersonId,
    string Name,
    string SectionName,
    IReadOnlyList<RoleEntry> Roles,
    DateTimeOffset From,
    DateTimeOffset Until,
    string? DeputyId,
    string? DeputyName,
    bool NeedsStandIn,
    IReadOnlyList<StandInTurn> StandIns,
    bool DeputyNeedsAcceptance,
    bool MayChange,
    bool MayAccept);

/// <summary>Who is told instead of an absent person for a time. Another than the deputy: the deputy is away, and no rights pass.</summary>
/// <param name="From">From (UTC).</param>
/// <param name="Until">Until (UTC), exclusive.</param>
/// <param name="PersonId">Directory id; null where every deputy of the chain is away.</param>
/// <param name="Name">Name; null where nobody.</param>
public sealed record StandInTurn(DateTimeOffset From, DateTimeOffset Until, string? PersonId, string? Name);
