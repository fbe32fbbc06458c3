using Csirt.Escalation.Plans;
using Csirt.Escalation.Statistics;
using Csirt.Platform.Database;
using Csirt.Platform.Disposal;
using Csirt.Platform.Replicas;

namespace Csirt.Escalation.Storage;

/// <summary>
/// What Escalation keeps of a case: its state (who was told what, decisions, taps), its duties and judgements, and the mails
/// it asked for. Documents are JSON; columns beside them are what is looked up by.
/// </summary>
internal static class EscalationTables
{
    public static IReadOnlyList<Migration> All { get; } =
    [
        CaseCopies.Table, CaseCopies.Versions, Tables(), OpenCases(), Auditing.AuditorTables.Migration, PlanStore.Table, HolidaysMissing(), CasesWithoutHolidays(),
        CaseTombstones.Table, StatisticsTables.Duties, StatisticsTables.DisposedDuties, MailsInRows(),
    ];

    private static Migration Tables() => new(100, "duties", new Sql(
        """
        CREATE TABLE case_state (
            town TEXT NOT NULL, case_id TEXT NOT NULL, version INTEGER NOT NULL, case_version INTEGER NOT NULL,
            ended INTEGER NOT NULL, unresolved INTEGER NOT NULL, pack_version TEXT NOT NULL, document TEXT NOT NULL,
            PRIMARY KEY (town, case_id)) STRICT, WITHOUT ROWID;
        CREATE INDEX case_state_unresolved ON case_state (town, case_id) WHERE unresolved = 1;
        CREATE TABLE duty (
            town TEXT NOT NULL, id TEXT NOT NULL, case_id TEXT NOT NULL, version INTEGER NOT NULL, rule_id TEXT NOT NULL,
            state TEXT NOT NULL, waiting INTEGER NOT NULL, due_at INTEGER, document TEXT NOT NULL,
            PRIMARY KEY (town, id)) STRICT, WITHOUT ROWID;
        CREATE INDEX duty_case ON duty (town, case_id);
        CREATE INDEX duty_due ON duty (town, due_at, id) WHERE waiting = 1;
        CREATE TABLE judgement (
            town TEXT NOT NULL, id TEXT NOT NULL, case_id TEXT NOT NULL, version INTEGER NOT NULL, document TEXT NOT NULL,
            PRIMARY KEY (town, id)) STRICT, WITHOUT ROWID;
        CREATE INDEX judgement_case ON judgement (town, case_id);
        CREATE TABLE mail (
            town TEXT NOT NULL, id TEXT NOT NULL, case_id TEXT NOT NULL, root_id TEXT NOT NULL, step INTEGER NOT NULL,
            version INTEGER NOT NULL, state TEXT NOT NULL, document TEXT NOT NULL,
            PRIMARY KEY (town, id)) STRICT, WITHOUT ROWID;
        CREATE INDEX mail_root ON mail (town, root_id);
        """,
        """
        CREATE TABLE case_state (
            town CHAR(6) NOT NULL, case_id CHAR(32) NOT NULL, version BIGINT NOT NULL, case_version BIGINT NOT NULL,
            ended BIT NOT NULL, unresolved BIT NOT NULL, pack_version NVARCHAR(200) NOT NULL, document NVARCHAR(MAX) NOT NULL,
            PRIMARY KEY (town, case_id));
        CREATE INDEX case_state_unresolved ON case_state (town, case_id) WHERE unresolved = 1;
        CREATE TABLE duty (
            town CHAR(6) NOT NULL, id CHAR(32) NOT NULL, case_id CHAR(32) NOT NULL, version BIGINT NOT NULL, rule_id VARCHAR(128) NOT NULL,
            state VARCHAR(32) NOT NULL, waiting BIT NOT NULL, due_at BIGINT, document NVARCHAR(MAX) NOT NULL,
            PRIMARY KEY (town, id));
        CREATE INDEX duty_case ON duty (town, case_id);
        CREATE INDEX duty_due ON duty (town, due_at, id) WHERE waiting = 1;
        CREATE TABLE judgement (
            town CHAR(6) NOT NULL, id CHAR(32) NOT NULL, case_id CHAR(32) NOT NULL, version BIGINT NOT NULL, document NVARCHAR(MAX) NOT NULL,
            PRIMARY KEY (town, id));
        CREATE INDEX judgement_case ON judgement (town, case_id);
        CREATE TABLE mail (
            town CHAR(6) NOT NULL, id CHAR(32) NOT NULL, case_id CHAR(32) NOT NULL, root_id CHAR(32) NOT NULL, step INT NOT NULL,
            version BIGINT NOT NULL, state VARCHAR(32) NOT NULL, document NVARCHAR(MAX) NOT NULL,
            PRIMARY KEY (town, id));
        CREATE INDEX mail_root ON mail (town, root_id);
        """));

    // At a change of the rules the open cases are looked for; the ended ones, in time nearly all, are not read.
    private static Migration OpenCases() => new(120, "open cases by rules", new Sql(
        "CREATE INDEX case_state_open ON case_state (town, pack_version, case_id) WHERE ended = 0;"));

    // The board shows how many cases wait for the year's holidays.
    private static Migration HolidaysMissing() => new(140, "holidays missing", new Sql(
        "ALTER TABLE case_state ADD COLUMN holidays_missing INTEGER NOT NULL DEFAULT 0;",
        "ALTER TABLE case_state ADD holidays_missing BIT NOT NULL DEFAULT 0;"));

    private static Migration CasesWithoutHolidays() => new(141, "cases without holidays", new Sql(
        "CREATE INDEX case_state_holidays ON case_state (town) WHERE holidays_missing = 1;"));

    // Ordered by its random id, each mail filled pages of its own, 4.6 KB for 1.4: rows lie behind one another now, and the
    // index of the ids is the key itself.
    private static Migration MailsInRows() => new(170, "mails in rows", new Sql(
        """
        CREATE TABLE mail_in_rows (
            town TEXT NOT NULL, id TEXT NOT NULL, case_id TEXT NOT NULL, root_id TEXT NOT NULL, step INTEGER NOT NULL,
            version INTEGER NOT NULL, state TEXT NOT NULL, document TEXT NOT NULL,
            PRIMARY KEY (town, id)) STRICT;
        INSERT INTO mail_in_rows SELECT town, id, case_id, root_id, step, version, state, document FROM mail;
        DROP TABLE mail;
        ALTER TABLE mail_in_rows RENAME TO mail;
        CREATE INDEX mail_root ON mail (town, root_id);
        CREATE INDEX mail_case ON mail (town, case_id);
        """,
        "-- SQL Server keeps long documents off the row by itself."));
}
