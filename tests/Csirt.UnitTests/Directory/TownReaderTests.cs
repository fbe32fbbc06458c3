using Csirt.Contracts.Values;
using Csirt.Directory.Towns;
using Xunit;
using static Csirt.Directory.Towns.TownSource;

namespace Csirt.UnitTests.Directory;

public sealed class TownReaderTests
{
    public static TheoryData<string, string, string, string> Slips => new()
    {
        { TownSource.Town, "\"990019\"", "\"990018\"", "全国地方公共団体コード" },
        { TownSource.Town, "demo: true", "demo: yes", "true か false" },
        { TownSource.Town, "channel: cloud", "channel: clowd", "使用できる値" },
        { TownSource.Town, "contact: c-denshi", "contact: c-nowhere", "連絡先「c-nowhere」は登録されていません" },
        { Organisation, "id: sec-zaisei", "id: sec-soumu", "2回使われています" },
        { Organisation, "id: sec-zaisei", "id: 財政課", "英小文字" },
        { Organisation, "under_appi68: false", "", "under_appi68" },
        { People, "SectionManager: sec-shogai", "SectionManagr: sec-shogai", "役割「SectionManagr」は使用できません" },
        { People, "SectionManager: sec-shogai", "SectionManager: sec-nowhere", "「sec-nowhere」は登録されていません" },
        { People, "SectionManager: sec-shogai", "SectionManager", "対象の課室の ID が必要" },
        { People, "      - Auditor\n", "      - Auditor: sec-kansa\n", "団体全体のもの" },
        { People, "      - Auditor\n", "      - 3\n", "役割「3」は使用できません" },
        { People, "deputy: p-shogai-tanto", "deputy: p-nobody", "職員「p-nobody」は登録されていません" },
        { People, "deputy: p-shogai-tanto", "deputy: p-shogai-kacho", "自分自身" },
        { People, "mail: shogai-kacho@aoba.example.jp", "mail: shogai-kacho@town.lg.jp", "デモの団体では" },
        { People, "mail: shogai-kacho@aoba.example.jp", "mail: shogai-kacho", "メールアドレスの形ではありません" },
        { People, "user_name: shogai-kacho", "user_name: soumu-kacho", "2回使われています" },
        { People, "user_name: shogai-kacho", "usr_name: shogai-kacho", "「usr_name」という項目はありません" },
        { Systems, "zone: lgwan", "zone: lgvan", "使用できる値: my_number、lgwan、internet" },
        { Systems, "provider: c-naibu", "provider: c-soto", "連絡先「c-soto」は登録されていません" },
        { Systems, "recovery_target_hours: 8", "recovery_target_hours: 8時間", "整数" },
        { Systems, "confidentiality: 3C", "confidentiality: 3D", "使用できる値: 3A、3B、3C、2、1" },
        { Contacts, "kind: jlis", "kind: j-lis", "使用できません" },
        { Contacts, "phone: 00-0000-2401", "phone: でんわ", "電話番号の形ではありません" },
        { Procedures, "kind: paper", "kind: papers", "使用できません" },
        { Procedures, "    local_advice: true", "    local_advice: はい", "true か false" },
    };

    [Fact]
    public void The_demo_town_can_be_read()
    {
        var town = TownReader.Read(TownFiles.Demo);

        Assert.Equal("990019", town.Code);
        Assert.Contains(town.Bodies, b => b is { Name: "議会", UnderAppi68: false });
        Assert.All(town.Bodies.Where(b => b.Name != "議会"), b => Assert.True(b.UnderAppi68));
        Assert.All(town.People, p => Assert.Contains(p.Roles, r => r.Role == Role.Staff && r.For == p.SectionId));
        // The prefecture's officer sits in the prefecture, which has data of its own.
        Assert.All(Enum.GetValues<Role>().Where(r => r != Role.PrefectureOfficer), role => Assert.Contains(town.People, p => p.Roles.Any(r => r.Role == role)));
    }

    [Fact]
    public void Every_section_department_and_system_of_the_demo_town_has_its_officer()
    {
        var town = TownReader.Read(TownFiles.Demo);
        var held = town.People.SelectMany(p => p.Roles).ToHashSet();

        Assert.All(town.Sections, s => Assert.Contains(new(Role.SectionManager, s.Id), held));
        Assert.All(town.Departments, d => Assert.Contains(new(Role.DepartmentHead, d.Id), held));
        Assert.All(town.Systems, s => Assert.Contains(new(Role.SystemManager, s.Id), held));
        Assert.Contains(town.People, p => p.Roles.Any(r => r.Role == Role.SectionManager) && p.Roles.Any(r => r.Role == Role.SystemManager));
    }

    [Theory]
    [MemberData(nameof(Slips))]
    public void A_slip_is_told_with_file_and_line(string file, string old, string slip, string message)
    {
        var before = TownFiles.Demo.Files[file];
        var line = before[..before.IndexOf(old, StringComparison.Ordinal)].Count(c => c == '\n') + 1;

        var thrown = Assert.Throws<TownDataException>(() => TownReader.Read(TownFiles.Replacing(file, old, slip)));

        var told = thrown.Message.Split('\n').Where(l => l.StartsWith(file, StringComparison.Ordinal) && l.Contains(message, StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(told);
        Assert.Contains(told, l => int.Parse(l.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture) is var at && Math.Abs(at - line) <= 2);
    }

    [Fact]
    public void All_slips_are_told_at_once()
    {
        var thrown = Assert.Throws<TownDataException>(() => TownReader.Read(TownFiles.With(Systems, t => t.Replace("zone: lgwan", "zone: x", StringComparison.Ordinal))));

        Assert.Equal(TownFiles.Demo.Files[Systems].Split("zone: lgwan").Length - 1, thrown.Message.Split('\n').Length - 1);
    }

    [Fact]
    public void Broken_yaml_is_told_with_its_line()
    {
        var thrown = Assert.Throws<TownDataException>(() => TownReader.Read(TownFiles.With(Contacts, t => t + "\n  - id: [")));

        Assert.Matches(@"contacts\.yaml:\d+: YAML として読み取れません", thrown.Message);
    }

    [Fact]
    public void Demo_passwords_are_refused_in_a_town_that_exists()
    {
        var thrown = Assert.Throws<TownDataException>(() => TownReader.Read(TownFiles.With(
            TownSource.Town,
            t => t.Replace("990019", "033219", StringComparison.Ordinal).Replace("demo: true", "demo: false", StringComparison.Ordinal))));

        Assert.Contains("demo: true の団体だけ", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_policy_s_fallback_stands_in_only_where_the_town_has_no_procedure()
    {
        var town = TownReader.Read(TownFiles.Demo).Procedures.Where(p => p.Kind == IncidentKind.MaliciousCode).ToList();
        var village = TownReader.Read(Shipped("demo-village")).Procedures.Where(p => p.Kind == IncidentKind.MaliciousCode).ToList();

        Assert.DoesNotContain(town, p => p.Steps.Any(s => s.Contains("慎重に検討", StringComparison.Ordinal)));
        Assert.True(town.Single(p => p.Title.Contains("電源", StringComparison.Ordinal)).IsLocalAdvice);
        Assert.Equal("ポリシー 6.4(3)キ（手順が定められていない場合）", Assert.Single(village).Source);
    }

    [Fact]
    public void The_fingerprint_changes_with_any_file() =>
        Assert.All(TownFiles.Demo.Files.Keys, file => Assert.NotEqual(TownFiles.Demo.Fingerprint, TownFiles.With(file, t => t + "#\n").Fingerprint));
}
