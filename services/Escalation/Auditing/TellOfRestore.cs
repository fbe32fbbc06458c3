using System.Globalization;
using Csirt.Contracts.Messages;
using Csirt.Escalation.Evaluation;
using Csirt.Platform.Database;
using Csirt.Platform.Messaging;

namespace Csirt.Escalation.Auditing;

/// <summary>A service was restored: what nobody else has of the time in between is lost. A person has to look after that, and closes the alarm.</summary>
internal sealed class TellOfRestore : IMessageHandler<EpochBegan>
{
    private static readonly TimeSpan Japan = TimeSpan.FromHours(9);

    public Task HandleAsync(EpochBegan message, IUnitOfWork uow)
    {
        var note = string.Create(
            CultureInfo.InvariantCulture,
            $"{Checks.ServiceNames[message.Service]}サービスを古いバックアップから復元しました。{At(message.KnownThrough)}から{At(message.BegunAt)}までに、このサービスで行った操作（復元により失われた可能性のある操作）を確かめてください。");
        return Findings.RaiseOnceAsync(uow, StableId.Of("restored", message.Service, message.EpochId), Checks.Restored, message.Service, note);
    }

    private static string At(DateTimeOffset moment) => moment.ToOffset(Japan).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
