using Csirt.Platform.Database;

namespace Csirt.Escalation.Statistics;

/// <summary>What the statistics read (docs/adr/0026).</summary>
internal static class StatisticsTables
{
    /// <summary>What is counted of a duty as columns beside its document, which a whole year's would be too long to read; filled in for those that are there already.</summary>
    internal static Migration Duties { get; } = new(160, "duties in figures", new Sql(
        """
        ALTER TABLE duty ADD COLUMN opened_at INTEGER;
        ALTER TABLE duty ADD COLUMN filed_at INTEGER;
        ALTER TABLE duty ADD COLUMN recipient TEXT;
        ALTER TABLE duty ADD COLUMN title TEXT;
        UPDATE duty SET
            recipient = json_extract(document, '$.recipient'),
            title = json_extract(document, '$.title'),
            filed_at = CASE WHEN json_extract(document, '$.passed_to') IS NULL THEN CAST(ROUND(unixepoch(json_extract(document, '$.filed_at'), 'subsec') * 1000) AS INTEGER) END,
            opened_at = (SELECT CAST(ROUND(unixepoch(json_extract(c.document, '$.opened_at'), 'subsec') * 1000) AS INTEGER) FROM case_copy c WHERE c.town = duty.town AND c.case_id = duty.case_id);
        CREATE INDEX duty_opened ON duty (town, opened_at, case_id, rule_id, state, due_at, filed_at, recipient, title);
        """,
        """
        ALTER TABLE duty ADD opened_at BIGINT, filed_at BIGINT, recipient VARCHAR(64), title NVARCHAR(MAX);
        GO
        UPDATE duty SET
            recipient = JSON_VALUE(document, '$.recipient'),
            title = JSON_VALUE(document, '$.title'),
            filed_at = CASE WHEN JSON_VALUE(document, '$.passed_to') IS NULL
                THEN DATEDIFF_BIG(MILLISECOND, CAST('1970-01-01' AS DATETIME2), CAST(SWITCHOFFSET(CAST(JSON_VALUE(document, '$.filed_at') AS DATETIMEOFFSET), '+00:00') AS DATETIME2)) END,
            opened_at = (SELECT DATEDIFF_BIG(MILLISECOND, CAST('1970-01-01' AS DATETIME2), CAST(SWITCHOFFSET(CAST(JSON_VALUE(c.document, '$.opened_at') AS DATETIMEOFFSET), '+00:00') AS DATETIME2))
                FROM case_copy c WHERE c.town = duty.town AND c.case_id = duty.case_id);
        CREATE INDEX duty_opened ON duty (town, opened_at) INCLUDE (case_id, rule_id, state, due_at, filed_at, recipient, title);
        """));

    /// <summary>Figures of duties of cases that were disposed of.</summary>
    internal static Migration DisposedDuties { get; } = new(161, "figures of duties disposed of", new Sql(
        """
        CREATE TABLE duty_figure (
            town TEXT NOT NULL, fiscal_year INTEGER NOT NULL, id TEXT NOT NULL, drill INTEGER NOT NULL, restricted INTEGER NOT NULL, section_id TEXT, department_id TEXT,
            rule_id TEXT NOT NULL, title TEXT NOT NULL, recipient TEXT NOT NULL, outcome TEXT NOT NULL,
            PRIMARY KEY (town, fiscal_year, id)) STRICT, WITHOUT ROWID;
        """,
        """
        CREATE TABLE duty_figure (
            town CHAR(6) NOT NULL, fiscal_year INT NOT NULL, id CHAR(32) NOT NULL, drill BIT NOT NULL, restricted BIT NOT NULL, section_id VARCHAR(64), department_id VARCHAR(64),
            rule_id VARCHAR(128) NOT NULL, title NVARCHAR(MAX) NOT NULL, recipient VARCHAR(64) NOT NULL, outcome VARCHAR(16) NOT NULL,
            PRIMARY KEY (town, fiscal_year, id));
        """));
}
