using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Messages;
using Csirt.Platform.Database;
using Csirt.Platform.Messaging;

namespace Csirt.Platform.Epochs;

/// <summary>
/// Another service was restored: what it had been sent since goes out to it again, and it is told back the newest of what it had
/// said itself.
/// </summary>
internal sealed class AnswerEpoch(string service, IReadOnlyList<TellBack> tellers, IReadOnlyList<IMessageHandler<EpochBegan>> hearers) : IMessageHandler<EpochBegan>
{
    /// <summary>A message may have lain with the broker before it was taken in, and clocks differ; what comes twice is absorbed.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromDays(1);

    public async Task HandleAsync(EpochBegan message, IUnitOfWork uow)
    {
        foreach (var hearer in hearers)
        {
            await hearer.HandleAsync(message, uow);
        }

        if (message.Service == service)
        {
            return;
        }

        var since = message.KnownThrough - Margin;
        var replayed = await Outbox.ReplayAsync(uow, message.Service, since);
        var told = 0;
        foreach (var teller in tellers.Where(t => Topology.Producers[t.Heard].Contains(message.Service)))
        {
            foreach (var key in await Inbox.KeysSinceAsync(uow, Topology.NameOf(teller.Heard), since))
            {
                told += Tell(uow, message, await teller.NewestAsync(uow, key));
            }
        }

        uow.Audit("epoch.answered", $"epoch/{message.EpochId}", new { message.Service, replayed, told });
    }

    private static int Tell(IUnitOfWork uow, EpochBegan epoch, IReadOnlyList<IMessage> newest)
    {
        foreach (var message in newest)
        {
            uow.Publish(new Echoed
            {
                Town = uow.Town,
                To = epoch.Service,
                EpochId = epoch.EpochId,
                BegunAt = epoch.BegunAt,
                Type = Topology.NameOf(message.GetType()),
                Body = JsonSerializer.Serialize(message, message.GetType(), CsirtJson.Options),
                Key = message.Key,
            });
        }

        return newest.Count;
    }
}
