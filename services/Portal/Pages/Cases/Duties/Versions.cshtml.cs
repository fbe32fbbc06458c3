using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Values;
using Csirt.Portal.Services;
using Csirt.Portal.Wording;

namespace Csirt.Portal.Pages.Cases.Duties;

/// <summary>Every version of what duties were worked out from and of the duties themselves, the old beside the new: facts, 知った, deadlines, submissions.</summary>
internal sealed class VersionsModel(CasesClient cases, EscalationClient escalation, TimeProvider time) : CasePage(cases, time)
{
    public CaseDuties Duties { get; private set; } = null!;

    public string Day(Deadline? deadline) => deadline is null ? "―" : JapanTime.Say(deadline.LastDay, Today) + (deadline.Days is { } days ? $"（{days}日）" : "") + (deadline.HolidaysMissing ? "（未確定）" : "");

    public new string NameOf(string? id) => id switch
    {
        null => "記録なし",
        _ when id.StartsWith("service:", StringComparison.Ordinal) => "システム（事実の変更による）",
        _ => Duties.Names.GetValueOrDefault(id) ?? base.NameOf(id),
    };

    public static string Label(string fact) => FactWords.All.FirstOrDefault(word => word.Name == fact)?.Label ?? fact switch
    {
        "persons" => "本人の数",
        "my_number_persons" => "特定個人情報の本人の数",
        "incident" => "インシデントか",
        _ => fact,
    };

    /// <summary>A fact's value as people read it: it is kept as JSON.</summary>
    public static string Value(string? value)
    {
        if (value is null)
        {
            return "未確認";
        }

        using var json = JsonDocument.Parse(value);
        return json.RootElement.ValueKind switch
        {
            JsonValueKind.String => json.RootElement.Deserialize<Answer>(CsirtJson.Options).InJapanese(),
            JsonValueKind.Object => FactWords.Say(json.RootElement.Deserialize<PersonCount>(CsirtJson.Options)),
            _ => "未確認",
        };
    }

    protected override async Task LoadChoicesAsync(CancellationToken stop) => Duties = await escalation.OfCaseAsync(Id, stop);
}
