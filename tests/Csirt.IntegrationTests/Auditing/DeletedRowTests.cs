using System.Net;
using Csirt.Contracts.Http.Escalation;
using Xunit;

namespace Csirt.IntegrationTests.Auditing;

/// <summary>A row deleted by hand in any service is found: on the board, and by mail to CSIRT責任者 and 統括.</summary>
public sealed class DeletedRowTests(AuditedTown town) : IClassFixture<AuditedTown>
{
    /// <summary>Service, statement, which id it takes, check that finds it, subject of the alarm.</summary>
    public static TheoryData<string, string, string, string, string> Rows => new()
    {
        { "intake", "DELETE FROM report WHERE id = @id", "report", "reports", "report" },
        { "intake", "DELETE FROM case_copy WHERE case_id = @id", "case", "case_copy_intake", "case" },
        { "cases", "DELETE FROM case_file WHERE id = @id", "case", "cases", "case" },
        { "cases", "DELETE FROM case_document WHERE id = @id", "case", "reports", "report" },
        { "cases", "DELETE FROM case_report WHERE report_id = @id", "report", "reports", "report" },
        { "cases", "DELETE FROM duty_copy WHERE case_id = @id", "case", "open_duties", "case" },
        { "escalation", "DELETE FROM case_copy WHERE case_id = @id", "case", "cases", "case" },
        { "escalation", "DELETE FROM case_state WHERE case_id = @id", "case", "cases", "case" },
        { "escalation", "DELETE FROM duty WHERE id = @id", "duty", "duty_remade", "duty" },
        { "escalation", "DELETE FROM mail WHERE id = @id", "mail", "mails", "mail" },
        { "notification", "DELETE FROM notification WHERE id = @id", "mail", "ledger", "mail" },
        { "notification", "DELETE FROM case_copy WHERE case_id = @id", "case", "case_copy_notification", "case" },
        { "cases", "DELETE FROM directory_copy WHERE @id <> ''", "report", "directory_cases", "directory" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_row_deleted_by_hand_is_an_alarm_on_the_board_and_by_mail(string service, string statement, string taken, string check, string about)
    {
        var stop = TestContext.Current.CancellationToken;
        var ids = await town.ReportAsync(stop);
        string Id(string kind) => kind switch { "report" => ids.ReportId, "case" => ids.CaseId, "duty" => ids.DutyId, "mail" => ids.MailId, _ => kind };
        await town.ByHandAsync(service, statement, Id(taken));
        var alarm = await town.AlarmAsync(check, Id(about), stop);
        Assert.NotEmpty(alarm.Message);
        Assert.NotEmpty(alarm.WhatToDo);
        await town.MailAsync(Id(about), stop);
        using var health = await town.Chief.Http.GetAsync(new Uri("/health/auditor", UriKind.Relative), stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Contains("differences", await health.Content.ReadAsStringAsync(stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_deleted_at_its_source_is_found_by_its_copies()
    {
        var stop = TestContext.Current.CancellationToken;
        var other = new AuditedTown();
        try
        {
            await other.InitializeAsync();
            await other.ReportAsync(stop);
            await other.ByHandAsync("directory", "DELETE FROM town_version WHERE @id <> ''", "all");
            Assert.Contains("連絡網サービスにありません", (await other.AlarmAsync("directory_notification", "directory", stop)).Message, StringComparison.Ordinal);
            await other.MailAsync("対象: directory", stop);
            Assert.DoesNotContain((await other.Chief.GetAsync<ReconciliationAlarms>("/api/escalation/alarms", stop)).Items, a => a.Subject?.StartsWith("person/", StringComparison.Ordinal) == true);
        }
        finally
        {
            await other.DisposeAsync();
        }
    }
}
