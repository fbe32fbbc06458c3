using Csirt.Contracts.Http.Escalation;
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

    public static string Value(string? value) => value ?? "未確認";

    protected override async Task LoadChoicesAsync(CancellationToken stop) => Duties = await escalation.OfCaseAsync(Id, stop);
}
