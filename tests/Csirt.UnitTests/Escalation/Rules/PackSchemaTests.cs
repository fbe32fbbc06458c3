using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csirt.Contracts.Values;
using Csirt.Escalation.Rules;
using Json.Schema;
using Xunit;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using Vocabulary = Csirt.Escalation.Rules.Vocabulary;

namespace Csirt.UnitTests.Escalation.Rules;

/// <summary>docs/rule-pack.schema.json is what an editor checks a pack against while a clerk writes it.</summary>
public sealed class PackSchemaTests
{
    private static readonly JsonObject Document = JsonNode.Parse(File.ReadAllText(SchemaFile()))!.AsObject();
    private static readonly JsonSchema Schema = JsonSchema.FromText(Document.ToJsonString());

    [Theory]
    [InlineData("national.yaml")]
    [InlineData("municipality.yaml")]
    public void The_packs_that_ship_fit_the_schema(string pack) => Assert.Empty(Errors(RuleBookLoader.Built(pack).Text));

    [Theory]
    [InlineData("personal_data", "personal_date")]
    [InlineData("over: 100", "ovr: 100")]
    [InlineData("approved_by: [CSIRT責任者, 統括]", "approved_by: [CSIRT隊長]")]
    [InlineData("label: ガイドライン", "label: 目安")]
    public void A_misspelt_word_does_not_fit(string right, string wrong)
    {
        var pack = RuleBookLoader.Built("national.yaml").Text;
        Assert.Contains(right, pack, StringComparison.Ordinal);
        Assert.NotEmpty(Errors(pack.Replace(right, wrong, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_words_of_the_schema_are_the_words_of_the_code()
    {
        Same("fact", Vocabulary.Facts.Keys);
        Same("role", Vocabulary.RolesAndCodeNames.Keys);
        Same("recipient", Vocabulary.Recipients.Keys);
        Same("answer_or_not_asked", TruthWord.All.Keys);
        SameCondition("event", Vocabulary.Events);
        SameCondition("kind", Vocabulary.Words<IncidentKind>().Keys);
        SameCondition("stage", Vocabulary.Words<CaseStage>().Keys);
        SameCondition("channel", Vocabulary.Words<Channel>().Keys);
        SameCondition("zone", Vocabulary.Words<NetworkZone>().Keys);
    }

    private static void Same(string definition, IEnumerable<string> words) => AssertWords(Document["$defs"]![definition]!["enum"]!, words);

    private static void SameCondition(string question, IEnumerable<string> words)
    {
        var condition = Document["$defs"]!["condition"]!["anyOf"]!.AsArray().Single(option => option!["required"]![0]!.GetValue<string>() == question)!;
        AssertWords(condition["properties"]![question]!["anyOf"]![0]!["enum"]!, words);
    }

    private static void AssertWords(JsonNode listed, IEnumerable<string> words) =>
        Assert.Equal(words.Order(StringComparer.Ordinal), listed.AsArray().Select(word => word!.GetValue<string>()).Order(StringComparer.Ordinal));

    private static List<string> Errors(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        using var json = JsonDocument.Parse(ToJson(stream.Documents[0].RootNode).ToJsonString());
        var outcome = Schema.Evaluate(json.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return outcome.IsValid ? [] : [.. (outcome.Details ?? []).Where(detail => detail.Errors is { Count: > 0 }).Select(detail => $"{detail.InstanceLocation}: {string.Join("; ", detail.Errors!.Values)}").DefaultIfEmpty("invalid")];
    }

    // As an editor reads YAML: plain numbers, true and false have their types, quoted ones are text.
    private static JsonNode ToJson(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(child => KeyValuePair.Create(((YamlScalarNode)child.Key).Value!, (JsonNode?)ToJson(child.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(ToJson)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } flag => JsonValue.Create(flag.Value == "true"),
        YamlScalarNode { Style: ScalarStyle.Plain } plain when int.TryParse(plain.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value)!,
        _ => throw new InvalidOperationException(),
    };

    private static string SchemaFile([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "..", "docs", "rule-pack.schema.json"));
}
