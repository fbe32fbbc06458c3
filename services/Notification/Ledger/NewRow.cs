using System.Diagnostics;
using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Notification.Acknowledging;
using Csirt.Platform.Database;

namespace Csirt.Notification.Ledger;

/// <summary>Puts a row into the ledger, with a 確認番号 that no other open notification of the town has.</summary>
internal sealed class NewRow(LinkSecrets secrets)
{
    private const int MostCodes = 100;

    private static readonly Sql Insert = new(
        """
        INSERT INTO notification (
            town, id, case_id, case_number, drill, by_rule, rule_id, basis, person_id, contact_id, gateway, test, roles, subject, wanted, body, digest,
            needs_acknowledgement, acknowledge_by_at, requested_at, state, state_at, version, closed, code, secret_hash, trace_parent,
            try_at, setbacks, error, sent_at)
        SELECT
            @town, @id, @caseId, @caseNumber, @drill, @byRule, @ruleId, @basis, @personId, @contactId, @gateway, @test, @roles, @subject, @wanted, @body, @digest,
            @needsAcknowledgement, @acknowledgeBy, @requestedAt, @state, @now, 1, 0, @code, @secretHash, @traceParent,
            @tryAt, 0, @error, @sentAt
        WHERE NOT EXISTS (SELECT 1 FROM notification WHERE town = @town AND id = @id)
          AND NOT EXISTS (SELECT 1 FROM notification WHERE town = @town AND code = @code AND closed = 0)
        """)
    { Types = "@acknowledgeBy BIGINT" };

    private static readonly Sql Exists = new("SELECT COUNT(*) FROM notification WHERE town = @town AND id = @id");

    /// <summary>False where the ledger has that id: then nothing was changed, whatever the request said.</summary>
    public async Task<bool> AddAsync(IUnitOfWork uow, NotificationRequested request, bool drill, string state, string? error, bool test = false)
    {
        for (var attempt = 0; attempt < MostCodes; attempt++)
        {
            if (await uow.ExecuteAsync(Insert, Row(uow, request, drill, state, error, ConfirmationCode.New(attempt), test)) == 1)
            {
                return true;
            }

            if (await uow.QuerySingleAsync<long>(Exists, new { id = request.NotificationId }) > 0)
            {
                return false;
            }
        }

        throw new InvalidOperationException($"No free 確認番号 was found for notification {request.NotificationId}.");
    }

    /// <summary>Someone was told by hand whom no rule named: a row without mail, code or link.</summary>
    public static Task AddByHandAsync(IUnitOfWork uow, HandRow row) => uow.ExecuteAsync(
        Insert,
        new
        {
            row.Id,
            row.CaseId,
            row.CaseNumber,
            row.Drill,
            byRule = false,
            ruleId = (string?)null,
            basis = (string?)null,
            row.PersonId,
            row.ContactId,
            gateway = (string?)null,
            test = false,
            roles = "[]",
            row.Subject,
            wanted = string.Empty,
            body = string.Empty,
            digest = false,
            needsAcknowledgement = false,
            acknowledgeBy = (DateTimeOffset?)null,
            requestedAt = uow.Now,
            row.State,
            now = uow.Now,
            code = (string?)null,
            secretHash = (string?)null,
            traceParent = (string?)null,
            tryAt = (DateTimeOffset?)null,
            row.Error,
            row.SentAt,
        });

    private object Row(IUnitOfWork uow, NotificationRequested request, bool drill, string state, string? error, string code, bool test) => new
    {
        id = request.NotificationId,
        request.CaseId,
        request.CaseNumber,
        drill,
        byRule = !test,
        request.RuleId,
        request.Basis,
        request.PersonId,
        request.ContactId,
        request.Gateway,
        test,
        roles = JsonSerializer.Serialize<IReadOnlyList<Role>>(request.Roles, CsirtJson.Options),
        request.Subject,
        request.Wanted,
        request.Body,
        request.Digest,
        request.NeedsAcknowledgement,
        request.AcknowledgeBy,
        request.RequestedAt,
        state,
        now = uow.Now,
        code,
        secretHash = LinkSecrets.Hash(secrets.Of(uow.Town, request.NotificationId)),
        traceParent = Activity.Current?.Id,
        tryAt = state == LedgerState.Requested ? uow.Now : (DateTimeOffset?)null,
        error,
        sentAt = (DateTimeOffset?)null,
    };
}

/// <summary>What a row that was recorded by hand says.</summary>
internal sealed record HandRow(string Id, string CaseId, string CaseNumber, bool Drill, string? PersonId, string? ContactId, string Subject, string State, string? Error, DateTimeOffset? SentAt);
