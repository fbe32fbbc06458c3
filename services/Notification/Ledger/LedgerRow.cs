using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Http.Notification;
using Csirt.Contracts.Values;

namespace Csirt.Notification.Ledger;

/// <summary>A row of the ledger, as statements that list <see cref="Columns"/> give it.</summary>
internal sealed class LedgerRow
{
    /// <summary>Every column that people and mails need.</summary>
    public const string Columns =
        "seq, town, id, case_id, case_number, drill, by_rule, rule_id, basis, person_id, contact_id, gateway, test, roles, subject, wanted, body, "
        + "digest, needs_acknowledgement, acknowledge_by_at, requested_at, state, state_at, version, closed, code, secret_hash, "
        + "trace_parent, mail_id, setbacks, error, sent_at, overdue_at, acknowledged_at, acknowledged_how, acknowledged_by, "
        + "acknowledgement_recorded_by, acknowledgement_recorded_at, acknowledgement_note";

    /// <summary>The same, as <c>OUTPUT</c> names them.</summary>
    public const string InsertedColumns =
        "inserted.seq, inserted.town, inserted.id, inserted.case_id, inserted.case_number, inserted.drill, inserted.by_rule, "
        + "inserted.rule_id, inserted.basis, inserted.person_id, inserted.contact_id, inserted.gateway, inserted.test, inserted.roles, inserted.subject, "
        + "inserted.wanted, inserted.body, inserted.digest, inserted.needs_acknowledgement, inserted.acknowledge_by_at, "
        + "inserted.requested_at, inserted.state, inserted.state_at, inserted.version, inserted.closed, inserted.code, "
        + "inserted.secret_hash, inserted.trace_parent, inserted.mail_id, inserted.setbacks, inserted.error, inserted.sent_at, "
        + "inserted.overdue_at, inserted.acknowledged_at, inserted.acknowledged_how, inserted.acknowledged_by, "
        + "inserted.acknowledgement_recorded_by, inserted.acknowledgement_recorded_at, inserted.acknowledgement_note";

    public long Seq { get; init; }

    public required string Town { get; init; }

    public required string Id { get; init; }

    public required string CaseId { get; init; }

    public required string CaseNumber { get; init; }

    public bool Drill { get; init; }

    public bool ByRule { get; init; }

    public string? RuleId { get; init; }

    public string? Basis { get; init; }

    public string? PersonId { get; init; }

    public string? ContactId { get; init; }

    /// <summary>Gateway by name; null: mail.</summary>
    public string? Gateway { get; init; }

    /// <summary>A test of the way to the recipient (連絡テスト); belongs to no case.</summary>
    public bool Test { get; init; }

    /// <summary>Roles as JSON.</summary>
    public required string Roles { get; init; }

    public required string Subject { get; init; }

    public required string Wanted { get; init; }

    public required string Body { get; init; }

    public bool Digest { get; init; }

    public bool NeedsAcknowledgement { get; init; }

    public DateTimeOffset? AcknowledgeByAt { get; init; }

    public DateTimeOffset RequestedAt { get; init; }

    public required string State { get; init; }

    public DateTimeOffset StateAt { get; init; }

    public long Version { get; init; }

    public long Closed { get; init; }

    public string? Code { get; init; }

    public string? SecretHash { get; init; }

    public string? TraceParent { get; init; }

    public string? MailId { get; init; }

    public int Setbacks { get; init; }

    public string? Error { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    public DateTimeOffset? OverdueAt { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }

    public string? AcknowledgedHow { get; init; }

    public string? AcknowledgedBy { get; init; }

    public string? AcknowledgementRecordedBy { get; init; }

    public DateTimeOffset? AcknowledgementRecordedAt { get; init; }

    public string? AcknowledgementNote { get; init; }

    public IReadOnlyList<Role> RoleList => JsonSerializer.Deserialize<IReadOnlyList<Role>>(Roles, CsirtJson.Options)!;

    public Acknowledgement? Acknowledgement => AcknowledgedAt is { } at
        ? new Acknowledgement(
            at, Stored.Value<AcknowledgedBy>(AcknowledgedHow!), AcknowledgedBy, AcknowledgementRecordedBy, AcknowledgementRecordedAt ?? at, AcknowledgementNote)
        : null;
}
