using Csirt.Contracts.Values;

namespace Csirt.Contracts.Messages;

/// <summary>
/// The town's directory, whole: who holds which role today, systems, outside contacts. Kept locally by every consumer,
/// so that escalation works while Directory is down. An older version is ignored.
/// </summary>
public sealed record DirectoryChanged : IMessage
{
    /// <inheritdoc />
    public required string Town { get; init; }

    /// <summary>Grows with every change.</summary>
    public required long Version { get; init; }

    /// <summary>Name of the town, e.g. 青葉町.</summary>
    public required string TownName { get; init; }

    /// <summary>Code of the prefecture that this installation also serves; null: the town reports to it by other ways.</summary>
    public string? PrefectureCode { get; init; }

    /// <summary>Reporting bodies (報告主体): mayor's departments, 教育委員会, 議会 …</summary>
    public required IReadOnlyList<Body> Bodies { get; init; }

    /// <summary>Departments (部).</summary>
    public required IReadOnlyList<Department> Departments { get; init; }

    /// <summary>Sections (課).</summary>
    public required IReadOnlyList<Section> Sections { get; init; }

    /// <summary>People and their roles.</summary>
    public required IReadOnlyList<Person> People { get; init; }

    /// <summary>Register of systems (情報システム台帳).</summary>
    public required IReadOnlyList<InformationSystem> Systems { get; init; }

    /// <summary>Outside contacts.</summary>
    public required IReadOnlyList<OutsideContact> Contacts { get; init; }

    /// <summary>First-response procedures by kind.</summary>
    public required IReadOnlyList<FirstResponse> Procedures { get; init; }

    /// <summary>Gateways through which the town can reach people besides mail, in the order in which they are tried.</summary>
    public IReadOnlyList<Gateway> Gateways { get; init; } = [];

    /// <summary>Keys of machine feeds, contractors and cloud providers; hashes only.</summary>
    public IReadOnlyList<ApiKey> ApiKeys { get; init; } = [];

    /// <summary>Absences in which the CISO accepted who stands in with privileged rights (policy 6.2(1)ウ(ウ)).</summary>
    public IReadOnlyList<AcceptedDeputy> AcceptedDeputies { get; init; } = [];

    /// <inheritdoc />
    public string Key => "directory";
}

/// <summary>報告主体: a body that reports in its own name.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Name">Name.</param>
/// <param name="UnderAppi68">法68条 binds it; false for the assembly (議会), which has a path of its own.</param>
public sealed record Body(string Id, string Name, bool UnderAppi68);

/// <summary>部局.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Name">Name.</param>
/// <param name="BodyId">報告主体 it belongs to.</param>
public sealed record Department(string Id, string Name, string BodyId);

/// <summary>課室.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Name">Name.</param>
/// <param name="DepartmentId">部局 it belongs to.</param>
/// <param name="Phone">Extension, shown on the call list.</param>
public sealed record Section(string Id, string Name, string DepartmentId, string? Phone);

/// <summary>A person of the town.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Name">Name.</param>
/// <param name="SectionId">Section.</param>
/// <param name="Mail">Mail address; null where none: found by the readiness check.</param>
/// <param name="Phone">Phone; null where none.</param>
/// <param name="Roles">Roles held, and for what.</param>
/// <param name="AbsentUntil">Absent until (UTC); null when present.</param>
/// <param name="DeputyId">Stands in while absent; null where none.</param>
/// <param name="NightPhone">Phone at night and on holidays; null where none. For the call list only.</param>
public sealed record Person(string Id, string Name, string SectionId, string? Mail, string? Phone, IReadOnlyList<RoleHeld> Roles, DateTimeOffset? AbsentUntil, string? DeputyId, string? NightPhone = null);

/// <summary>A role and what it is held for.</summary>
/// <param name="Role">Role.</param>
/// <param name="For">Section, department or system id; null where it is the whole town.</param>
public sealed record RoleHeld(Role Role, string? For);

/// <summary>A system of the register.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Name">Name.</param>
/// <param name="Zone">Network zone.</param>
/// <param name="SectionId">Section that owns it.</param>
/// <param name="Confidentiality">機密性: 3A, 3B, 3C, 2 or 1 (policy 2(1)).</param>
/// <param name="Integrity">完全性: 2 or 1.</param>
/// <param name="Availability">可用性: 2 or 1.</param>
/// <param name="RecoveryTargetHours">Recovery wanted within so many hours; null where none (可用性2 has one).</param>
/// <param name="SharedNetwork">LGWAN, 住基ネット, prefectural cloud or a ministry's system.</param>
/// <param name="ProviderContactId">Contractor or cloud provider; null where none.</param>
public sealed record InformationSystem(string Id, string Name, NetworkZone Zone, string SectionId, string Confidentiality, int Integrity, int Availability, int? RecoveryTargetHours, bool SharedNetwork, string? ProviderContactId);

/// <summary>Someone outside who may have to be told or called.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Kind">prefecture, prefecture_cloud (自治体情報セキュリティクラウド), ministry, commission, police, jlis, contractor, cloud, expert, sister_town or other.</param>
/// <param name="Name">Name.</param>
/// <param name="Mail">Mail; null where none.</param>
/// <param name="Phone">Phone; null where none.</param>
/// <param name="Fax">Fax; null where none.</param>
/// <param name="Note">How to reach them, e.g. a web form.</param>
/// <param name="NightPhone">Phone at night and on holidays; null where none.</param>
public sealed record OutsideContact(string Id, string Kind, string Name, string? Mail, string? Phone, string? Fax, string? Note, string? NightPhone = null);

/// <summary>What to do right now, by kind: the town's own text, owned by 統括 (policy 6.4(3)キ, ウ).</summary>
/// <param name="Kind">Kind of incident; null: the fallback for every other kind.</param>
/// <param name="Title">Title.</param>
/// <param name="Steps">Steps in order.</param>
/// <param name="IsLocalAdvice">Local advice, marked so; not the policy's wording.</param>
/// <param name="Source">Clause or decision it comes from.</param>
public sealed record FirstResponse(IncidentKind? Kind, string Title, IReadOnlyList<string> Steps, bool IsLocalAdvice, string Source);

/// <summary>A key with which a machine or an outside body files reports. The secret itself is never stored.</summary>
/// <param name="Id">Stable id; part of the key.</param>
/// <param name="Sha256">SHA-256 of the whole key, hexadecimal, lower case.</param>
/// <param name="Channel">Reports filed with it come through this channel.</param>
/// <param name="ContactId">Contractor or provider it was given to; null for the town's own monitoring.</param>
/// <param name="ExpiresAt">Not accepted from then on (UTC); null: no end.</param>
public sealed record ApiKey(string Id, string Sha256, Channel Channel, string? ContactId, DateTimeOffset? ExpiresAt);

/// <summary>A gateway of the town (SMS, voice, chat) that takes notifications over HTTP. Its address and secret are settings of Notification, not here.</summary>
/// <param name="Name">Stable name, e.g. <c>sms</c>.</param>
/// <param name="Title">As people call it.</param>
/// <param name="Takes">The address it needs: mail, phone, night_phone or fax.</param>
public sealed record Gateway(string Name, string Title, string Takes);

/// <summary>The CISO accepted who stands in with privileged rights.</summary>
/// <param name="PersonId">Whose rights they are.</param>
/// <param name="DeputyId">Who stands in.</param>
/// <param name="AcceptedAt">When (UTC).</param>
/// <param name="Until">End of the absence (UTC).</param>
public sealed record AcceptedDeputy(string PersonId, string DeputyId, DateTimeOffset AcceptedAt, DateTimeOffset Until);
