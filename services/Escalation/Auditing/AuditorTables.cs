using Csirt.Platform.Database;

namespace Csirt.Escalation.Auditing;

/// <summary>
/// What the auditor keeps: every duty and mail that ever came into being (<c>expected</c>, which only grows), what it found,
/// and when it ran for each town. The indexes let it read ids and versions without the documents beside them.
/// </summary>
internal static class AuditorTables
{
    internal static readonly Migration Migration = new(130, "the auditor", new Sql(
        """
        CREATE TABLE expected (
            town TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, case_id TEXT NOT NULL,
            PRIMARY KEY (town, kind, id)) STRICT, WITHOUT ROWID;
        INSERT INTO expected (town, kind, id, case_id) SELECT town, 'duty', id, case_id FROM duty;
        INSERT INTO expected (town, kind, id, case_id) SELECT town, 'mail', id, case_id FROM mail;
        CREATE TRIGGER expected_no_delete BEFORE DELETE ON expected BEGIN SELECT RAISE(ABORT, 'what is expected can not be deleted'); END;
        CREATE TRIGGER expected_no_update BEFORE UPDATE ON expected BEGIN SELECT RAISE(ABORT, 'what is expected can not be changed'); END;
        CREATE TABLE finding (
            town TEXT NOT NULL, id TEXT NOT NULL, code TEXT NOT NULL, subject TEXT NOT NULL, case_id TEXT, here INTEGER, there INTEGER, note TEXT,
            first_seen_at INTEGER NOT NULL, last_seen_at INTEGER NOT NULL, confirmed_at INTEGER, told_at INTEGER,
            closed_at INTEGER, closed_by TEXT, reason TEXT,
            PRIMARY KEY (town, id)) STRICT, WITHOUT ROWID;
        CREATE INDEX finding_open ON finding (town, first_seen_at) WHERE closed_at IS NULL;
        CREATE INDEX finding_closed ON finding (town, closed_at) WHERE closed_at IS NOT NULL;
        CREATE TABLE reconciliation (
            town TEXT PRIMARY KEY, claim TEXT, claimed_until_at INTEGER, complete_at INTEGER, clean_at INTEGER, recomputed_through TEXT,
            oldest_outbox_at INTEGER, oldest_due_at INTEGER) STRICT;
        CREATE INDEX case_state_versions ON case_state (town, case_id, case_version, ended);
        CREATE INDEX duty_states ON duty (town, case_id, state);
        CREATE INDEX duty_ids ON duty (town, id);
        CREATE INDEX mail_ids ON mail (town, id);
        """,
        """
        CREATE TABLE expected (
            town CHAR(6) NOT NULL, kind VARCHAR(8) NOT NULL, id CHAR(32) NOT NULL, case_id CHAR(32) NOT NULL,
            PRIMARY KEY (town, kind, id));
        GO
        INSERT INTO expected (town, kind, id, case_id) SELECT town, 'duty', id, case_id FROM duty;
        INSERT INTO expected (town, kind, id, case_id) SELECT town, 'mail', id, case_id FROM mail;
        CREATE TABLE finding (
            town CHAR(6) NOT NULL, id CHAR(32) NOT NULL, code VARCHAR(40) NOT NULL, subject NVARCHAR(128) NOT NULL, case_id CHAR(32), here BIGINT, there BIGINT, note NVARCHAR(2000),
            first_seen_at BIGINT NOT NULL, last_seen_at BIGINT NOT NULL, confirmed_at BIGINT, told_at BIGINT,
            closed_at BIGINT, closed_by VARCHAR(64), reason NVARCHAR(1000),
            PRIMARY KEY (town, id));
        CREATE INDEX finding_open ON finding (town, first_seen_at) WHERE closed_at IS NULL;
        CREATE INDEX finding_closed ON finding (town, closed_at) WHERE closed_at IS NOT NULL;
        CREATE TABLE reconciliation (
            town CHAR(6) PRIMARY KEY, claim CHAR(32), claimed_until_at BIGINT, complete_at BIGINT, clean_at BIGINT, recomputed_through CHAR(32),
            oldest_outbox_at BIGINT, oldest_due_at BIGINT);
        CREATE INDEX case_state_versions ON case_state (town, case_id, case_version, ended);
        CREATE INDEX duty_states ON duty (town, case_id, state);
        CREATE INDEX duty_ids ON duty (town, id);
        CREATE INDEX mail_ids ON mail (town, id);
        """));
}
