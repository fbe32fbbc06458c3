using System.Globalization;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Escalation.Calendar;
using Csirt.Escalation.Evaluation;
using Csirt.Escalation.Packs;
using Csirt.Escalation.Rules;
using Csirt.Escalation.Storage;
using Csirt.Platform.Database;

namespace Csirt.Escalation.Consuming;

/// <summary>
/// The CISO accepted who stands in with privileged rights: those whom the pack names are told promptly (policy 6.2(1)ウ(エ)). An
/// acceptance is told once, however often the directory arrives.
/// </summary>
internal sealed class TellOfDeputies(RuleBooks books)
{
    /// <summary>Stands where a mail names its case: this one has none.</summary>
    public static readonly string NoCase = StableId.Of("directory");

    public async Task TellAsync(DirectoryChanged directory, IUnitOfWork uow)
    {
        var rules = books.For(directory.Town).Rules.Where(rule => rule.Action is DirectoryAction { Event: DirectoryActionReader.DeputyAccepted } && rule.AppliesOn(JapanTime.DayOf(uow.Now)));
        var mails = new List<AskedMail>();
        foreach (var rule in rules)
        {
            foreach (var accepted in directory.AcceptedDeputies)
            {
                mails.AddRange(Mails(rule, accepted, directory, uow.Now));
            }
        }

        foreach (var mail in mails)
        {
            if (await MailStore.FindAsync(uow, mail.RootId) is null)
            {
                await MailStore.AddAsync(uow, NoCase, [mail]);
                uow.Publish(mail.Request);
            }
        }
    }

    private static IEnumerable<AskedMail> Mails(Rule rule, AcceptedDeputy accepted, DirectoryChanged directory, DateTimeOffset now)
    {
        var action = (DirectoryAction)rule.Action;
        var values = Values(accepted, directory);
        foreach (var person in directory.People.Where(person => person.Roles.Any(held => action.To.Contains(held.Role))))
        {
            var id = StableId.Of("directory", rule.Id, accepted.PersonId, accepted.AcceptedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), person.Id);
            yield return new AskedMail(new NotificationRequested
            {
                Town = directory.Town,
                NotificationId = id,
                CaseId = NoCase,
                CaseNumber = "連絡網",
                Drill = false,
                RuleId = rule.Id,
                Basis = rule.Basis,
                PersonId = person.Id,
                Roles = [.. person.Roles.Select(held => held.Role).Where(action.To.Contains).Distinct()],
                Subject = action.Text.Subject.Fill(name => values[name]),
                Wanted = action.Text.Wanted.Fill(name => values[name]),
                Body = action.Text.Body.Fill(name => values[name]).ReplaceLineEndings("\n"),
                NeedsAcknowledgement = false,
                RequestedAt = now,
            }, id, 0);
        }
    }

    private static Dictionary<string, string> Values(AcceptedDeputy accepted, DirectoryChanged directory) => new()
    {
        ["town"] = directory.TownName,
        ["absent_name"] = NameOf(accepted.PersonId, directory),
        ["deputy_name"] = NameOf(accepted.DeputyId, directory),
        ["until"] = JapaneseText.Time(FactTime.At(accepted.Until)),
    };

    private static string NameOf(string personId, DirectoryChanged directory) => directory.People.FirstOrDefault(person => person.Id == personId)?.Name ?? personId;
}
