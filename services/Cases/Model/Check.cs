using Csirt.Contracts.Values;
using Csirt.Platform.Text;

namespace Csirt.Cases.Model;

/// <summary>A true time, and whether it was entered later than it was (後記).</summary>
internal readonly record struct TrueTime(FactTime At, bool Late);

/// <summary>Collects everything that is wrong with a request, so that a person mends it in one go.</summary>
internal sealed class Check(Context x)
{
    internal const int TextLimit = 4000;
    internal const int ShortLimit = 200;

    /// <summary>Typing a line takes a while: what is entered within ten minutes is not marked 後記.</summary>
    private static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(10);

    /// <summary>Clocks differ a little.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    private readonly List<Objection> _objections = [];

    internal bool Failed => _objections.Count > 0;

    internal Outcome Refusal => Outcome.Refused(_objections);

    /// <summary>What was done can be recorded in every stage but 重複, whose case goes on elsewhere.</summary>
    internal Check Recordable(CaseDocument @case)
    {
        Require(@case.Stage is not CaseStage.Merged, "merged_elsewhere", $"この事案は {@case.MergedInto?.Number} に統合されています。統合先に記録してください。");
        return this;
    }

    /// <summary>New work needs a case that goes on.</summary>
    internal Check Workable(CaseDocument @case)
    {
        Recordable(@case).Require(@case.Stage is not (CaseStage.Closed or CaseStage.NotIncident), "reopen_first",
            $"この事案は「{@case.Stage.InJapanese()}」です。先に再開してください。");
        return this;
    }

    internal void Require(bool condition, string code, string text, ObjectionKind kind = ObjectionKind.Refused, string? field = null)
    {
        if (!condition)
        {
            _objections.Add(new Objection(kind, code, text, field));
        }
    }

    internal void Valid(bool condition, string field, string code, string text) => Require(condition, code, text, ObjectionKind.Invalid, field);

    /// <summary>A text that must be there, trimmed.</summary>
    internal string Text(string field, string? value, int limit = TextLimit)
    {
        Valid(!string.IsNullOrWhiteSpace(value), field, "required", "入力してください。");
        return Optional(field, value, limit) ?? "";
    }

    /// <summary>A text that may be there, trimmed; null where blank.</summary>
    internal string? Optional(string field, string? value, int limit = TextLimit)
    {
        var text = value?.Trim();
        Valid((text?.Length ?? 0) <= limit, field, "too_long", $"{limit}文字以内で入力してください。");
        Valid(text is null || !text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')), field, "control_characters", "使えない文字（制御文字）が含まれています。");
        return string.IsNullOrEmpty(text) ? null : LeakedValues.Mask(text);
    }

    /// <summary>When something truly happened; left out: now.</summary>
    internal TrueTime Time(string field, FactTime? given)
    {
        if (given is not { } time)
        {
            return new TrueTime(FactTime.At(x.Now), false);
        }

        Valid(time.Kind != FactTimeKind.Unknown, field, "time_unknown", "日付または日時を入力してください。");
        NotInFuture(field, time);
        var late = time.Kind == FactTimeKind.Date ? time.JapanDate < FactTime.At(x.Now).JapanDate : time.EarliestMoment < x.Now - LateAfter;
        return new TrueTime(time, late);
    }

    internal void NotInFuture(string field, FactTime time) =>
        Valid(time.EarliestMoment is not { } moment || moment <= x.Now + ClockTolerance, field, "in_future", "未来の日時は入力できません。");

    /// <summary>A person of the directory; null is passed through.</summary>
    internal void Person(string field, string? id) =>
        Valid(id is null || x.Town.Person(id) is not null, field, "unknown_person", "連絡網に登録のない人です。");

    /// <summary>A system of the register; null is passed through.</summary>
    internal void System(string field, string? id) =>
        Valid(id is null || x.Town.System(id) is not null, field, "unknown_system", "情報システム台帳に登録のないシステムです。");

    /// <summary>Persons of the directory, none of them left blank.</summary>
    internal void People(string field, IEnumerable<string?> ids)
    {
        foreach (var id in ids)
        {
            Person(field, id ?? "");
        }
    }

    /// <summary>Systems of the register, none of them left blank.</summary>
    internal void Systems(string field, IEnumerable<string?> ids)
    {
        foreach (var id in ids)
        {
            System(field, id ?? "");
        }
    }
}
