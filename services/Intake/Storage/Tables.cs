using Csirt.Platform.Database;

namespace Csirt.Intake.Storage;

/// <summary>The tables of Intake.</summary>
internal static class Tables
{
    // The text comes after the signature: the search for likely duplicates reads many rows and never gets that far.
    internal static readonly Migration Reports = new(100, "reports", new Sql(
        """
        CREATE TABLE receipt_sequence (
            town TEXT NOT NULL, fiscal_year INTEGER NOT NULL, drill INTEGER NOT NULL, last INTEGER NOT NULL,
            PRIMARY KEY (town, fiscal_year, drill)) STRICT, WITHOUT ROWID;
        CREATE TABLE report (
            town TEXT NOT NULL, id TEXT NOT NULL, receipt_number TEXT NOT NULL, accepted_at INTEGER NOT NULL,
            drill INTEGER NOT NULL, restricted INTEGER NOT NULL, filed_by TEXT NOT NULL, reporter_id TEXT,
            section_id TEXT, kind TEXT, system_ids TEXT NOT NULL, signature BLOB NOT NULL, follow_hash TEXT NOT NULL,
            additions INTEGER NOT NULL DEFAULT 0, notes INTEGER NOT NULL DEFAULT 0, attachments INTEGER NOT NULL DEFAULT 0,
            text TEXT NOT NULL, document TEXT NOT NULL, contact TEXT,
            PRIMARY KEY (town, id), UNIQUE (town, receipt_number), UNIQUE (town, follow_hash)) STRICT;
        CREATE INDEX report_recent ON report (town, drill, accepted_at);
        CREATE INDEX report_reporter ON report (town, reporter_id, id) WHERE reporter_id IS NOT NULL;
        """,
        """
        CREATE TABLE receipt_sequence (
            town CHAR(6) NOT NULL, fiscal_year INT NOT NULL, drill BIT NOT NULL, last BIGINT NOT NULL,
            PRIMARY KEY (town, fiscal_year, drill));
        CREATE TABLE report (
            town CHAR(6) NOT NULL, id CHAR(32) NOT NULL, receipt_number NVARCHAR(32) NOT NULL, accepted_at BIGINT NOT NULL,
            drill BIT NOT NULL, restricted BIT NOT NULL, filed_by VARCHAR(128) NOT NULL, reporter_id VARCHAR(128),
            section_id VARCHAR(128), kind VARCHAR(64), system_ids VARCHAR(8000) NOT NULL, signature VARBINARY(1024) NOT NULL, follow_hash CHAR(64) NOT NULL,
            additions INT NOT NULL DEFAULT 0, notes INT NOT NULL DEFAULT 0, attachments INT NOT NULL DEFAULT 0,
            text NVARCHAR(MAX) NOT NULL, document NVARCHAR(MAX) NOT NULL, contact NVARCHAR(MAX),
            PRIMARY KEY (town, id),
            CONSTRAINT report_receipt UNIQUE (town, receipt_number),
            CONSTRAINT report_follow UNIQUE (town, follow_hash));
        CREATE INDEX report_recent ON report (town, drill, accepted_at);
        CREATE INDEX report_reporter ON report (town, reporter_id, id) WHERE reporter_id IS NOT NULL;
        """));

    internal static readonly Migration Supplements = new(101, "supplements", new Sql(
        """
        CREATE TABLE supplement (
            town TEXT NOT NULL, report_id TEXT NOT NULL, number INTEGER NOT NULL, accepted_at INTEGER NOT NULL, text TEXT NOT NULL,
            PRIMARY KEY (town, report_id, number)) STRICT;
        """,
        """
        CREATE TABLE supplement (
            town CHAR(6) NOT NULL, report_id CHAR(32) NOT NULL, number INT NOT NULL, accepted_at BIGINT NOT NULL, text NVARCHAR(MAX) NOT NULL,
            PRIMARY KEY (town, report_id, number));
        """));

    internal static readonly Migration Attachments = new(102, "attachments", new Sql(
        """
        CREATE TABLE attachment (
            town TEXT NOT NULL, id TEXT NOT NULL, report_id TEXT NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, given_name TEXT,
            size INTEGER NOT NULL, sha256 TEXT NOT NULL, accepted_at INTEGER NOT NULL,
            PRIMARY KEY (town, report_id, id)) STRICT;
        """,
        """
        CREATE TABLE attachment (
            town CHAR(6) NOT NULL, id CHAR(32) NOT NULL, report_id CHAR(32) NOT NULL, number INT NOT NULL, name NVARCHAR(200) NOT NULL, given_name NVARCHAR(400),
            size BIGINT NOT NULL, sha256 CHAR(64) NOT NULL, accepted_at BIGINT NOT NULL,
            PRIMARY KEY (town, report_id, id));
        """));

    // Which case holds which report, by the newest snapshot of each case.
    internal static readonly Migration CaseReports = new(103, "reports of cases", new Sql(
        """
        CREATE TABLE case_report (
            town TEXT NOT NULL, report_id TEXT NOT NULL, case_id TEXT NOT NULL,
            PRIMARY KEY (town, report_id, case_id)) STRICT, WITHOUT ROWID;
        CREATE INDEX case_report_case ON case_report (town, case_id);
        """,
        """
        CREATE TABLE case_report (
            town CHAR(6) NOT NULL, report_id CHAR(32) NOT NULL, case_id CHAR(32) NOT NULL,
            PRIMARY KEY (town, report_id, case_id));
        CREATE INDEX case_report_case ON case_report (town, case_id);
        """));

    internal static readonly Migration KeptAnswers = new(104, "kept answers", new Sql(
        """
        CREATE TABLE kept_answer (
            town TEXT NOT NULL, key_hash TEXT NOT NULL, request_hash TEXT NOT NULL, answer BLOB NOT NULL, kept_at INTEGER NOT NULL,
            PRIMARY KEY (town, key_hash)) STRICT, WITHOUT ROWID;
        CREATE INDEX kept_answer_age ON kept_answer (town, kept_at);
        """,
        """
        CREATE TABLE kept_answer (
            town CHAR(6) NOT NULL, key_hash CHAR(64) NOT NULL, request_hash CHAR(64) NOT NULL, answer VARBINARY(MAX) NOT NULL, kept_at BIGINT NOT NULL,
            PRIMARY KEY (town, key_hash));
        CREATE INDEX kept_answer_age ON kept_answer (town, kept_at);
        """));
}
