using System.Diagnostics.Metrics;
using Csirt.Platform.Database;
using Csirt.Platform.Messaging;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Csirt.Platform.Telemetry;

/// <summary>
/// Reads one service's figures every 15 seconds and shows them as gauges. When the database doesn't answer they vanish instead of
/// standing still: an alarm on what is absent, not a picture of yesterday.
/// </summary>
internal sealed class FigureSampler : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);
    private readonly ServiceDatabase _database;
    private readonly IReadOnlyList<Figure> _figures;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Meter _meter = new(CsirtMeters.Name);
    private volatile Dictionary<string, double> _latest = [];

    public FigureSampler(ServiceDatabase database, IReadOnlyList<Figure> figures, TimeProvider time, ILogger<FigureSampler> log)
    {
        (_database, _figures, _time, _log) = (database, figures, time, log);
        foreach (var figure in figures)
        {
            _meter.CreateObservableGauge(figure.Name, () => Latest(figure.Name), figure.Unit, figure.Description);
        }
    }

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var wake = new Wake(_time);
        while (!stoppingToken.IsCancellationRequested)
        {
            await SampleAsync(stoppingToken);
            await wake.WaitAsync(Every, stoppingToken);
        }
    }

    private async Task SampleAsync(CancellationToken stop)
    {
        try
        {
            var now = _time.GetUtcNow();
            _latest = await _database.ReadAsync(Everywhere.Town, session => ReadAsync(session, now), stop);
        }
        catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            _latest = [];
            _log.LogWarning(e, "The figures of {Service} could not be read", _database.Service);
        }
    }

    private async Task<Dictionary<string, double>> ReadAsync(IReadSession session, DateTimeOffset now)
    {
        var read = new Dictionary<string, double>();
        foreach (var figure in _figures)
        {
            // No row to measure, e.g. no anchor yet: the figure is unknown, not 0.
            if (await session.QuerySingleAsync<double?>(figure.Sql, new { now }) is { } value)
            {
                read[figure.Name] = value;
            }
        }

        return read;
    }

    private IEnumerable<Measurement<double>> Latest(string name) =>
        _latest.TryGetValue(name, out var value) ? [new(value, new KeyValuePair<string, object?>("service", _database.Service))] : [];
}
