using System.Text.Json;

namespace Csirt.Intake.Storage;

/// <summary>Stable names of enum values in columns: the same as in JSON.</summary>
internal static class Codes
{
    public static string? Of<T>(T? value)
        where T : struct, Enum =>
        value is { } set ? JsonNamingPolicy.SnakeCaseLower.ConvertName(set.ToString()) : null;
}
