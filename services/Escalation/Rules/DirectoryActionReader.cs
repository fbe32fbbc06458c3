namespace Csirt.Escalation.Rules;

/// <summary>Reads what a rule asks for when the directory itself changes.</summary>
internal static class DirectoryActionReader
{
    /// <summary>The CISO accepted who stands in with privileged rights (policy 6.2(1)ウ(ウ), (エ)).</summary>
    public const string DeputyAccepted = "deputy_accepted";

    private static readonly Dictionary<string, string> Events = new() { [DeputyAccepted] = DeputyAccepted };

    public static DirectoryAction Read(YamlMap map, PackContext context) => new(
        context.OneOf(map, "event", "連絡網の出来事", Events),
        context.RolesOf(map, "to", required: true),
        new MailText(Template(map, "subject", context), Template(map, "wanted", context), Template(map, "body", context)));

    private static TextTemplate Template(YamlMap map, string key, PackContext context) =>
        TextTemplate.ParseDirectory(map.Text(key), map.PlaceOf(key), context.Problems);
}
