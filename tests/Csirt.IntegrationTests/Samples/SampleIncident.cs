using System.Text.Json;
using System.Text.Json.Nodes;
using Csirt.Contracts;
using Csirt.Contracts.Values;
using YamlDotNet.RepresentationModel;

namespace Csirt.IntegrationTests.Samples;

/// <summary>An incident that a municipality published, as it is reported and assessed here, and what must come of it.</summary>
internal sealed class SampleIncident(YamlMappingNode node)
{
    private static readonly Dictionary<string, string> Sections = new()
    {
        ["福祉部障がい福祉課"] = "sec-shogai",
        ["臨時特別給付金担当"] = "sec-kyufu",
    };

    // The system each one concerns, as the demo town's register has it; paper concerns none.
    private static readonly Dictionary<string, string> Systems = new()
    {
        ["usb-insurance"] = "sys-fileserver",
        ["contractor-usb-all-residents"] = "sys-kyufu",
        ["phishing-not-opened"] = "sys-mail",
        ["ransomware-file-server"] = "sys-fileserver",
        ["my-number-one-person"] = "sys-juki",
        ["misdirected-mail-60"] = "sys-mail",
        ["insider-browsing"] = "sys-juki",
        ["cloud-provider-outage-leak"] = "sys-denshi",
        ["drill-ransomware"] = "sys-fileserver",
    };

    public static IReadOnlyDictionary<string, SampleIncident> All { get; } = Load();

    public string Id => Scalar("id")!;

    public string Channel => Scalar("channel")!;

    public string Text => Scalar("text")!.Trim();

    public bool Drill => Scalar("drill") == "yes";

    public bool Restricted => Scalar("restricted") == "yes";

    /// <summary>教育委員会 where the sample says so, else the section it names, else the residents' counter.</summary>
    public string Section => Scalar("body") == "教育委員会" ? "sec-shogaku" : Sections.GetValueOrDefault(Scalar("section") ?? string.Empty, "sec-chomin");

    public IReadOnlyList<string> SystemIds => Systems.TryGetValue(Id, out var system) ? [system] : [];

    public bool IsIncident => !Expect.Children.TryGetValue("incident", out var incident) || incident.ToString() == "yes";

    public YamlMappingNode Expect => (YamlMappingNode)node["expect"];

    public CaseFacts Facts
    {
        get
        {
            var facts = new JsonObject();
            var known = typeof(CaseFacts).GetProperties().Select(p => JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name)).ToHashSet();
            foreach (var (key, value) in node.Children.Where(c => known.Contains(c.Key.ToString()) && c.Key.ToString() != "persons"))
            {
                facts[key.ToString()] = value.ToString();
            }

            if (node.Children.TryGetValue("persons", out var persons))
            {
                facts["persons"] = persons is YamlMappingNode range
                    ? new JsonObject { ["min"] = long.Parse(range["min"].ToString(), null), ["max"] = long.Parse(range["max"].ToString(), null) }
                    : new JsonObject();
            }

            if (Scalar("medium") == "紙")
            {
                // Paper that was never in a system: whether the policy covers it is judged.
                facts["information_system"] = "no";
            }

            return facts.Deserialize<CaseFacts>(CsirtJson.Options)!;
        }
    }

    public FactTime Time(string name) => Scalar(name) is { } text && FactTime.TryParse(text, out var time) ? time : FactTime.Unknown;

    public override string ToString() => Id;

    private string? Scalar(string key) => node.Children.TryGetValue(key, out var value) && value is YamlScalarNode scalar ? scalar.Value : null;

    private static Dictionary<string, SampleIncident> Load()
    {
        var stream = new YamlStream();
        using var file = File.OpenText(Path.Combine(AppContext.BaseDirectory, "Samples", "incidents.yaml"));
        stream.Load(file);
        return ((YamlSequenceNode)stream.Documents[0].RootNode).Cast<YamlMappingNode>().Select(n => new SampleIncident(n)).ToDictionary(s => s.Id);
    }
}
