using Csirt.AllInOne;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Http.Notification;
using Csirt.Contracts.Values;
using Csirt.Testing;
using Microsoft.Data.Sqlite;
using MimeKit;
using Xunit;

namespace Csirt.IntegrationTests.Auditing;

/// <summary>The demo town with every service, reconciled every second; rows can be taken out of its databases by hand.</summary>
public sealed class AuditedTown : IAsyncLifetime
{
    private static readonly string[] Informed = ["p-joho-kacho", "p-kikaku-bucho"];

    /// <summary>The process.</summary>
    public CsirtProcess Csirt { get; private set; } = null!;

    /// <summary>職員.</summary>
    public CsirtClient Staff { get; private set; } = null!;

    /// <summary>統括.</summary>
    public CsirtClient Chief { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Csirt = await StartAsync();
        Staff = await CsirtClient.SignInAsync(Csirt.Address, "shogai-tanto", TestContext.Current.CancellationToken);
        Chief = await CsirtClient.SignInAsync(Csirt.Address, "kikaku-bucho", TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Staff.Dispose();
        Chief.Dispose();
        await Csirt.DisposeAsync();
    }

    /// <summary>Every service in one process, reconciled every second.</summary>
    public static Task<CsirtProcess> StartAsync(string? folder = null, params (string Name, string Value)[] settings) => CsirtProcess.StartAsync(
        AllServices.Modules,
        folder,
        settings: new Dictionary<string, string?>(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value)))
        {
            ["Auditor:Interval"] = "00:00:01",
            ["Auditor:Grace"] = "00:00:01",
            ["Auditor:UnreachableAfter"] = "00:00:01",
        });

    /// <summary>Files a report and waits until its case, a duty and its mails are there.</summary>
    public async Task<(string ReportId, string CaseId, string DutyId, string MailId)> ReportAsync(CancellationToken stop)
    {
        var request = new FileReportRequest { Text = "名簿を誤って送信した", SectionId = "sec-shogai", Facts = new CaseFacts { PersonalData = Answer.Yes, Sensitive = Answer.Yes } };
        var receipt = await Staff.PostAsync<ReportReceipt>("/api/intake/reports", request, stop: stop);
        var caseId = await Eventually.GetAsync(
            () => OneAsync("cases", "SELECT case_id FROM case_report WHERE report_id = @id", receipt.ReportId), id => id is not null, "the case of the report");
        var told = await Eventually.GetAsync(
            async () => await Chief.FindAsync<CaseNotifications>($"/api/notification/cases/{caseId}/notifications", stop), n => n?.Notifications.Count >= 4, "its mails");
        var duty = await Eventually.GetAsync(() => OneAsync("cases", "SELECT document ->> '$.duties[0].id' FROM duty_copy WHERE case_id = @id", caseId!), id => id is not null, "its duties");
        return (receipt.ReportId, caseId!, duty!, told!.Notifications[0].Id);
    }

    /// <summary>Runs a statement on a service's database, past the service.</summary>
    public Task ByHandAsync(string service, string sql, string id) => ByHandAsync(Csirt.Folder, service, sql, id);

    /// <inheritdoc cref="ByHandAsync(string, string, string)" />
    public static async Task ByHandAsync(string folder, string service, string sql, string id)
    {
        await using var connection = await OpenAsync(folder, service);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("@id", id);
        Assert.NotEqual(0, await command.ExecuteNonQueryAsync());
    }

    /// <summary>Waits for the alarm on the board's API.</summary>
    public Task<ReconciliationAlarm> AlarmAsync(string check, string subject, CancellationToken stop) => AlarmAsync(Chief, check, subject, stop);

    /// <inheritdoc cref="AlarmAsync(string, string, CancellationToken)" />
    public static async Task<ReconciliationAlarm> AlarmAsync(CsirtClient client, string check, string subject, CancellationToken stop) => (await Eventually.GetAsync(
        async () => (await client.GetAsync<ReconciliationAlarms>("/api/escalation/alarms", stop)).Items.FirstOrDefault(a => a.Check == check && a.Subject == subject),
        alarm => alarm is not null,
        $"the alarm {check} about {subject}"))!;

    /// <summary>Waits for the mail about a subject to CSIRT責任者 and to 統括.</summary>
    public async Task MailAsync(string subject, CancellationToken stop)
    {
        foreach (var person in Informed)
        {
            await Eventually.TrueAsync(async () => (await MailsAsync(person, stop)).Any(text => text.Contains(subject, StringComparison.Ordinal)), $"the mail about {subject} to {person}");
        }
    }

    private async Task<IReadOnlyList<string>> MailsAsync(string person, CancellationToken stop)
    {
        var address = await OneAsync("notification", "SELECT p.value ->> '$.mail' FROM directory_copy d, json_each(d.document, '$.people') p WHERE p.value ->> '$.id' = @id", person);
        var texts = new List<string>();
        foreach (var file in System.IO.Directory.GetFiles(Path.Combine(Csirt.Folder, "mail", "pickup"), "*.eml"))
        {
            var mail = await MimeMessage.LoadAsync(file, stop);
            if (mail.To.Mailboxes.Any(box => box.Address == address) && mail.Subject!.Contains("照合", StringComparison.Ordinal))
            {
                texts.Add(mail.TextBody!);
            }
        }

        return texts;
    }

    private async Task<string?> OneAsync(string service, string sql, string id)
    {
        await using var connection = await OpenAsync(Csirt.Folder, service);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("@id", id);
        return await command.ExecuteScalarAsync() as string;
    }

    private static async Task<SqliteConnection> OpenAsync(string folder, string service)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "db", $"{service}.db")};Default Timeout=10;Pooling=False");
        await connection.OpenAsync();
        return connection;
    }
}
