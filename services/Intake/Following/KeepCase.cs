using System.Text.Json;
using Csirt.Contracts.Messages;
using Csirt.Platform.Database;
using Csirt.Platform.Messaging;
using Csirt.Platform.Replicas;

namespace Csirt.Intake.Following;

/// <summary>Keeps what Cases says of a case: for the reporter's progress, and to decide who may read its reports.</summary>
internal sealed class KeepCase : IMessageHandler<CaseChanged>
{
    private static readonly Sql Remove = new(
        "DELETE FROM case_report WHERE town = @town AND case_id = @caseId AND report_id NOT IN (SELECT value FROM json_each(@reportIds))",
        "DELETE FROM case_report WHERE town = @town AND case_id = @caseId AND report_id NOT IN (SELECT CAST(value AS CHAR(32)) FROM OPENJSON(@reportIds))");

    private static readonly Sql Add = new(
        """
        INSERT INTO case_report (town, report_id, case_id)
        SELECT DISTINCT @town, j.value, @caseId FROM json_each(@reportIds) j
        WHERE NOT EXISTS (SELECT 1 FROM case_report r WHERE r.town = @town AND r.report_id = j.value AND r.case_id = @caseId)
        """,
        """
        INSERT INTO case_report (town, report_id, case_id)
        SELECT DISTINCT @town, j.value, @caseId FROM OPENJSON(@reportIds) j
        WHERE NOT EXISTS (SELECT 1 FROM case_report r WHERE r.town = @town AND r.report_id = j.value AND r.case_id = @caseId)
        """);

    public async Task HandleAsync(CaseChanged message, IUnitOfWork uow)
    {
        if (await CaseCopies.StoreIfNewerAsync(uow, message))
        {
            var reports = new { message.CaseId, reportIds = JsonSerializer.Serialize(message.ReportIds) };
            await uow.ExecuteAsync(Remove, reports);
            await uow.ExecuteAsync(Add, reports);
        }
    }
}
