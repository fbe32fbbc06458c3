using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Escalation.Rules;
using Csirt.Escalation.Storage;
using Csirt.Platform.Replicas;

namespace Csirt.Escalation.Consuming;

/// <summary>The next one to be told, and how their mail begins.</summary>
internal sealed record FollowUp(int Number, string PersonId, string SubjectPrefix, string Opening);

/// <summary>Who comes next when someone does not answer: the same person again, the deputy, the leader.</summary>
internal sealed class FollowUpChain(TownDirectory? directory, TownSettings town, CaseChanged @case, DateTimeOffset now)
{
    private const int Again = 1;
    private const int Deputy = 2;
    private const int Leader = 3;
    private const string AgainPrefix = "【再送】";
    private const string InsteadPrefix = "【代わりに確認をお願いします】";
    private const string Divider = "\n――――\n";

    /// <summary>Null: nobody is left; the mail stays unanswered on the board.</summary>
    public FollowUp? After(AskedMail mail, bool again)
    {
        var person = mail.Request.PersonId!;
        var first = mail.Step == 0 && again && !IsShutOut(person) ? Again : Math.Max(mail.Step + 1, Deputy);
        for (var step = first; step <= Leader; step++)
        {
            if (PersonOf(step, mail) is { } next && (step == Again || next != person))
            {
                return step == Again
                    ? new FollowUp(step, next, AgainPrefix, $"確認がまだありません。もう一度お知らせします。{Divider}")
                    : new FollowUp(step, next, InsteadPrefix, $"{Roles(mail)}からの確認がないため、代わりに確認をお願いします。{Divider}");
            }
        }

        return null;
    }

    /// <summary>The subject as it was at first.</summary>
    public static string OwnSubject(AskedMail mail) => mail.Request.Subject.Replace(AgainPrefix, "", StringComparison.Ordinal).Replace(InsteadPrefix, "", StringComparison.Ordinal);

    /// <summary>The body as it was at first.</summary>
    public static string OwnBody(AskedMail mail) => mail.Request.Body.Split(Divider, 2)[^1];

    private string? PersonOf(int step, AskedMail mail) => step switch
    {
        Again => mail.Request.PersonId,
        Deputy => FirstFit(DeputiesOf(mail)),
        _ => FirstFit(Holders(Role.CsirtLeader).Concat(Holders(Role.ChiefSecurityOfficer))),
    };

    private IEnumerable<Person> DeputiesOf(AskedMail mail)
    {
        if (directory?.Person(directory.Person(mail.Request.PersonId)?.DeputyId) is { } deputy)
        {
            yield return deputy;
        }

        foreach (var holder in mail.Request.Roles.SelectMany(role => town.StandIns.GetValueOrDefault(role) ?? []).SelectMany(Holders))
        {
            yield return holder;
        }
    }

    private IEnumerable<Person> Holders(Role role) => role switch
    {
        Role.SectionManager => directory?.Holders(role, @case.SectionId ?? "") ?? [],
        Role.DepartmentHead => directory?.Holders(role, @case.DepartmentId ?? "") ?? [],
        _ => directory?.Holders(role) ?? [],
    };

    private string? FirstFit(IEnumerable<Person> people) =>
        people.FirstOrDefault(person => !IsShutOut(person.Id) && !(person.AbsentUntil > now))?.Id;

    private bool IsShutOut(string personId) => @case.ImplicatedIds.Contains(personId);

    private static string Roles(AskedMail mail) => string.Join("・", mail.Request.Roles.Select(role => role.InJapanese()));
}
