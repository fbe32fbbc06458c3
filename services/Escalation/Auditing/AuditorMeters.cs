using System.Diagnostics.Metrics;
using Csirt.Platform.Database;
using Csirt.Platform.Telemetry;

namespace Csirt.Escalation.Auditing;

/// <summary>Figures of the auditor, read from the database when they are asked for: any process tells the same.</summary>
internal sealed class AuditorMeters : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private readonly Meter _meter = new(CsirtMeters.Name);
    private readonly Heartbeat _heartbeat;
    private readonly TimeProvider _time;
    private (double Age, long Alarms) _figures;
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    public AuditorMeters(Heartbeat heartbeat, TimeProvider time)
    {
        (_heartbeat, _time) = (heartbeat, time);
        _meter.CreateObservableGauge("csirt.auditor.last_run_age", () => Read().Age, "s", "Since the last reconciliation in which every service answered");
        _meter.CreateObservableGauge("csirt.auditor.differences", () => Read().Alarms, description: "Alarms of the reconciliation that are open");
    }

    public void Dispose() => _meter.Dispose();

    // The hook of a gauge is synchronous; once per scrape, this is the price.
    private (double Age, long Alarms) Read()
    {
        if (_time.GetUtcNow() - _readAt > Fresh)
        {
            try
            {
                _figures = _heartbeat.FiguresOfMetersAsync().GetAwaiter().GetResult();
                _readAt = _time.GetUtcNow();
            }
            catch (StoreUnavailableException)
            {
                // No database, no new figures; readiness tells of that.
                return _figures;
            }
        }

        return _figures;
    }
}
