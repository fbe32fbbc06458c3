using Csirt.Platform.Database;

namespace Csirt.Platform.Telemetry;

/// <summary>A figure that a service's rows give: a number over all towns, by <c>@now</c>. Shown as a gauge with the service's name.</summary>
/// <param name="Name">Name of the gauge, e.g. <c>csirt.duties.overdue</c>.</param>
/// <param name="Unit">Unit; empty where it counts.</param>
/// <param name="Description">What it says.</param>
/// <param name="Sql">Returns one number, or NULL where there is nothing to measure.</param>
public sealed record Figure(string Name, string Unit, string Description, Sql Sql);
