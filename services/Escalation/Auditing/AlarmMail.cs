using System.Globalization;
using System.Text;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Escalation.Evaluation;
using Csirt.Escalation.Storage;
using Csirt.Platform.Database;
using Csirt.Platform.Replicas;

namespace Csirt.Escalation.Auditing;

/// <summary>
/// Tells CSIRT責任者 and 統括 of new alarms, one mail each for all of a run, and again every day while they stay open: where the
/// first mail is itself what was lost, the next one is not. Names no case: who may not know of a restricted one reads it too.
/// </summary>
internal sealed class AlarmMail(DirectoryCopies<EscalationModule> directories, AuditorSettings settings)
{
    public const string RuleId = "auditor";
    private const int MostLines = 20;
    private const string Basis = "情報セキュリティポリシー 6.1(7)";

    public async Task TellAsync(IUnitOfWork uow, IReadOnlyList<FindingRow> alarms)
    {
        var due = alarms.Where(row => row.ToldAt is null || row.ToldAt <= uow.Now - settings.RingAgain).ToArray();
        var people = Recipients(uow.Town);
        if (due.Length == 0 || people.Count == 0)
        {
            return;
        }

        var caseId = StableId.Of("auditor", uow.Town);
        var mails = people.Select(person => new AskedMail(Request(uow, caseId, person.Key, [.. person], due), MailId(uow, person.Key), 0)).ToArray();
        await MailStore.AddAsync(uow, caseId, mails);
        foreach (var mail in mails)
        {
            uow.Publish(mail.Request);
        }

        foreach (var row in due)
        {
            await Findings.ToldAsync(uow, row);
        }

        uow.Audit("reconciliation.told", $"town/{uow.Town}", new { alarms = due.Select(row => row.Id), people = people.Select(person => person.Key) });
    }

    private ILookup<string, Role> Recipients(string town)
    {
        var directory = directories.Find(town);
        Role[] roles = [Role.CsirtLeader, Role.ChiefSecurityOfficer];
        return roles.SelectMany(role => directory?.Holders(role).Select(person => (person.Id, Role: role)) ?? []).Distinct().ToLookup(pair => pair.Id, pair => pair.Role);
    }

    private static string MailId(IUnitOfWork uow, string person) =>
        StableId.Of("auditor", uow.Town, person, uow.Now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));

    private static NotificationRequested Request(IUnitOfWork uow, string caseId, string person, Role[] roles, FindingRow[] due) => new()
    {
        Town = uow.Town,
        NotificationId = MailId(uow, person),
        CaseId = caseId,
        CaseNumber = "なし（システムの照合）",
        Drill = false,
        RuleId = RuleId,
        Basis = Basis,
        PersonId = person,
        Roles = roles,
        Subject = $"【警報】サービス間の照合で不一致が{due.Length}件あります",
        Wanted = "対応ボードの「照合の警報」を開き、書かれている対応をしてください。",
        Body = Body(due),
        NeedsAcknowledgement = false,
        RequestedAt = uow.Now,
    };

    private static string Body(FindingRow[] due)
    {
        var text = new StringBuilder("サービスどうしの記録を照合したところ、時間を置いても合わないものがあります。\n記録が失われているおそれがあります。\n\n");
        foreach (var row in due.Take(MostLines))
        {
            var check = Checks.Of(row.Code);
            text.Append(CultureInfo.InvariantCulture, $"・{check.Message(row)}\n　対象: {row.Subject}\n　対応: {check.WhatToDo}\n");
        }

        if (due.Length > MostLines)
        {
            text.Append(CultureInfo.InvariantCulture, $"ほか{due.Length - MostLines}件は対応ボードで確認してください。\n");
        }

        return text.Append("\n解消しない間、毎日お知らせします。").ToString();
    }
}
