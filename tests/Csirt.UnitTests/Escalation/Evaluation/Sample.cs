using System.Globalization;
using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Values;
using Csirt.Escalation.Rules;
using YamlDotNet.RepresentationModel;

namespace Csirt.UnitTests.Escalation.Evaluation;

/// <summary>An incident of the samples: its facts as they were assessed, and what is expected of them.</summary>
internal sealed record Sample(string Id, Given Given, YamlMappingNode Expect)
{
    private static readonly Dictionary<string, string> Bodies = new() { ["町長部局"] = "body-choucho", ["教育委員会"] = "body-kyoiku" };

    private static readonly Dictionary<string, NetworkZone> Zones = new()
    {
        ["マイナンバー利用事務系"] = NetworkZone.MyNumber,
        ["LGWAN接続系"] = NetworkZone.Lgwan,
        ["インターネット接続系"] = NetworkZone.Internet,
    };

    public static IReadOnlyDictionary<string, Sample> All { get; } = Load();

    public string? Text(string key) => Expect.Children.TryGetValue(key, out var node) && node is YamlScalarNode scalar ? scalar.Value : null;

    public YamlMappingNode? Map(string key) => Expect.Children.TryGetValue(key, out var node) ? node as YamlMappingNode : null;

    public static IReadOnlyList<string> Words(YamlMappingNode map, string key) =>
        map.Children.TryGetValue(key, out var node) && node is YamlSequenceNode list ? [.. list.Select(item => ((YamlScalarNode)item).Value!)] : [];

    private static Dictionary<string, Sample> Load()
    {
        var stream = new YamlStream();
        stream.Load(File.OpenText(Path.Combine(AppContext.BaseDirectory, "Escalation", "samples", "incidents.yaml")));
        return ((YamlSequenceNode)stream.Documents[0].RootNode).Cast<YamlMappingNode>().Select(Read).ToDictionary(sample => sample.Id);
    }

    private static Sample Read(YamlMappingNode node)
    {
        var expect = (YamlMappingNode)node["expect"];
        var body = Bodies[Scalar(node, "body")!];
        var section = body == "body-kyoiku" ? "sec-shogaku" : TestTown.Section;
        var given = Given.Report(Known(node), report => report with
        {
            Event = "assessed",
            Stage = CaseStage.Triage,
            Channel = Vocabulary.Words<Channel>()[Scalar(node, "channel")!],
            Incident = Scalar(expect, "incident") is { } incident ? TruthAnswer(incident) : Answer.Yes,
            Drill = Scalar(node, "drill") == "yes",
            Restricted = Scalar(node, "restricted") == "yes",
            ImplicatedIds = node.Children.ContainsKey("implicated") ? ["p-manager"] : [],
            BodyId = body,
            SectionId = section,
            DepartmentId = body == "body-kyoiku" ? "dep-kyoiku" : "dep-fukushi",
            Zones = Scalar(node, "zone") is { } zone ? [Zones[zone]] : [],
            Facts = Facts(node),
            Times = report.Times with { Judged = FactTime.At(report.OpenedAt.AddHours(2)) },
        });
        return new Sample(Scalar(node, "id")!, given, expect);
    }

    private static CaseFacts Facts(YamlMappingNode node)
    {
        var facts = new Dictionary<string, object>();
        foreach (var name in Vocabulary.Facts.Keys.Where(name => Scalar(node, name) is not null))
        {
            facts[name] = Scalar(node, name)!;
        }

        if (node.Children.TryGetValue("persons", out var persons))
        {
            facts["persons"] = persons is YamlMappingNode range
                ? new PersonCount(Number(range, "min"), Number(range, "max"))
                : PersonCount.Unknown;
        }

        // Paper that was never in a system: whether the policy covers it is judged.
        if (Scalar(node, "medium") == "紙")
        {
            facts["information_system"] = "no";
        }

        return JsonSerializer.Deserialize<CaseFacts>(JsonSerializer.Serialize(facts, CsirtJson.Options), CsirtJson.Options)!;
    }

    private static string Known(YamlMappingNode node) => Scalar(node, "known")!;

    private static Answer TruthAnswer(string word) => Vocabulary.Words<Answer>()[word];

    private static long Number(YamlMappingNode map, string key) => long.Parse(Scalar(map, key)!, CultureInfo.InvariantCulture);

    private static string? Scalar(YamlMappingNode map, string key) =>
        map.Children.TryGetValue(key, out var value) && value is YamlScalarNode scalar ? scalar.Value : null;
}
