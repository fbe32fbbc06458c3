using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Csirt.IntegrationTests.WholeTown;

/// <summary>Every row that an installation on SQLite keeps of one town, read behind the doors: whatever tables there are.</summary>
internal static class RowsOfTown
{
    /// <summary>Rows of each table, as one text: two of them are the same only where nothing was changed.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(string folder, string town, CancellationToken stop)
    {
        var tables = new Dictionary<string, string>();
        await EachAsync(folder, town, (table, rows) => tables[table] = rows.Aggregate(new StringBuilder(), (text, row) => text.AppendJoin('|', row.Values).AppendLine()).ToString(), stop);
        return tables;
    }

    /// <summary>Ids, numbers and codes that stand in rows of this town.</summary>
    public static async Task<IReadOnlySet<string>> IdsAsync(string folder, string town, CancellationToken stop)
    {
        var ids = new HashSet<string>();
        await EachAsync(folder, town, (_, rows) => ids.UnionWith(
            from row in rows
            from cell in row
            where cell.Key is "id" or "number" or "code" || cell.Key.EndsWith("_id", StringComparison.Ordinal) || cell.Key.EndsWith("_number", StringComparison.Ordinal)
            where cell.Value.Length >= 5
            select cell.Value), stop);
        return ids;
    }

    /// <summary>Messages that were said in this town, with the services they went to.</summary>
    public static async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> MessagesAsync(string folder, string town, CancellationToken stop)
    {
        var messages = new List<IReadOnlyDictionary<string, string>>();
        await EachAsync(folder, town, (table, rows) =>
        {
            if (table.EndsWith(".outbox", StringComparison.Ordinal))
            {
                messages.AddRange(rows);
            }
        }, stop);
        return messages;
    }

    private static async Task EachAsync(string folder, string town, Action<string, List<Dictionary<string, string>>> see, CancellationToken stop)
    {
        foreach (var file in System.IO.Directory.GetFiles(Path.Combine(folder, "db"), "*.db"))
        {
            await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
            await connection.OpenAsync(stop);
            foreach (var table in await RowsAsync(connection, "SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c ON c.name = 'town' WHERE m.type = 'table'", town, stop))
            {
                var name = table["name"];
                see($"{Path.GetFileNameWithoutExtension(file)}.{name}", await RowsAsync(connection, $"SELECT * FROM \"{name}\" WHERE town = @town", town, stop));
            }
        }
    }

    private static async Task<List<Dictionary<string, string>>> RowsAsync(SqliteConnection connection, string sql, string town, CancellationToken stop)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("@town", town);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var rows = new List<Dictionary<string, string>>();
        while (await reader.ReadAsync(stop))
        {
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture) ?? ""));
        }

        return rows;
    }
}
