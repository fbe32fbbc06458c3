using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Csirt.Contracts.Http.Reconciliation;
using Csirt.Platform.Database;

namespace Csirt.Platform.Reconciliation;

/// <summary>Counts and digests of ranges. The rows are read page by page where they lie; only the sums leave the service.</summary>
internal static class HoldingRanges
{
    private const int Page = 5000;

    /// <summary>Ranges of so many rows each; the last, which may be empty, goes on to the end.</summary>
    public static async Task<IReadOnlyList<HoldingRange>> OfSizeAsync(IReadSession session, HoldingSource source, int size)
    {
        var ranges = new List<HoldingRange>();
        for (var after = string.Empty; ;)
        {
            var rows = await source.PageAsync(session, after, size);
            using var sum = new Sum();
            sum.Add(rows);
            if (rows.Count < size)
            {
                ranges.Add(sum.End(null));
                return ranges;
            }

            after = rows[^1].Id;
            ranges.Add(sum.End(after));
        }
    }

    /// <summary>Ranges that end where another service's do.</summary>
    public static async Task<IReadOnlyList<HoldingRange>> OfBoundsAsync(IReadSession session, HoldingSource source, IReadOnlyList<string> bounds)
    {
        var ranges = new List<HoldingRange>(bounds.Count + 1);
        var sum = new Sum();
        try
        {
            for (var after = string.Empty; ;)
            {
                var rows = await source.PageAsync(session, after, Page);
                foreach (var row in rows)
                {
                    while (ranges.Count < bounds.Count && string.CompareOrdinal(row.Id, bounds[ranges.Count]) > 0)
                    {
                        ranges.Add(sum.End(bounds[ranges.Count]));
                    }

                    sum.Add([row]);
                }

                if (rows.Count < Page)
                {
                    break;
                }

                after = rows[^1].Id;
            }

            while (ranges.Count < bounds.Count)
            {
                ranges.Add(sum.End(bounds[ranges.Count]));
            }

            ranges.Add(sum.End(null));
            return ranges;
        }
        finally
        {
            sum.Dispose();
        }
    }

    private sealed class Sum : IDisposable
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private long _count;

        public void Add(IEnumerable<HeldRow> rows)
        {
            foreach (var row in rows)
            {
                _hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{row.Id}:{row.Version}\n")));
                _count++;
            }
        }

        /// <summary>The sum of what was added since the last end.</summary>
        public HoldingRange End(string? through)
        {
            var range = new HoldingRange(through, _count, Convert.ToHexStringLower(_hash.GetHashAndReset()));
            _count = 0;
            return range;
        }

        public void Dispose() => _hash.Dispose();
    }
}
