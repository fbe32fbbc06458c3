namespace Csirt.Escalation.Rules;

/// <summary>Reads what a rule asks for.</summary>
internal static class ActionReader
{
    private static readonly Dictionary<string, First> Firsts = new()
    {
        ["at_once"] = First.AtOnce,
        ["digest"] = First.Digest,
        ["none"] = First.None,
    };

    private static readonly Dictionary<string, bool> Modes = new() { ["after_approval"] = true, ["automatic"] = false };

    private static readonly Dictionary<string, bool> Sendings = new() { ["by_hand"] = false, ["mail"] = true };

    /// <summary>What can be checked in a directory before anything happens.</summary>
    public static IReadOnlyDictionary<string, string> ReadinessChecks { get; } = new Dictionary<string, string>
    {
        ["role_held"] = "その役割の人が決まっている",
        ["reachable"] = "その役割の人にメールか電話の連絡先がある",
        ["deputy"] = "その役割の人に代理がいる",
        ["section_manager_of_each_section"] = "課ごとに管理者がいる",
        ["head_of_each_department"] = "部局ごとに責任者がいる",
        ["manager_of_each_system"] = "情報システムごとにシス管がいる",
        ["provider_contact"] = "クラウド等で動くシステムに事業者の連絡先がある",
        ["outside_contacts"] = "県・総務省・委員会・警察の連絡先がある",
        ["expert_contact"] = "外部の専門家の連絡先がある",
    };

    public static NotifyAction ReadNotify(YamlMap map, PackContext context)
    {
        var atLatest = map.MapOrNull("at_latest");
        var action = new NotifyAction
        {
            To = context.RolesOf(map, "to", required: !map.Flag("to_addressees")),
            ToAddressees = map.Flag("to_addressees"),
            First = map.Has("first") ? context.OneOf(map, "first", "知らせ方", Firsts) : First.AtOnce,
            AtOnceWhen = ConditionReader.ReadOrNull(map, "at_once_when", context),
            OneTapBy = context.RolesOf(map, "one_tap_by"),
            OneTapTitle = map.TextOrNull("one_tap_title"),
            AtLatest = atLatest is null ? null : PeriodReader.ReadOpen(atLatest, context),
            AtLatestUnless = atLatest is null ? null : ConditionReader.ReadOrNull(atLatest, "unless", context),
            SatisfiedBy = [.. map.Words("satisfied_by").Select(word => Referred(word, context))],
            NeedsAcknowledgement = map.Flag("needs_acknowledgement"),
            AcknowledgeWithin = PeriodReader.ReadOrNull(map, "acknowledge_within", context),
            OnBehalfOf = map.Has("on_behalf_of") ? context.OneOf(map, "on_behalf_of", "役割", Vocabulary.RolesAndCodeNames) : null,
            TwoPeople = map.Flag("two_people"),
            EvenIfAbsent = map.Flag("even_if_absent"),
            EveryTime = map.Flag("every_time"),
            Urgent = map.Flag("urgent"),
            Text = TextOf(map, context),
        };
        atLatest?.RejectUnread();
        if (action.First == First.None && action.OneTapBy.Count == 0 && action.AtLatest is null && action.AtOnceWhen is null)
        {
            context.Problems.Add(map.Place, "first: none では、one_tap_by、at_latest、at_once_when のどれかが必要です。");
        }

        if (action.TwoPeople && action.OnBehalfOf is null)
        {
            context.Problems.Add(map.PlaceOf("two_people"), "「two_people」は「on_behalf_of」のある規則で使います。");
        }

        if (action.OneTapBy.Count > 0 && string.IsNullOrWhiteSpace(action.OneTapTitle))
        {
            context.Problems.Add(map.PlaceOf("one_tap_by"), "ボタンの文言「one_tap_title」が必要です。");
        }

        return action;
    }

    public static DutyAction ReadDuty(YamlMap map, PackContext context)
    {
        var recipients = Vocabulary.Recipients.ToDictionary(word => word.Key, word => word.Key);
        var needsApproval = context.OneOf(map, "mode", "承認の要否", Modes);
        var action = new DutyAction
        {
            Recipient = context.OneOf(map, "recipient", "相手方", recipients),
            Via = map.Has("via") ? context.OneOf(map, "via", "経由先", recipients) : null,
            PreparedBy = context.RolesOf(map, "prepared_by", required: true),
            ApprovedBy = context.RolesOf(map, "approved_by", required: needsApproval),
            SendsMail = map.Has("send") && context.OneOf(map, "send", "送り方", Sendings),
            Target = PeriodReader.ReadOrNull(map, "target", context),
            Limit = PeriodReader.ReadOrNull(map, "limit", context),
            Reminders = ReadReminders(map, context),
            DoneWhen = ConditionReader.ReadOrNull(map, "done_when", context),
            Report = ReportOf(map, context),
            Supplements = map.Flag("supplements"),
        };
        if (!needsApproval && map.Has("approved_by"))
        {
            context.Problems.Add(map.PlaceOf("approved_by"), "mode: automatic では「approved_by」は使えません。");
        }

        return action;
    }

    public static JudgeAction ReadJudge(YamlMap map, PackContext context) => new()
    {
        DecidedBy = context.RolesOf(map, "decided_by", required: true),
        Question = map.Text("question"),
        Target = PeriodReader.ReadOrNull(map, "target", context),
        First = map.Has("first") ? context.OneOf(map, "first", "知らせ方", Firsts) : First.AtOnce,
    };

    public static ReadinessAction ReadReadiness(YamlMap map, PackContext context) =>
        new(context.OneOf(map, "check", "点検", ReadinessChecks.Keys.ToDictionary(check => check)), context.RolesOf(map, "roles"));

    public static IReadOnlyList<Reminder> ReadReminders(YamlMap map, PackContext context)
    {
        var reminders = new List<Reminder>();
        foreach (var item in map.Maps("remind"))
        {
            var reminder = new Reminder(item.NumberOrNull("on_day"), item.NumberOrNull("days_before"));
            if (reminder.OnDay is null == reminder.DaysBefore is null)
            {
                context.Problems.Add(item.Place, "「on_day」か「days_before」のどちらか一方を書いてください。");
            }

            item.RejectUnread();
            reminders.Add(reminder);
        }

        return reminders;
    }

    private static string? ReportOf(YamlMap map, PackContext context)
    {
        var id = map.TextOrNull("report");
        if (id is not null)
        {
            context.RefersToReport(map.PlaceOf("report"), id);
        }

        return id;
    }

    private static string TextOf(YamlMap map, PackContext context)
    {
        var id = map.Text("text");
        context.RefersToText(map.PlaceOf("text"), id);
        return id;
    }

    private static string Referred((string Word, Place Place) word, PackContext context)
    {
        context.RefersToRule(word.Place, word.Word);
        return word.Word;
    }
}
