using Csirt.Platform.Database;

namespace Csirt.Notification.Ledger;

/// <summary>
/// The delivery ledger. One row of <c>notification</c> per recipient and thing to be told; one row of <c>attempt</c> per try,
/// by mail or by hand. Nothing of it is deleted.
/// </summary>
internal static class LedgerTables
{
    // closed is 0 while somebody may still have to answer, else the row's seq: so a 確認番号 is unique among the open ones.
    // mail_id names the notification whose mail carries this one; null where it has a mail of its own.
    // secret_hash: of the secret in the link, which stands nowhere in the database.
    internal static readonly Migration Ledger = new(100, "delivery ledger", new Sql(
        """
        CREATE TABLE notification (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            town TEXT NOT NULL, id TEXT NOT NULL, case_id TEXT NOT NULL, case_number TEXT NOT NULL, drill INTEGER NOT NULL,
            by_rule INTEGER NOT NULL, rule_id TEXT, basis TEXT, person_id TEXT, contact_id TEXT, roles TEXT NOT NULL,
            subject TEXT NOT NULL, wanted TEXT NOT NULL, body TEXT NOT NULL, digest INTEGER NOT NULL,
            needs_acknowledgement INTEGER NOT NULL, acknowledge_by_at INTEGER, requested_at INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('requested', 'digest_waiting', 'written_out', 'sent', 'acknowledged', 'failed')),
            state_at INTEGER NOT NULL, version INTEGER NOT NULL, closed INTEGER NOT NULL,
            code TEXT, secret_hash TEXT, trace_parent TEXT,
            mail_id TEXT, try_at INTEGER, claim TEXT, claimed_until_at INTEGER, setbacks INTEGER NOT NULL, error TEXT,
            sent_at INTEGER, overdue_at INTEGER,
            acknowledged_at INTEGER, acknowledged_how TEXT, acknowledged_by TEXT,
            acknowledgement_recorded_by TEXT, acknowledgement_recorded_at INTEGER, acknowledgement_note TEXT,
            UNIQUE (town, id)) STRICT;
        CREATE INDEX notification_case ON notification (town, case_id);
        CREATE INDEX notification_due ON notification (try_at, seq) WHERE state = 'requested';
        CREATE INDEX notification_mail ON notification (town, mail_id) WHERE mail_id IS NOT NULL;
        CREATE UNIQUE INDEX notification_code ON notification (town, code, closed) WHERE code IS NOT NULL;
        CREATE UNIQUE INDEX notification_secret ON notification (town, secret_hash) WHERE secret_hash IS NOT NULL;
        CREATE INDEX notification_person ON notification (town, person_id) WHERE closed = 0;
        CREATE INDEX notification_state ON notification (town, state) WHERE closed = 0;
        CREATE INDEX notification_overdue ON notification (town, overdue_at) WHERE closed = 0 AND overdue_at IS NOT NULL;
        CREATE TABLE attempt (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            town TEXT NOT NULL, notification_id TEXT NOT NULL, tried_at INTEGER NOT NULL, means TEXT NOT NULL, outcome TEXT NOT NULL,
            error TEXT, recorded_by TEXT, recorded_at INTEGER NOT NULL, note TEXT) STRICT;
        CREATE INDEX attempt_notification ON attempt (town, notification_id, seq);
        """,
        """
        CREATE TABLE notification (
            seq BIGINT IDENTITY PRIMARY KEY,
            town CHAR(6) NOT NULL, id VARCHAR(64) NOT NULL, case_id VARCHAR(64) NOT NULL, case_number NVARCHAR(64) NOT NULL, drill BIT NOT NULL,
            by_rule BIT NOT NULL, rule_id VARCHAR(128), basis NVARCHAR(400), person_id NVARCHAR(64), contact_id NVARCHAR(64), roles NVARCHAR(1000) NOT NULL,
            subject NVARCHAR(MAX) NOT NULL, wanted NVARCHAR(MAX) NOT NULL, body NVARCHAR(MAX) NOT NULL, digest BIT NOT NULL,
            needs_acknowledgement BIT NOT NULL, acknowledge_by_at BIGINT, requested_at BIGINT NOT NULL,
            state VARCHAR(16) NOT NULL CHECK (state IN ('requested', 'digest_waiting', 'written_out', 'sent', 'acknowledged', 'failed')),
            state_at BIGINT NOT NULL, version BIGINT NOT NULL, closed BIGINT NOT NULL,
            code VARCHAR(16), secret_hash CHAR(64), trace_parent VARCHAR(64),
            mail_id VARCHAR(64), try_at BIGINT, claim CHAR(32), claimed_until_at BIGINT, setbacks INT NOT NULL, error VARCHAR(64),
            sent_at BIGINT, overdue_at BIGINT,
            acknowledged_at BIGINT, acknowledged_how VARCHAR(16), acknowledged_by NVARCHAR(64),
            acknowledgement_recorded_by NVARCHAR(64), acknowledgement_recorded_at BIGINT, acknowledgement_note NVARCHAR(1200),
            CONSTRAINT notification_once UNIQUE (town, id));
        CREATE INDEX notification_case ON notification (town, case_id);
        CREATE INDEX notification_due ON notification (try_at, seq) WHERE state = 'requested';
        CREATE INDEX notification_mail ON notification (town, mail_id) WHERE mail_id IS NOT NULL;
        CREATE UNIQUE INDEX notification_code ON notification (town, code, closed) WHERE code IS NOT NULL;
        CREATE UNIQUE INDEX notification_secret ON notification (town, secret_hash) WHERE secret_hash IS NOT NULL;
        CREATE INDEX notification_person ON notification (town, person_id) WHERE closed = 0;
        CREATE INDEX notification_state ON notification (town, state) WHERE closed = 0;
        CREATE INDEX notification_overdue ON notification (town, overdue_at) WHERE closed = 0 AND overdue_at IS NOT NULL;
        CREATE TABLE attempt (
            seq BIGINT IDENTITY PRIMARY KEY,
            town CHAR(6) NOT NULL, notification_id VARCHAR(64) NOT NULL, tried_at BIGINT NOT NULL, means VARCHAR(16) NOT NULL, outcome VARCHAR(16) NOT NULL,
            error VARCHAR(64), recorded_by NVARCHAR(64), recorded_at BIGINT NOT NULL, note NVARCHAR(1200));
        CREATE INDEX attempt_notification ON attempt (town, notification_id, seq);
        """));

    // gateway: null is mail. test: a test of the way to the recipient; such a row belongs to no case.
    internal static readonly Migration Gateways = new(102, "gateways and tests", new Sql(
        """
        ALTER TABLE notification ADD COLUMN gateway TEXT;
        ALTER TABLE notification ADD COLUMN test INTEGER NOT NULL DEFAULT 0;
        """,
        """
        ALTER TABLE notification ADD gateway VARCHAR(32), test BIT NOT NULL DEFAULT 0;
        """));

    // Readiness looks at the last weeks alone, however long the ledger is.
    internal static readonly Migration Readiness = new(103, "readiness", new Sql(
        """
        CREATE INDEX attempt_tried ON attempt (town, tried_at);
        CREATE INDEX notification_acknowledged ON notification (town, acknowledged_at) WHERE acknowledged_at IS NOT NULL;
        CREATE INDEX notification_test ON notification (town, requested_at) WHERE test = 1;
        """));
}
