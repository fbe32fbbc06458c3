using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Values;

namespace Csirt.Contracts.Http.Cases;

/// <summary>
/// 紙の一式, as it would be written now: <c>GET /api/cases/paper-pack</c>. For when the network is off (policy 1(2)キ, 7.3(1)): the
/// contact tree and the open cases; blank forms are added on paper. The same is written to a folder of the town every day.
/// </summary>
/// <param name="TownName">Name of the town.</param>
/// <param name="AsOf">As of (UTC).</param>
/// <param name="CallList">緊急連絡網.</param>
/// <param name="Cases">Open cases, the nearest deadline first; at most 300.</param>
/// <param name="More">Open cases beyond these.</param>
/// <param name="Withheld">Open cases that are not on paper: restricted ones, and those from which someone is shut out. Their handlers know of them.</param>
public sealed record PaperPack(string TownName, DateTimeOffset AsOf, CallList CallList, IReadOnlyList<PaperCase> Cases, int More, int Withheld);

/// <summary>An open case on paper.</summary>
/// <param name="Number">Number.</param>
/// <param name="Drill">A drill (訓練).</param>
/// <param name="Title">Title.</param>
/// <param name="Stage">Stage.</param>
/// <param name="Severity">Severity; null before assessment.</param>
/// <param name="OpenedAt">Opened (UTC).</param>
/// <param name="NextDeadline">Next target or limit (exclusive end, UTC); null: none.</param>
/// <param name="Overdue">A limit has passed.</param>
/// <param name="WaitedFor">Who or what is waited for; null: nobody.</param>
public sealed record PaperCase(string Number, bool Drill, string Title, CaseStage Stage, Severity? Severity, DateTimeOffset OpenedAt, DateTimeOffset? NextDeadline, bool Overdue, string? WaitedFor);

/// <summary>How the daily writing stands: <c>GET /api/cases/paper-pack/state</c>. For the board.</summary>
/// <param name="MadeAt">Last written (UTC); null: never.</param>
/// <param name="WantedAt">Last due (UTC); null: not yet.</param>
/// <param name="Late">It was due and is not written.</param>
/// <param name="Error">Why not, in Japanese; null where nothing went wrong.</param>
/// <param name="Folder">Where it is written, on the server: told to those who look after the installation, null for others.</param>
public sealed record PaperPackState(DateTimeOffset? MadeAt, DateTimeOffset? WantedAt, bool Late, string? Error, string? Folder);
