using System.Text.Json;
using Csirt.Cases.Model;
using Csirt.Cases.Opening;
using Csirt.Contracts;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;
using Csirt.Platform.Clock;
using Xunit;

namespace Csirt.UnitTests.Cases.Model;

public sealed class OpeningTests
{
    [Theory]
    [InlineData("2026-03-31T14:59:59Z", false, 12, "R7-0012")]
    [InlineData("2026-03-31T15:00:00Z", false, 1, "R8-0001")]
    [InlineData("2026-12-31T23:00:00Z", false, 12345, "R8-12345")]
    [InlineData("2027-01-05T00:00:00Z", true, 3, "訓練-R8-003")]
    [InlineData("2019-04-15T00:00:00Z", false, 1, "R1-0001")]
    public void Numbers_follow_the_fiscal_year_in_Japan(string at, bool drill, int sequence, string number) =>
        Assert.Equal(number, CaseNumber.Of(FiscalYear.Of(DateTimeOffset.Parse(at, null)), drill, sequence));

    [Fact]
    public void A_known_that_nobody_gave_is_the_moment_of_acceptance()
    {
        var report = Given.Report(r => r with { Times = new(FactTime.Unknown, FactTime.Unknown, FactTime.Unknown) });
        var (c, lines) = OpenCase.From(report, "id", "R8-0001", Given.Town, Given.Now);
        Assert.Equal(report.AcceptedAt, c.Times.Known.EarliestMoment);
        Assert.Equal(["opened", "known_from_acceptance"], lines.Select(l => l.Code));
    }

    [Fact]
    public void A_confidential_report_opens_a_restricted_case_without_the_implicated()
    {
        var (c, _) = OpenCase.From(Given.Report(r => r with { Restricted = true, ImplicatedIds = ["chief", "manager"] }), "id", "R8-0001", Given.Town, Given.Now);
        Assert.Equal(["leader", "ciso"], c.HandlerIds);
        Assert.Equal(["chief", "manager"], c.ImplicatedIds);

        var (alone, lines) = OpenCase.From(Given.Report(r => r with { Restricted = true, ImplicatedIds = ["leader", "chief", "member", "ciso"] }), "id", "R8-0001", Given.Town, Given.Now);
        Assert.Equal(["ciso"], alone.HandlerIds);
        Assert.Contains(lines, l => l.Code == "implicated_kept");
    }

    [Theory]
    [InlineData("", "（内容の記載なし）")]
    [InlineData("\n\n  一行目  \n二行目", "一行目")]
    public void The_title_is_the_first_line(string text, string title) => Assert.Equal(title, OpenCase.TitleOf(text));

    [Fact]
    public void A_long_title_is_not_cut_within_a_character()
    {
        var title = OpenCase.TitleOf(new string('あ', 59) + "👨‍👩‍👧" + "い");
        Assert.EndsWith("👨‍👩‍👧…", title, StringComparison.Ordinal);
    }

    [Fact]
    public void A_real_event_found_in_a_drill_gets_a_case_of_its_own_with_the_original_times()
    {
        var drill = Given.Case(CaseStage.Containment, c => c with { Drill = true, Number = "訓練-R8-001", Facts = new CaseFacts { PersonalData = Answer.Suspected } });
        var link = new CaseLink("real", "R8-0005");
        var marked = OpenRealEvent.Mark(drill, link, Given.Member).Done();
        var (real, _) = OpenRealEvent.Open(drill, link, Given.Member);

        Assert.True(marked.Drill);
        Assert.Equal((false, CaseStage.Received, drill.Times.Known, Answer.Suspected, "report-1"), (real.Drill, real.Stage, real.Times.Known, real.Facts.PersonalData, real.Reports[0].ReportId));
        Assert.Equal(["already_real"], OpenRealEvent.Mark(marked, link, Given.Member).Refused());
        Assert.Equal(["not_a_drill"], OpenRealEvent.Mark(Given.Case(), link, Given.Member).Refused());
    }

    [Fact]
    public void A_case_is_stored_and_read_back_whole()
    {
        var c = Given.AwaitingCiso() with
        {
            FactsKnown = new Dictionary<string, FactTime> { ["persons"] = Given.At("2026-10-05") },
            Evidence = [new Evidence("E1", "複製", null, "金庫", Given.At("2026-09-29"), false, "member", Given.Now, [new EvidenceMovement(EvidenceMove.HandedToPolice, "警察署", null, null, null, Given.At("2026-09-30"), false, "member", Given.Now)])],
            Absorbed = [new AbsorbedCase("x", "R8-0002", Given.At("2026-09-30"), ["sys-1"])],
        };
        var json = JsonSerializer.Serialize(c, CsirtJson.Options);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<CaseDocument>(json, CsirtJson.Options), CsirtJson.Options));
        Assert.Contains("\"stage\":\"prevention_awaiting_ciso\"", json, StringComparison.Ordinal);
    }
}
