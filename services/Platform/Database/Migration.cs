namespace Csirt.Platform.Database;

/// <summary>
/// A numbered change of a service's tables. Applied once, in order, at start; changes only ever add (expand), so that an
/// older process can still run beside it. Platform uses 1–99, a service 100 and up.
/// </summary>
/// <param name="Id">Number; unique within a service.</param>
/// <param name="Name">What it brings, in a few words.</param>
/// <param name="Script">Statements; for SQL Server separated by lines that hold only <c>GO</c>.</param>
public sealed record Migration(int Id, string Name, Sql Script);
