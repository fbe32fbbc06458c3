using Csirt.Contracts.Http.Cases;

namespace Csirt.Cases.Statistics;

/// <summary>A case as it is counted: figures alone, not a word of it and nobody's name.</summary>
/// <param name="Month">Month of the fiscal year in which it was opened; 0 is April.</param>
/// <param name="Drill">訓練.</param>
/// <param name="Overdue">With a duty past its limit.</param>
/// <param name="Kind">Stored code of its kind; null: not told.</param>
/// <param name="Severity">Position in <see cref="Contracts.Values.Severity"/>; −1 before assessment.</param>
/// <param name="UntilEnd">From opening to the end; null: it goes on.</param>
/// <param name="InStages">How long it stood in each stage that it has left.</param>
internal sealed record CountedCase(int Month, bool Drill, bool Overdue, string? Kind, int Severity, TimeSpan? UntilEnd, IReadOnlyDictionary<BoardLane, TimeSpan> InStages);
