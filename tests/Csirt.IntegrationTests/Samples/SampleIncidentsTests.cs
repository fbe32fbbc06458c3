using System.Globalization;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Values;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Csirt.IntegrationTests.Samples;

/// <summary>The main job on real input: published incidents go through the API to the end, each with what must come of it.</summary>
public sealed class SampleIncidentsTests(SampleTown town) : IClassFixture<SampleTown>
{
    public static TheoryData<string> Ids => [.. SampleIncident.All.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_published_incident_is_carried_from_the_report_to_its_end(string id)
    {
        var sample = SampleIncident.All[id];
        var walk = new SampleWalk(town, sample, TestContext.Current.CancellationToken);
        await walk.ReportAsync();
        if (Has(sample, "measures_before_judgement"))
        {
            await walk.RecordEmergencyAsync("サーバの通信を遮断した");
            Assert.Equal(CaseStage.Received, (await walk.SeeAsync()).Stage);
        }

        await walk.AssessAsync();
        CheckDuties(sample, await walk.DutiesAsync());
        await CheckPeopleAsync(sample, walk);
        if (sample.IsIncident)
        {
            await walk.CarryToTheEndAsync();
            Assert.Equal(CaseStage.Closed, (await walk.SeeAsync()).Stage);
        }
        else
        {
            await walk.NotAnIncidentAsync();
            Assert.Equal(CaseStage.NotIncident, (await walk.SeeAsync()).Stage);
        }
    }

    private static void CheckDuties(SampleIncident sample, CaseDuties duties)
    {
        if (Map(sample, "commission_preliminary") is { } preliminary)
        {
            var duty = Duty(duties, "appi-preliminary");
            Assert.Equal(Words(preliminary, "duty").Order(), Grounds(duty, GroundStatus.Duty));
            Assert.Equal(Words(preliminary, "provisional").Except(["my_number"]).Order(), Grounds(duty, GroundStatus.Provisional));
            Assert.Equal(Day(preliminary, "guideline_day5") ?? duty.Limit!.LastDay, duty.Limit!.LastDay);
            Assert.Equal(Has(preliminary, "exemption"), duties.Judgements.Any(j => j.RuleId == "exemption-encryption"));
        }

        if (Map(sample, "commission_final") is { } final)
        {
            var duty = Duty(duties, "appi-final");
            Assert.Equal(Day(final, "due"), duty.Limit!.LastDay);
            Assert.Equal(Has(final, "provisional"), duty.State is DutyLife.Provisional);
        }

        if (Map(sample, "commission_my_number") is { } myNumber)
        {
            Assert.Equal(Day(myNumber, "guideline_day5"), Duty(duties, "my-number-preliminary").Limit!.LastDay);
            Assert.Equal(Day(myNumber, "final_due"), Duty(duties, "my-number-final").Limit!.LastDay);
        }

        if (Text(sample, "commission_preliminary") == "none" || Text(sample, "commission_appi") == "none")
        {
            Assert.DoesNotContain(duties.Duties, d => d.RuleId.StartsWith("appi-", StringComparison.Ordinal));
        }

        Check(sample, duties, "prefecture");
        Check(sample, duties, "ministry");
        CheckOthers(sample, duties);
    }

    private static void Check(SampleIncident sample, CaseDuties duties, string ruleId)
    {
        switch (Text(sample, ruleId) ?? (Map(sample, ruleId) is null ? null : "via"))
        {
            case "duty":
                Assert.Equal(DutyLife.Open, Duty(duties, ruleId).State);
                break;
            case "via":
                Assert.Equal(Map(sample, ruleId)!["via"].ToString(), Duty(duties, ruleId).Via);
                break;
            case "judge":
                Assert.Contains(duties.Judgements, j => j.RuleId == "policy-coverage");
                Assert.DoesNotContain(duties.Duties, d => d.RuleId == ruleId);
                break;
            case "none":
                Assert.DoesNotContain(duties.Duties, d => d.RuleId == ruleId);
                break;
        }
    }

    private static void CheckOthers(SampleIncident sample, CaseDuties duties)
    {
        if (Text(sample, "persons_concerned") is { } persons)
        {
            var expected = persons == "duty" ? DutyLife.Open : DutyLife.Provisional;
            Assert.Contains(duties.Duties, d => d.RuleId is "appi-persons" or "my-number-persons" && d.State == expected);
        }

        foreach (var (key, rule) in new[] { ("contractor_measures", "contractor-measures"), ("similar_systems", "similar-systems"), ("lgwan_jlis", "shared-network") }.Where(x => Has(sample, x.Item1)))
        {
            Assert.Equal(DutyLife.Open, Duty(duties, rule).State);
        }

        if (Text(sample, "police") is { } police)
        {
            Assert.Contains(duties.Duties, d => d.RuleId == (police == "duty" ? "police-crime" : "police-loss"));
        }

        Assert.Equal(Text(sample, "publication") == "judge", duties.Judgements.Any(j => j.RuleId == "publication") && Has(sample, "publication"));
    }

    private async Task CheckPeopleAsync(SampleIncident sample, SampleWalk walk)
    {
        var seen = await walk.SeeAsync();
        var told = await town.EventuallyAsync(walk.ToldAsync, t => t.Count > 0, $"{sample.Id}: someone is told");
        Assert.Empty(told.GroupBy(t => (t.RuleId, t.PersonId, t.ContactId, t.Subject, t.Wanted)).Where(g => g.Count() > 1).Select(g => g.Key));
        Assert.Equal(sample.Drill, seen.Number.StartsWith("訓練-", StringComparison.Ordinal));
        if (sample.Drill)
        {
            Assert.All(told, t => Assert.True(t.Drill));
        }

        if (sample.Restricted)
        {
            Assert.DoesNotContain(told, t => t.PersonId == SampleTown.ManagerOf(sample.Section));
            Assert.Contains(told, t => t.Roles.Contains(Role.ChiefSecurityOfficer));
            Assert.Contains(told, t => t.Roles.Contains(Role.DepartmentHead));
            using var outsider = await town.Staff.Http.GetAsync(new Uri($"/api/cases/{walk.CaseId}", UriKind.Relative));
            Assert.Equal(System.Net.HttpStatusCode.NotFound, outsider.StatusCode);
        }
    }

    private static DutyDetail Duty(CaseDuties duties, string ruleId) => duties.Duties.Single(d => d.RuleId == ruleId);

    private static IEnumerable<string> Grounds(DutyDetail duty, GroundStatus status) => duty.Grounds.Where(g => g.Status == status).Select(g => g.Id).Order();

    private static bool Has(SampleIncident sample, string key) => sample.Expect.Children.ContainsKey(key);

    private static bool Has(YamlMappingNode map, string key) => map.Children.ContainsKey(key);

    private static YamlMappingNode? Map(SampleIncident sample, string key) => Has(sample, key) ? sample.Expect[key] as YamlMappingNode : null;

    private static string? Text(SampleIncident sample, string key) => Has(sample, key) && sample.Expect[key] is YamlScalarNode scalar ? scalar.Value : null;

    private static IEnumerable<string> Words(YamlMappingNode map, string key) =>
        Has(map, key) && map[key] is YamlSequenceNode list ? list.Select(n => n.ToString()) : [];

    private static DateOnly? Day(YamlMappingNode map, string key) => Has(map, key) ? DateOnly.Parse(map[key].ToString(), CultureInfo.InvariantCulture) : null;
}
