using System.Globalization;
using Csirt.Contracts.Messages;
using Csirt.Escalation.Evaluation;
using Csirt.Platform.Database;
using Csirt.Platform.Messaging;

namespace Csirt.Escalation.Prefecture;

/// <summary>The prefecture's side: a town's report arrives and waits to be taken in.</summary>
internal sealed class TakeInTownReport : IMessageHandler<TownReportFiled>
{
    public async Task HandleAsync(TownReportFiled message, IUnitOfWork uow)
    {
        var report = new TownReportDocument
        {
            Id = StableId.Of("town-report", message.From, message.DutyId, message.Number.ToString(CultureInfo.InvariantCulture)),
            Version = 1,
            Filed = message,
            ArrivedAt = uow.Now,
        };
        await TownReportStore.AddAsync(uow, report);
        uow.Audit("town_report.arrived", $"town-report/{report.Id}", new { message.From, message.DutyId, message.Number });
    }
}
