using Csirt.Contracts.Http.Intake;

namespace Csirt.Intake.Filing;

/// <summary>A list without blanks and repeats.</summary>
internal static class CleanList
{
    public static IReadOnlyList<string> Of(IEnumerable<string?>? list) => [.. (list ?? []).Select(CleanText.Line).OfType<string>().Distinct()];
}

/// <summary>A contact with its lines cleaned; null where nothing is left.</summary>
internal static class CleanContact
{
    private static readonly ReporterContact Empty = new();

    public static ReporterContact? Of(ReporterContact? contact)
    {
        var clean = new ReporterContact(CleanText.Line(contact?.Name), CleanText.Line(contact?.Phone), CleanText.Line(contact?.Mail), CleanText.Line(contact?.Note));
        return clean == Empty ? null : clean;
    }
}
