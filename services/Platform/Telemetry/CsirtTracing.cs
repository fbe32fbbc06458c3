using System.Diagnostics;

namespace Csirt.Platform.Telemetry;

/// <summary>Traces: one report can be followed through every service by its trace id.</summary>
public static class CsirtTracing
{
    /// <summary>Name of the source, to subscribe to.</summary>
    public const string Name = "Csirt";

    internal static readonly ActivitySource Source = new(Name);
}
