using System.Text.Json;
using Csirt.Intake.Filing;
using Csirt.Intake.Storage;
using Csirt.Platform.Database;

namespace Csirt.Intake.Duplicates;

/// <summary>
/// Reports that look like the same event: a suggestion, a person merges. Only the newest of the last three days are looked at, so
/// that it costs the same in the first year and in the tenth. Restricted reports are never suggested: that would tell of them.
/// </summary>
internal static class LikelyDuplicates
{
    private const int MostSuggested = 5;
    private const double Enough = 0.5;
    private static readonly TimeSpan Window = TimeSpan.FromHours(72);

    private static readonly Sql SelectRecent = new(
        """
        SELECT id, section_id, kind, system_ids, signature FROM report
        WHERE town = @town AND drill = @drill AND accepted_at >= @since AND restricted = 0 ORDER BY accepted_at DESC LIMIT 100
        """,
        """
        SELECT TOP (100) id, section_id, kind, system_ids, signature FROM report
        WHERE town = @town AND drill = @drill AND accepted_at >= @since AND restricted = 0 ORDER BY accepted_at DESC
        """);

    public static async Task<IReadOnlyList<string>> FindAsync(IUnitOfWork uow, Report report, byte[] signature)
    {
        var recent = await uow.QueryAsync<Candidate>(SelectRecent, new { report.Drill, since = uow.Now - Window });
        var wanted = new Candidate
        {
            Id = string.Empty,
            SectionId = report.SectionId,
            Kind = Codes.Of(report.Document.Kind),
            SystemIds = JsonSerializer.Serialize(report.Document.SystemIds),
            Signature = signature,
        };
        return Choose(wanted, recent);
    }

    /// <summary>Most alike first.</summary>
    public static IReadOnlyList<string> Choose(Candidate wanted, IEnumerable<Candidate> recent) =>
    [
        .. recent.Select(c => (c.Id, Score: Score(wanted, c))).Where(c => c.Score >= Enough)
            .OrderByDescending(c => c.Score).ThenByDescending(c => c.Id, StringComparer.Ordinal)
            .Take(MostSuggested).Select(c => c.Id),
    ];

    /// <summary>The words count most: the same words alone are enough, the same section, system and kind alone are not.</summary>
    public static double Score(Candidate one, Candidate other)
    {
        var sameSection = one.SectionId is not null && one.SectionId == other.SectionId;
        var sameKind = one.Kind is not null && one.Kind == other.Kind;
        return (0.6 * TextSignature.Similarity(one.Signature, other.Signature))
            + (SharesSystem(one, other) ? 0.2 : 0)
            + (sameSection ? 0.1 : 0)
            + (sameKind ? 0.1 : 0);
    }

    private static bool SharesSystem(Candidate one, Candidate other) =>
        one.SystemIds != "[]" && other.SystemIds != "[]"
        && (one.SystemIds == other.SystemIds || one.Systems.Intersect(other.Systems).Any());

    internal sealed class Candidate
    {
        public required string Id { get; init; }

        public string? SectionId { get; init; }

        public string? Kind { get; init; }

        /// <summary>JSON array of ids.</summary>
        public required string SystemIds { get; init; }

        public required byte[] Signature { get; init; }

        public IReadOnlyList<string> Systems => JsonSerializer.Deserialize<string[]>(SystemIds)!;
    }
}
