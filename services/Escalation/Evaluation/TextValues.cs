using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Values;
using Csirt.Escalation.Rules;

namespace Csirt.Escalation.Evaluation;

/// <summary>What is filled into a text. Case data without personal values; of a restricted case not even the section.</summary>
internal sealed record TextValues(CaseView View)
{
    private const string Withheld = "（取扱者限り）";

    public required Rule Rule { get; init; }

    public Role? Behalf { get; init; }

    public Deadline? Deadline { get; init; }

    public Deadline? Target { get; init; }

    public IReadOnlyList<PlannedGround> Grounds { get; init; } = [];

    public IReadOnlyList<FactSeen> Because { get; init; } = [];

    public string Questions { get; init; } = "";

    /// <summary>For a report that handlers complete: of a restricted case it says what a mail must not.</summary>
    public bool ForReport { get; init; }

    /// <summary>How 本人への通知 stands, for reports.</summary>
    public string NoticeState { get; init; } = "";

    public string Of(string placeholder, IReadOnlyList<Role> roles)
    {
        var c = View.Case;
        return placeholder switch
        {
            "case_number" => c.Number,
            "town" => View.Directory?.Snapshot.TownName ?? "",
            "rule_title" => Rule.Title,
            "basis" => Rule.Basis,
            "label" => JapaneseText.Label(Rule.Label),
            "channel" => c.Channel.InJapanese(),
            "section" => Open(View.Directory?.Section(c.SectionId)?.Name ?? "課は未定"),
            "department" => Open(View.Directory?.Department(c.DepartmentId)?.Name ?? "部局は未定"),
            "body" => Open(View.Directory?.Body(c.BodyId)?.Name ?? "報告主体は未定"),
            "systems" => Open(Systems()),
            "kind" => Open(c.Kind?.InJapanese() ?? "未分類"),
            "severity" => c.Severity?.InJapanese() ?? "未判断",
            "stage" => c.Stage.InJapanese(),
            "incident" => JapaneseText.Incident(c.Incident),
            "opened" => JapaneseText.Time(FactTime.At(c.OpenedAt)),
            "occurred" => JapaneseText.Time(c.Times.Occurred),
            "discovered" => JapaneseText.Time(c.Times.Discovered),
            "known" => JapaneseText.Time(c.Times.Known),
            "deadline" => JapaneseText.Until(Deadline),
            "target" => JapaneseText.Until(Target),
            "recipient" => Rule.Action is DutyAction duty ? Vocabulary.Recipients[duty.Recipient] : "",
            "via" => Rule.Action is DutyAction { Via: { } via } ? $"（{Vocabulary.Recipients[via]}経由）" : "",
            "grounds" => Open(GroundsInWords()),
            "why" => Open(string.Join("、", Because.Select(fact => $"{JapaneseText.Question(fact.Name)}：{JapaneseText.Value(fact)}"))),
            "questions" => Questions,
            "to_role" => string.Join("・", roles.Select(role => role.InJapanese())),
            "behalf" => Behalf?.InJapanese() ?? "",
            "persons" => JapaneseText.Persons(c.Facts.Persons),
            "my_number_persons" => JapaneseText.Persons(c.Facts.MyNumberPersons),
            "notice_state" => NoticeState,
            "now" => JapaneseText.Time(FactTime.At(View.Now)),
            _ when placeholder.StartsWith(TextTemplate.FactPrefix, StringComparison.Ordinal) => Answer(placeholder[TextTemplate.FactPrefix.Length..]),
            _ => throw new ArgumentOutOfRangeException(nameof(placeholder), placeholder, "Not a placeholder."),
        };
    }

    private string Answer(string fact) => JapaneseText.Value(new FactSeen(fact, TruthWord.Of(Finding.TruthOf(View.Answer(fact)))));

    private string GroundsInWords()
    {
        if (Grounds.All(ground => ground.Id == GroundFindings.Whole))
        {
            return "規則の条件に当てはまるため";
        }

        var open = Titles(GroundStatus.Provisional);
        return Titles(GroundStatus.Duty, GroundStatus.WithdrawalProposed) switch
        {
            "" => open,
            var duty => open.Length == 0 ? duty : $"{duty}　要判断：{open}",
        };

        string Titles(params GroundStatus[] statuses) => string.Join("、", Grounds.Where(ground => statuses.Contains(ground.Status)).Select(ground => ground.Title));
    }

    private string Open(string text) => View.Case.Restricted && !ForReport ? Withheld : text;

    private string Systems() => View.Case.SystemIds.Count == 0
        ? "未特定"
        : string.Join("、", View.Case.SystemIds.Select(id => View.Directory?.System(id)?.Name ?? id));
}
