using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Csirt.Platform.Messaging.RabbitMq;

/// <summary>A process without its broker is degraded, not unready: it takes requests, and its outbox keeps what it says.</summary>
internal sealed class BrokerCheck(IBusControl bus, BrokerState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var health = bus.CheckHealth();
        return Task.FromResult(
            !state.Proven ? HealthCheckResult.Degraded($"メッセージの経路を確認できていません（受け付けは続けています）: {state.Missing}")
            : health.Status != BusHealthStatus.Healthy ? HealthCheckResult.Degraded("メッセージブローカーに接続できません（受け付けは続けています）。")
            : HealthCheckResult.Healthy());
    }
}
