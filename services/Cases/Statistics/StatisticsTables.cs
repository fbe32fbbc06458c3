using Csirt.Platform.Database;

namespace Csirt.Cases.Statistics;

/// <summary>What the statistics read besides the board's rows (docs/adr/0026).</summary>
internal static class StatisticsTables
{
    /// <summary>
    /// The stage to which a line of the timeline moved its case, as a column: until now only its text said so («トリアージ → 封じ込め»),
    /// from which the lines that are there already are filled in.
    /// </summary>
    internal static Migration Stages { get; } = new(160, "stages in the timeline", new Sql(
        """
        ALTER TABLE case_timeline ADD COLUMN stage TEXT;
        UPDATE case_timeline SET stage = CASE
            WHEN substr(text, instr(text, ' → ') + 3) LIKE 'トリアージ%' THEN 'triage'
            WHEN substr(text, instr(text, ' → ') + 3) LIKE '封じ込め%' THEN 'containment'
            WHEN substr(text, instr(text, ' → ') + 3) LIKE '復旧%' THEN 'recovery'
            WHEN substr(text, instr(text, ' → ') + 3) LIKE '再発防止（検討中）%' THEN 'prevention_drafting'
            WHEN substr(text, instr(text, ' → ') + 3) LIKE '再発防止（CISO確認待ち）%' THEN 'prevention_awaiting_ciso'
            WHEN substr(text, instr(text, ' → ') + 3) LIKE '再発防止（実施中）%' THEN 'prevention_implementing'
            WHEN substr(text, instr(text, ' → ') + 3) LIKE '対応完了%' THEN 'resolved'
            WHEN substr(text, instr(text, ' → ') + 3) LIKE '完結%' THEN 'closed'
            WHEN substr(text, instr(text, ' → ') + 3) LIKE '非該当%' THEN 'not_incident'
            WHEN substr(text, instr(text, ' → ') + 3) LIKE '重複%' THEN 'merged' END
        WHERE code IN ('moved', 'merged', 'unmerged');
        CREATE INDEX case_timeline_stages ON case_timeline (town, case_id, version, line, stage, entered_at) WHERE stage IS NOT NULL;
        """,
        """
        ALTER TABLE case_timeline ADD stage VARCHAR(40);
        GO
        UPDATE case_timeline SET stage = CASE
            WHEN SUBSTRING(text, CHARINDEX(N' → ', text) + 3, 20) LIKE N'トリアージ%' THEN 'triage'
            WHEN SUBSTRING(text, CHARINDEX(N' → ', text) + 3, 20) LIKE N'封じ込め%' THEN 'containment'
            WHEN SUBSTRING(text, CHARINDEX(N' → ', text) + 3, 20) LIKE N'復旧%' THEN 'recovery'
            WHEN SUBSTRING(text, CHARINDEX(N' → ', text) + 3, 20) LIKE N'再発防止（検討中）%' THEN 'prevention_drafting'
            WHEN SUBSTRING(text, CHARINDEX(N' → ', text) + 3, 20) LIKE N'再発防止（CISO確認待ち）%' THEN 'prevention_awaiting_ciso'
            WHEN SUBSTRING(text, CHARINDEX(N' → ', text) + 3, 20) LIKE N'再発防止（実施中）%' THEN 'prevention_implementing'
            WHEN SUBSTRING(text, CHARINDEX(N' → ', text) + 3, 20) LIKE N'対応完了%' THEN 'resolved'
            WHEN SUBSTRING(text, CHARINDEX(N' → ', text) + 3, 20) LIKE N'完結%' THEN 'closed'
            WHEN SUBSTRING(text, CHARINDEX(N' → ', text) + 3, 20) LIKE N'非該当%' THEN 'not_incident'
            WHEN SUBSTRING(text, CHARINDEX(N' → ', text) + 3, 20) LIKE N'重複%' THEN 'merged' END
        WHERE code IN ('moved', 'merged', 'unmerged');
        CREATE INDEX case_timeline_stages ON case_timeline (town, case_id, version, line, stage, entered_at) WHERE stage IS NOT NULL;
        """));

    /// <summary>Figures of cases that were disposed of; lengths of time in milliseconds.</summary>
    internal static Migration DisposedCases { get; } = new(161, "figures of cases disposed of", new Sql(
        """
        CREATE TABLE case_figure (
            town TEXT NOT NULL, fiscal_year INTEGER NOT NULL, id TEXT NOT NULL, opened_month INTEGER NOT NULL, drill INTEGER NOT NULL, restricted INTEGER NOT NULL,
            section_id TEXT, department_id TEXT, kind TEXT, severity INTEGER NOT NULL, until_end INTEGER NOT NULL,
            in_triage INTEGER, in_containment INTEGER, in_recovery INTEGER, in_prevention INTEGER,
            PRIMARY KEY (town, fiscal_year, id)) STRICT, WITHOUT ROWID;
        """,
        """
        CREATE TABLE case_figure (
            town CHAR(6) NOT NULL, fiscal_year INT NOT NULL, id CHAR(32) NOT NULL, opened_month INT NOT NULL, drill BIT NOT NULL, restricted BIT NOT NULL,
            section_id VARCHAR(64), department_id VARCHAR(64), kind VARCHAR(40), severity INT NOT NULL, until_end BIGINT NOT NULL,
            in_triage BIGINT, in_containment BIGINT, in_recovery BIGINT, in_prevention BIGINT,
            PRIMARY KEY (town, fiscal_year, id));
        """));
}
