using Csirt.Contracts.Messages;
using Csirt.Escalation.Readiness;
using Csirt.Escalation.Rules;
using Csirt.UnitTests.Escalation.Evaluation;
using Xunit;

namespace Csirt.UnitTests.Escalation.Readiness;

public sealed class ContactNetworkTests
{
    [Fact]
    public void Gaps_are_found_with_the_clause_before_an_incident()
    {
        var town = TestTown.Snapshot with { Contacts = [.. TestTown.Snapshot.Contacts, new OutsideContact("c-ppc", "commission", "委員会", null, "1", null, null)] };
        var gaps = ContactNetwork.Gaps(town, RuleBookLoader.LoadBuiltIn());
        Assert.Contains(gaps, gap => gap is { RuleId: "section-contacts", Gap: "議会事務局の管理者が決まっていません。" });
        Assert.Contains(gaps, gap => gap is { RuleId: "system-contacts", Gap: "電子申請の情報システム管理者が決まっていません。" });
        Assert.Contains(gaps, gap => gap is { RuleId: "cloud-contacts", Gap: "電子申請の事業者（電子申請事業者）の連絡先がありません。" });
        Assert.Contains(gaps, gap => gap is { RuleId: "outside-contacts", Gap: "県の連絡先がありません。" });
        Assert.DoesNotContain(gaps, gap => gap.Gap == "個人情報保護委員会の連絡先がありません。");
        Assert.Contains(gaps, gap => gap.RuleId == "delegation" && gap.Gap.Contains("p-leader", StringComparison.Ordinal));
        Assert.Contains(gaps, gap => gap.RuleId == "expert-contacts");
        Assert.All(gaps, gap => Assert.NotEmpty(gap.Basis));
    }

    [Fact]
    public void A_role_held_by_nobody_is_a_gap()
    {
        var town = TestTown.Snapshot with { People = [.. TestTown.Snapshot.People.Where(person => person.Id != "p-contact")] };
        Assert.Contains(ContactNetwork.Gaps(town, RuleBookLoader.LoadBuiltIn()), gap => gap is { RuleId: "contact-network", Gap: "統一的な窓口が決まっていません。" });
    }
}
