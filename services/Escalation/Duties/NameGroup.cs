using System.Globalization;
using Csirt.Contracts.Http.Escalation;
using Csirt.Platform.Http;

namespace Csirt.Escalation.Duties;

/// <summary>
/// 本人通知 by group of persons: who is told how, who is put off with the reason and a day that rings, for whom a substitute measure
/// (publication) stands in. The duty does not end while a group is open.
/// </summary>
internal static class NameGroup
{
    public static DutyDocument Apply(DutyDocument duty, PersonsGroupRequest r, Acting x)
    {
        Steps.Demand(duty, Steps.Groups, x);
        var before = duty.Groups.FirstOrDefault(group => group.Id == r.Id);
        var name = Acting.Required(r.Name, "name", "どのような人たちかを入力してください（氏名は書かないでください）。");
        var (method, reason) = (Acting.Optional(r.Method, "method"), Acting.Optional(r.Reason, "reason"));
        var done = r.State is GroupState.Notified or GroupState.Substituted;
        new InputErrors()
            .Check(r.Id is null || before is not null, "id", "この区分はありません。")
            .Check(r.Persons is null or >= 0, "persons", "0以上の人数を入力してください。")
            .Check(!done || method is not null, "method", "通知の方法、又は代わりの措置を入力してください。")
            .Check(r.State is not (GroupState.Deferred or GroupState.Substituted) || reason is not null, "reason", "理由を入力してください。")
            .Check(r.State != GroupState.Deferred || x.CanLookAgainOn(r.LookAgainOn), "look_again_on", "次に見直す日（明日から1年以内）を入力してください。")
            .ThrowIfAny();
        var group = new PersonsGroup
        {
            Id = before?.Id ?? $"G{(duty.Groups.Count + 1).ToString(CultureInfo.InvariantCulture)}",
            Name = name,
            Persons = r.Persons,
            State = r.State,
            Method = method,
            DoneAt = done ? x.TrueTime(r.DoneAt, "done_at") : null,
            Reason = reason,
            LookAgainOn = r.State == GroupState.Deferred ? r.LookAgainOn : null,
            By = x.Person,
            At = x.Now,
        };
        var groups = before is null ? [.. duty.Groups, group] : duty.Groups.Select(other => other.Id == group.Id ? group : other).ToArray();
        return (duty with { Groups = groups }).With(x.Entry($"group_{Rules.Words.Of(group.State)}", Line(group)));
    }

    private static string Line(PersonsGroup group)
    {
        var persons = group.Persons is { } count ? string.Create(CultureInfo.InvariantCulture, $"（{count}人）") : "";
        var again = group.LookAgainOn is { } day ? $"　{Evaluation.JapaneseText.FullDay(day)}に見直し" : "";
        return string.Join("　", new[] { $"{group.Name}{persons}", group.Method, group.Reason }.OfType<string>()) + again;
    }
}
