using System.Diagnostics.Metrics;

namespace Csirt.Platform.Telemetry;

/// <summary>Figures about the platform itself.</summary>
public static class CsirtMeters
{
    /// <summary>Name of the meter, to subscribe to.</summary>
    public const string Name = "Csirt";

    private static readonly Meter Meter = new(Name);

    internal static readonly Counter<long> Commits = Meter.CreateCounter<long>("csirt.store.commits", description: "Durable commits, by service");
}
