using Csirt.Cases.Opening;
using Csirt.Platform;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Csirt.UnitTests.Cases;

/// <summary>Ids of cases follow from their reports.</summary>
public sealed class CaseIdsTests
{
    [Fact]
    public void A_report_has_one_case_id_and_another_report_another()
    {
        Assert.Equal(CaseIds.Of("01a210ed0cc47f6fb67498587fc3c2b9"), CaseIds.Of("01a210ed0cc47f6fb67498587fc3c2b9"));
        Assert.NotEqual(CaseIds.Of("01a210ed0cc47f6fb67498587fc3c2b9"), CaseIds.Of("01a210ed0cc47f6fb67498587fc3c2ba"));
        Assert.NotEqual("01a210ed0cc47f6fb67498587fc3c2b9", CaseIds.Of("01a210ed0cc47f6fb67498587fc3c2b9"));
        Assert.Matches("^[0-9a-f]{32}$", CaseIds.Of("r-1"));
    }

    [Fact]
    public void Cases_sort_as_their_reports_came_in()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero));
        var ids = new List<string>();
        for (var i = 0; i < 100; i++)
        {
            ids.Add(CaseIds.Of(Ids.New(time)));
            time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }
}
