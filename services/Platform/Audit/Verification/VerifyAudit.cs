using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using Csirt.Platform.Audit.Anchors;
using Csirt.Platform.Hosting.Commands;
using Csirt.Platform.Messaging;

namespace Csirt.Platform.Audit.Verification;

/// <summary>Checks every audit chain and every signed anchor of an installation without its services, and names the first bad row of each chain.</summary>
internal sealed class VerifyAudit : ICommand
{
    public string Name => "verify-audit";

    public string Help =>
        """
        監査記録の連鎖と署名つき定点をすべて検証する（サービスは止まっていてよい）。異常があれば終了コード 1。
        --Data:Directory=データフォルダ または --Database:Provider=SqlServer --Database:ConnectionString=…
        --anchors 定点のフォルダ（省略時はデータフォルダの anchors）  --public-key 別に保管した公開鍵（省略時は定点のフォルダのもの）
        """;

    public async Task<int> RunAsync(CommandContext context)
    {
        var folder = FolderOf(context);
        var keys = KeysIn(context.Settings["public-key"], folder);
        var findings = new List<Finding>();
        foreach (var open in AuditSource.Find(context))
        {
            await using var source = await open();
            findings.AddRange(await VerifyAsync(source, folder, keys, DateTimeOffset.MaxValue));
        }

        await PrintAsync(context, folder, keys.Keys, findings);
        return findings.Any(f => f.Weight == FindingWeight.Fault) ? 1 : 0;
    }

    /// <summary>What is wrong with a data folder on SQLite, held against the anchors that were made by then.</summary>
    public static async Task<IReadOnlyList<Finding>> FaultsOfAsync(string dataFolder, string anchorFolder, DateTimeOffset asOf)
    {
        var keys = KeysIn(null, anchorFolder);
        var faults = new List<Finding>();
        foreach (var file in AuditSource.Files(dataFolder))
        {
            await using var source = await AuditSource.OpenSqliteAsync(file);
            faults.AddRange((await VerifyAsync(source, anchorFolder, keys, asOf)).Where(f => f.Weight == FindingWeight.Fault));
        }

        return faults;
    }

    private static async Task<IReadOnlyList<Finding>> VerifyAsync(AuditSource source, string folder, IReadOnlyDictionary<string, ECDsa> keys, DateTimeOffset asOf)
    {
        var anchors = Directory.Exists(folder) ? AnchorSet.Read(folder, source.Service, keys).AsOf(asOf) : new AnchorSet([], []);
        try
        {
            var findings = await new AuditVerifier(source.Service, source.Dialect, source.Read, anchors).VerifyAsync();
            // A restored system may be younger than its first anchor; an operator who checks wants to hear that there is none.
            return anchors.Genuine.Count > 0 || findings.Count == 0 || (asOf < DateTimeOffset.MaxValue && await AnchorTable.LastExportedAsync(source.Read(Everywhere.Town)) is null)
                ? findings
                : [new(FindingWeight.Fault, source.Service, "定点がひとつもありません。連鎖全体の作り直しは見つけられません"), .. findings];
        }
        catch (DbException e)
        {
            return [new(FindingWeight.Fault, source.Service, $"監査記録を読めません（表がないか、ファイルが壊れています）: {e.Message}")];
        }
    }

    /// <summary>Public keys by id: the one given, else those that lie with the anchors.</summary>
    private static Dictionary<string, ECDsa> KeysIn(string? file, string folder)
    {
        var files = file is not null ? [file] : Directory.Exists(folder) ? Directory.GetFiles(folder, "public-key-*.pem") : [];
        var keys = new Dictionary<string, ECDsa>();
        foreach (var one in files)
        {
            var key = ECDsa.Create();
            try
            {
                key.ImportFromPem(File.ReadAllText(one));
            }
            catch (Exception e) when (e is ArgumentException or CryptographicException or IOException)
            {
                throw new CommandException($"公開鍵 {one} を読めません: {e.Message}", e);
            }

            keys[AnchorKey.IdOf(key)] = key;
        }

        return keys;
    }

    private static string FolderOf(CommandContext context) =>
        context.Settings["anchors"] ?? context.Settings["Audit:AnchorFolder"] ?? Path.Combine(context.Settings["Data:Directory"] ?? "data", "anchors");

    private static async Task PrintAsync(CommandContext context, string folder, IEnumerable<string> keyIds, IReadOnlyList<Finding> findings)
    {
        var now = context.Time.GetUtcNow().ToOffset(TimeSpan.FromHours(9));
        await context.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"監査記録の検証 {now:yyyy-MM-dd HH:mm}"));
        await context.Output.WriteLineAsync($"定点: {Path.GetFullPath(folder)}  公開鍵: {string.Join("、", keyIds)}（印刷した控えの鍵と同じであることを確かめてください）");
        foreach (var finding in findings.OrderByDescending(f => f.Weight))
        {
            await context.Output.WriteLineAsync($"[{Label(finding.Weight)}] {finding.Where}: {finding.What}");
        }

        var faults = findings.Count(f => f.Weight == FindingWeight.Fault);
        await context.Output.WriteLineAsync(faults == 0 ? "結果: 異常なし" : $"結果: 異常 {faults} 件");
    }

    private static string Label(FindingWeight weight) => weight switch
    {
        FindingWeight.Fault => "異常",
        FindingWeight.Note => "注意",
        _ => "正常",
    };
}
