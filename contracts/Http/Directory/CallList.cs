using Csirt.Contracts.Values;

namespace Csirt.Contracts.Http.Directory;

/// <summary>
/// 緊急連絡網, ready to print: <c>GET /api/directory/call-list</c>. Covers CISO, 統括, 責任者, 管理者, シス管 and 担当者
/// (policy 1(2)キ), the CSIRT, the contact point and whoever is outside.
/// </summary>
/// <param name="Town">全国地方公共団体コード.</param>
/// <param name="TownName">Name of the town.</param>
/// <param name="Version">Version of the directory.</param>
/// <param name="AsOf">As of (UTC).</param>
/// <param name="Groups">Groups in calling order, each with its people.</param>
/// <param name="Contacts">Outside contacts.</param>
public sealed record CallList(string Town, string TownName, long Version, DateTimeOffset AsOf, IReadOnlyList<CallGroup> Groups, IReadOnlyList<OutsideCall> Contacts);

/// <summary>A group of the call list.</summary>
/// <param name="Role">Role.</param>
/// <param name="RoleName">The policy's name of it.</param>
/// <param name="Entries">Holders.</param>
public sealed record CallGroup(Role Role, string RoleName, IReadOnlyList<CallEntry> Entries);

/// <summary>Someone to call.</summary>
/// <param name="PersonId">Directory id.</param>
/// <param name="Name">Name.</param>
/// <param name="SectionName">Section.</param>
/// <param name="ForNames">What the role is held for; empty where it is the whole town.</param>
/// <param name="Phone">Phone in office hours.</param>
/// <param name="NightPhone">Phone at night and on holidays.</param>
/// <param name="Mail">Mail.</param>
/// <param name="AbsentUntil">Absent until (UTC); null when present.</param>
/// <param name="DeputyName">Whom to call instead while absent.</param>
/// <param name="DeputyPhone">The deputy's phone: at night and on holidays where there is one.</param>
public sealed record CallEntry(
    string PersonId,
    string Name,
    string SectionName,
    IReadOnlyList<string> ForNames,
    string? Phone,
    string? NightPhone,
    string? Mail,
    DateTimeOffset? AbsentUntil,
    string? DeputyName,
    string? DeputyPhone);

/// <summary>An outside contact of the call list.</summary>
/// <param name="ContactId">Directory id.</param>
/// <param name="Kind">Kind of contact.</param>
/// <param name="Name">Name.</param>
/// <param name="Phone">Phone.</param>
/// <param name="NightPhone">Phone at night and on holidays.</param>
/// <param name="Mail">Mail.</param>
/// <param name="Fax">Fax.</param>
/// <param name="Note">How to reach them.</param>
/// <param name="SystemNames">Systems for which they are the contractor or provider.</param>
public sealed record OutsideCall(string ContactId, string Kind, string Name, string? Phone, string? NightPhone, string? Mail, string? Fax, string? Note, IReadOnlyList<string> SystemNames);

/// <summary>What would go wrong in an emergency, found beforehand: <c>GET /api/directory/readiness</c>.</summary>
/// <param name="AsOf">As of (UTC).</param>
/// <param name="Ready">Nothing was found.</param>
/// <param name="Findings">What was found, the gravest first.</param>
public sealed record Readiness(DateTimeOffset AsOf, bool Ready, IReadOnlyList<ReadinessFinding> Findings);

/// <summary>A gap in the contact network.</summary>
/// <param name="Code">
/// Stable code: <c>role_without_holder</c>, <c>section_without_manager</c>, <c>department_without_head</c>, <c>system_without_manager</c>,
/// <c>holder_without_channel</c>, <c>holder_without_mail</c>, <c>holder_without_night_phone</c>, <c>absent_without_deputy</c>, <c>deputy_absent</c>,
/// <c>contact_without_channel</c>, <c>contact_kind_missing</c>, <c>single_approver</c>, <c>auditor_not_independent</c>, <c>system_without_recovery_target</c>,
/// <c>role_holder_without_account</c>, <c>key_expires_soon</c>.
/// </param>
/// <param name="Grave">Someone the policy names could not be reached.</param>
/// <param name="Subject">What it is about, by directory id: a person, section, department, system, contact or key; null for a role.</param>
/// <param name="Role">Role it is about; null where it is none.</param>
/// <param name="Message">Japanese sentence: what is missing and what to do.</param>
public sealed record ReadinessFinding(string Code, bool Grave, string? Subject, Role? Role, string Message);
