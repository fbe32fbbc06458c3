using Csirt.Cases.Access;
using Csirt.Cases.Model;
using Csirt.Cases.Systems;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;

namespace Csirt.Cases.Opening;

/// <summary>Every accepted report has a case, always (policy 1(9)ウ): nothing here can refuse.</summary>
internal static class OpenCase
{
    private const int TitleLength = 60;

    internal static (CaseDocument Case, IReadOnlyList<TimelineLine> Lines) From(ReportAccepted r, string id, string number, TownRegister town, DateTimeOffset now)
    {
        var department = town.DepartmentOf(r.SectionId);
        var implicated = Responders.ShutOut(r.ImplicatedIds, town);
        // The town knows at the latest when it has the report: a 知った that nobody gave must not leave the clocks standing.
        var knownGiven = r.Times.Known.Kind is not FactTimeKind.Unknown;
        var opened = new CaseDocument
        {
            Town = r.Town,
            Id = id,
            Number = number,
            Version = 1,
            Stage = CaseStage.Received,
            StageSince = now,
            OpenedAt = now,
            ChangedAt = now,
            Title = TitleOf(r.Text),
            Drill = r.Drill,
            Restricted = r.Restricted,
            Channel = r.Channel,
            FoundBy = FoundBy(r, town),
            Reports = [Report(r)],
            BodyId = r.BodyId ?? department?.BodyId,
            DepartmentId = department?.Id,
            SectionId = r.SectionId,
            HandlerIds = r.Restricted ? Responders.HandlersOf(implicated, town) : [],
            ImplicatedIds = implicated,
            Times = new CaseTimes(r.Times.Occurred, r.Times.Discovered, knownGiven ? r.Times.Known : FactTime.At(r.AcceptedAt), FactTime.Unknown, []),
            Facts = r.Facts,
            Assessment = new Assessment { Kind = r.Kind },
            Systems = [.. r.SystemIds.Distinct().Select(s => Concerns.Of(s, town))],
        };
        return (opened, Lines(r, opened, knownGiven, now));
    }

    // Who passes on what a resident said did not find it.
    private static Role[] FoundBy(ReportAccepted r, TownRegister town) =>
        r.Channel is Channel.Staff && r.ReporterId is { } reporter ? [.. (town.Person(reporter)?.Roles ?? []).Select(held => held.Role).Distinct()] : [];

    private static CaseReport Report(ReportAccepted r) => new()
    {
        ReportId = r.ReportId,
        ReceiptNumber = r.ReceiptNumber,
        Channel = r.Channel,
        AcceptedAt = r.AcceptedAt,
        ReporterId = r.ReporterId,
        Text = r.Text,
        Kind = r.Kind,
        Times = r.Times,
        AttachmentCount = r.AttachmentCount,
    };

    private static List<TimelineLine> Lines(ReportAccepted r, CaseDocument opened, bool knownGiven, DateTimeOffset now)
    {
        var at = FactTime.At(now);
        List<TimelineLine> lines = [new("opened", $"報告 {r.ReceiptNumber}（{r.Channel.InJapanese()}）を受けて事案を開始", at, false)];
        if (!knownGiven)
        {
            lines.Add(new("known_from_acceptance", "知った日時の申告がないため、受付の日時とした", at, false));
        }

        if (opened.ImplicatedIds.Count < r.ImplicatedIds.Distinct().Count())
        {
            lines.Add(new("implicated_kept", "関係者として挙げられた人の一部は、外すと対応できる人がいなくなるため外していない", at, false));
        }

        return lines;
    }

    /// <summary>The first line of the report, cut to what a board can show; never in the middle of a character.</summary>
    internal static string TitleOf(string text)
    {
        var line = text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? "";
        var elements = System.Globalization.StringInfo.GetTextElementEnumerator(line);
        var title = new System.Text.StringBuilder();
        for (var i = 0; elements.MoveNext(); i++)
        {
            if (i == TitleLength)
            {
                return title.Append('…').ToString();
            }

            title.Append(elements.GetTextElement());
        }

        return title.Length == 0 ? "（内容の記載なし）" : title.ToString();
    }
}
