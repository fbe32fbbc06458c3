using Csirt.Platform.Database;
using Csirt.Platform.Telemetry;

namespace Csirt.Escalation.Duties;

/// <summary>Figures for those who operate the system: whether duties are being missed.</summary>
internal static class DutyFigures
{
    private static readonly Sql Overdue = new("SELECT COUNT(*) FROM duty WHERE waiting = 1 AND due_at <= @now");

    private static readonly Sql Undecided = new("SELECT COUNT(*) FROM duty WHERE waiting = 1 AND state = 'provisional'");

    public static IReadOnlyList<Figure> All { get; } =
    [
        new("csirt.duties.overdue", "", "Reporting duties past their deadline that nobody has filed", Overdue),
        new("csirt.duties.undecided", "", "Provisional duties (要判断) that wait for a person", Undecided),
    ];
}
