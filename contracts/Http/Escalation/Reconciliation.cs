namespace Csirt.Contracts.Http.Escalation;

/// <summary>What the reconciliation of the services found and when it ran: <c>GET /api/escalation/alarms</c>. For the board, in red.</summary>
/// <param name="AsOf">As of (UTC).</param>
/// <param name="LastCompleteAt">Start of the last run in which every service answered (UTC); null: none yet.</param>
/// <param name="LastCleanAt">Start of the last of these that found nothing (UTC); null: none yet.</param>
/// <param name="Open">Alarms that are open.</param>
/// <param name="Items">The oldest of them, at most 200; with <c>closed=true</c> the closed ones, newest first.</param>
public sealed record ReconciliationAlarms(DateTimeOffset AsOf, DateTimeOffset? LastCompleteAt, DateTimeOffset? LastCleanAt, long Open, IReadOnlyList<ReconciliationAlarm> Items);

/// <summary>A difference between services that did not go away by itself.</summary>
/// <param name="Id">Id of the alarm.</param>
/// <param name="Check">Stable code of the check that found it.</param>
/// <param name="Subject">What it is about: an id; null where the caller may not know of it.</param>
/// <param name="CaseId">Case it belongs to; null where none, or where the caller may not know of it.</param>
/// <param name="CaseNumber">Number of that case.</param>
/// <param name="Message">What does not fit, in Japanese.</param>
/// <param name="WhatToDo">What to do, in Japanese.</param>
/// <param name="Since">First seen (UTC).</param>
/// <param name="NeedsPerson">It does not end by itself: a person closes it with a reason.</param>
/// <param name="ClosedAt">Closed (UTC); null while open.</param>
/// <param name="ClosedBy">Person id, or <c>service:escalation</c> where it went away by itself.</param>
/// <param name="Reason">Why it was closed.</param>
public sealed record ReconciliationAlarm(
    string Id,
    string Check,
    string? Subject,
    string? CaseId,
    string? CaseNumber,
    string Message,
    string WhatToDo,
    DateTimeOffset Since,
    bool NeedsPerson,
    DateTimeOffset? ClosedAt,
    string? ClosedBy,
    string? Reason);

/// <summary>Closes an alarm: <c>POST /api/escalation/alarms/{id}/close</c>.</summary>
/// <param name="Reason">Why; required.</param>
public sealed record CloseAlarm(string Reason);

/// <summary>For a monitor outside: <c>GET /health/auditor</c>. 200 while everything is fresh, else 503. Figures only.</summary>
/// <param name="Healthy">Everything is fresh.</param>
/// <param name="Stale">What is not: reconciliation, differences, scheduler, outbox or due_work.</param>
/// <param name="LastCleanAt">Oldest, over the towns, of the last complete and clean reconciliations (UTC); null: one town has had none yet.</param>
/// <param name="LastTickAt">Last round of the scheduler in this process (UTC); null: none yet.</param>
/// <param name="OldestOutboxSeconds">Age of the oldest message still to be carried, of any service as of the last reconciliation and of this process's own now.</param>
/// <param name="OldestDueSeconds">How long the oldest piece of work is overdue, likewise.</param>
/// <param name="OpenAlarms">Alarms that are open, over all towns.</param>
public sealed record AuditorHealth(
    bool Healthy,
    IReadOnlyList<string> Stale,
    DateTimeOffset? LastCleanAt,
    DateTimeOffset? LastTickAt,
    long OldestOutboxSeconds,
    long OldestDueSeconds,
    long OpenAlarms);
