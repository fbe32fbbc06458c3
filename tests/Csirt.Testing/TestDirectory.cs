using System.Security.Cryptography;
using System.Text;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;

namespace Csirt.Testing;

/// <summary>A small town for tests: two bodies, three sections, every role that takes part, three systems, a key for each channel.</summary>
public static class TestDirectory
{
    /// <summary>Code of the town.</summary>
    public const string Town = "990019";

    /// <summary>Code of another town, with the same organisation.</summary>
    public const string OtherTown = "990027";

    public static Person Clerk { get; } = Someone("p-clerk", "住民課 係員", "sec-resident");

    public static Person Manager { get; } = Someone("p-manager", "住民課長", "sec-resident", new RoleHeld(Role.SectionManager, "sec-resident"));

    public static Person OtherManager { get; } = Someone("p-manager-school", "学校教育課長", "sec-school", new RoleHeld(Role.SectionManager, "sec-school"));

    public static Person Head { get; } = Someone("p-head", "町民部長", "sec-resident", new RoleHeld(Role.DepartmentHead, "dep-resident"));

    public static Person SystemManager { get; } = Someone("p-system-manager", "基幹系システム管理者", "sec-it", new RoleHeld(Role.SystemManager, "sys-core"));

    public static Person Contact { get; } = Someone("p-contact", "統一的な窓口", "sec-it", new RoleHeld(Role.PointOfContact, null));

    public static Person Member { get; } = Someone("p-csirt", "CSIRT要員", "sec-it", new RoleHeld(Role.CsirtMember, null));

    public static Person Leader { get; } = Someone("p-leader", "CSIRT責任者", "sec-it", new RoleHeld(Role.CsirtLeader, null));

    public static Person ChiefSecurityOfficer { get; } = Someone("p-cso", "統括情報セキュリティ責任者", "sec-it", new RoleHeld(Role.ChiefSecurityOfficer, null));

    public static Person Ciso { get; } = Someone("p-ciso", "副町長", "sec-it", new RoleHeld(Role.Ciso, null));

    public static Person Auditor { get; } = Someone("p-auditor", "監査統括責任者", "sec-it", new RoleHeld(Role.Auditor, null));

    public static Person Operator { get; } = Someone("p-operator", "運用担当", "sec-it", new RoleHeld(Role.Operator, null));

    /// <summary>The town whole, in its first version.</summary>
    public static DirectoryChanged Snapshot { get; } = Of(Town);

    /// <summary>The whole key that files over this channel, for the header <c>X-Api-Key</c>.</summary>
    public static string ApiKey(Channel channel, string town = Town) => $"csirt.{town}.key-{channel.ToString().ToLowerInvariant()}.secret-for-tests";

    /// <summary>The directory of a town.</summary>
    public static DirectoryChanged Of(string town) => new()
    {
        Town = town,
        Version = 1,
        TownName = "試験町",
        Bodies = [new Body("body-town", "町長部局", true), new Body("body-school", "教育委員会", true)],
        Departments = [new Department("dep-resident", "町民部", "body-town"), new Department("dep-it", "企画部", "body-town"), new Department("dep-school", "教育委員会事務局", "body-school")],
        Sections =
        [
            new Section("sec-resident", "住民課", "dep-resident", "内線 101"),
            new Section("sec-it", "情報政策課", "dep-it", "内線 311"),
            new Section("sec-school", "学校教育課", "dep-school", "内線 501"),
        ],
        People = [Clerk, Manager, OtherManager, Head, SystemManager, Contact, Member, Leader, ChiefSecurityOfficer, Ciso, Auditor, Operator],
        Systems =
        [
            new InformationSystem("sys-core", "住民情報システム", NetworkZone.MyNumber, "sec-resident", "3A", 2, 2, 4, true, null),
            new InformationSystem("sys-files", "共有ファイルサーバ", NetworkZone.Lgwan, "sec-it", "2", 2, 2, 24, false, null),
            new InformationSystem("sys-web", "公式ウェブサイト", NetworkZone.Internet, "sec-it", "1", 2, 2, 24, false, "c-cloud"),
        ],
        Contacts =
        [
            new OutsideContact("c-prefecture", "prefecture", "県 市町村課", "ken@example.lg.jp", "00-0000-0001", null, null),
            new OutsideContact("c-cloud", "cloud", "クラウドサービス事業者", "cloud@example.jp", "00-0000-0002", null, null),
            new OutsideContact("c-contractor", "contractor", "委託事業者", "contractor@example.jp", "00-0000-0003", null, null),
        ],
        Procedures =
        [
            new FirstResponse(null, "まず行うこと", ["見えているものを書き留める。", "窓口に電話する。"], false, "町 初動手順 1"),
            new FirstResponse(IncidentKind.MaliciousCode, "ウイルス感染の疑い", ["LAN ケーブルを抜く。"], false, "町 初動手順 2"),
            new FirstResponse(IncidentKind.MaliciousCode, "電源は切らない", ["指示があるまで電源を切らない。"], true, "町の助言"),
        ],
        ApiKeys =
        [
            KeyOf(town, Channel.Monitoring, null),
            KeyOf(town, Channel.Contractor, "c-contractor"),
            KeyOf(town, Channel.Cloud, "c-cloud"),
        ],
    };

    private static ApiKey KeyOf(string town, Channel channel, string? contactId)
    {
        var key = ApiKey(channel, town);
        return new ApiKey(key.Split('.')[2], Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))), channel, contactId, null);
    }

    private static Person Someone(string id, string name, string sectionId, params RoleHeld[] roles) =>
        new(id, name, sectionId, $"{id}@example.lg.jp", "内線 000", [new RoleHeld(Role.Staff, null), .. roles], null, null);
}
