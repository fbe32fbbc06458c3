using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Values;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Csirt.SqlTests;

/// <summary>Columns that a change adds are filled in for the rows that are there already.</summary>
public sealed class FillingTests : IDisposable
{
    private const int Statistics = 160;
    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public static TheoryData<CaseStage> Stages => [.. Enum.GetValues<CaseStage>().Where(stage => stage is not CaseStage.Received)];

    [Theory]
    [MemberData(nameof(Stages))]
    public void The_stage_is_read_from_the_text_of_the_move(CaseStage stage)
    {
        Migrate("cases", id => id < Statistics);
        Run($"""
            INSERT INTO case_timeline (town, case_id, version, line, code, happened, entered_at, late, text) VALUES
                ('t', 'c', 1, 0, 'opened', 'unknown', 0, 0, '受付 → ではない'),
                ('t', 'c', 2, 0, 'moved', 'unknown', 1, 0, '受付 → {stage.InJapanese()}（理由：復旧 → 封じ込め）')
            """);
        Migrate("cases", id => id >= Statistics);
        Assert.Equal([JsonSerializer.SerializeToNode(stage, CsirtJson.Options)!.GetValue<string>()], Read("SELECT stage FROM case_timeline WHERE stage IS NOT NULL"));
    }

    [Fact]
    public void What_is_counted_of_a_duty_is_read_from_its_document()
    {
        Migrate("escalation", id => id < Statistics);
        var (opened, filed) = (new DateTimeOffset(2026, 6, 1, 0, 0, 0, 250, TimeSpan.Zero), new DateTimeOffset(2026, 6, 5, 9, 0, 0, TimeSpan.FromHours(9)));
        Run("INSERT INTO case_copy (town, case_id, version, document) VALUES ('t', 'c', 1, @document)", new { opened_at = opened });
        var duty = new { title = "速報", recipient = "commission", filed_at = filed };
        Insert("d1", duty);
        Insert("d2", new { duty.title, duty.recipient, duty.filed_at, passed_to = "other", state = DutyLife.Withdrawn });
        Insert("d3", new { duty.title, duty.recipient });
        Migrate("escalation", id => id >= Statistics);
        Assert.Equal(
            [$"{opened.ToUnixTimeMilliseconds()} {filed.ToUnixTimeMilliseconds()} commission 速報", $"{opened.ToUnixTimeMilliseconds()} - commission 速報", $"{opened.ToUnixTimeMilliseconds()} - commission 速報"],
            Read("SELECT opened_at || ' ' || ifnull(filed_at, '-') || ' ' || recipient || ' ' || title FROM duty ORDER BY id"));
    }

    public void Dispose() => _connection.Dispose();

    private void Insert(string id, object document) =>
        Run($"INSERT INTO duty (town, id, case_id, version, rule_id, state, waiting, document) VALUES ('t', '{id}', 'c', 1, 'r', 'filed', 0, @document)", document);

    private void Migrate(string service, Func<int, bool> which)
    {
        foreach (var migration in SqlCatalog.Migrations[service].Where(m => which(m.Id)))
        {
            Run(migration.Script.Sqlite);
        }
    }

    private void Run(string text, object? document = null)
    {
        if (_connection.State is System.Data.ConnectionState.Closed)
        {
            _connection.Open();
        }

        using var command = _connection.CreateCommand();
        command.CommandText = text;
        if (document is not null)
        {
            command.Parameters.AddWithValue("@document", JsonSerializer.Serialize(document, CsirtJson.Options));
        }

        command.ExecuteNonQuery();
    }

    private List<string> Read(string text)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = text;
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }
}
