using System.Globalization;

namespace Csirt.Cases.Opening;

/// <summary>
/// Numbers a person can read over the phone: fiscal year (from April, Japan time) in era style and a sequence, R8-0012; drills
/// have a series of their own, 訓練-R8-003.
/// </summary>
internal static class CaseNumber
{
    /// <summary>A new era starts a new letter and year 1 with the fiscal year after it: add a line above.</summary>
    private static readonly (int FromFiscalYear, string Letter)[] Eras = [(2019, "R"), (1989, "H")];

    internal static string Of(int fiscalYear, bool drill, int sequence)
    {
        var (from, letter) = Eras.First(era => fiscalYear >= era.FromFiscalYear);
        var year = fiscalYear - from + 1;
        return drill
            ? string.Create(CultureInfo.InvariantCulture, $"訓練-{letter}{year}-{sequence:000}")
            : string.Create(CultureInfo.InvariantCulture, $"{letter}{year}-{sequence:0000}");
    }
}
