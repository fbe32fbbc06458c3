using Csirt.Contracts.Http.Directory;
using Csirt.Platform.Access;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Csirt.Portal.Sessions;

namespace Csirt.Portal.Pages.Systems;

/// <summary>One system of the register: whom to call, by night too for those who may see the call list (policy 1(2)キ).</summary>
internal sealed class SystemModel(DirectoryClient directory, CurrentSession session, TimeProvider time) : FormPage(time)
{
    private Dictionary<string, string?> _night = [];

    public SystemEntry Entry { get; private set; } = null!;

    /// <summary>Night phones are left out: they are not for this person, or did not load.</summary>
    public bool ByDayOnly => _night.Count == 0;

    public IReadOnlyList<(string Duty, SystemContact Contact)> People => [.. Entry.Managers.Select(m => ("情報システム管理者", m)), .. Entry.Operators.Select(o => ("担当者", o))];

    public string? NightPhoneOf(string id) => _night.GetValueOrDefault(id);

    public async Task OnGetAsync(string id, CancellationToken stop)
    {
        Entry = await directory.SystemAsync(id, stop);
        if (session.Required.May(Act.ReadCallList) && await new Loading(stop).OrAsync<Csirt.Contracts.Http.Directory.CallList?>(async s => await directory.CallListAsync(s), null) is { } list)
        {
            _night = list.Groups.SelectMany(group => group.Entries).Select(entry => (Id: entry.PersonId, entry.NightPhone)).Concat(list.Contacts.Select(contact => (Id: contact.ContactId, contact.NightPhone)))
                .DistinctBy(one => one.Id).ToDictionary(one => one.Id, one => one.NightPhone);
        }
    }
}
