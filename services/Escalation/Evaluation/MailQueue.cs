using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;

namespace Csirt.Escalation.Evaluation;

/// <summary>Collects what is to be told and hands it out as one mail per person.</summary>
internal sealed class MailQueue(EvaluationInput input, CaseView view, ICollection<string> problems)
{
    private readonly Recipients _recipients = new(view, input.Book.Town, problems);
    private readonly Dictionary<(Role Role, bool EvenIfAbsent), IReadOnlyList<Seat>> _seats = [];
    private readonly List<Part> _parts = [];
    private readonly HashSet<string> _new = [];

    /// <summary>The next time at which something is to be told (UTC).</summary>
    public DateTimeOffset? NextLook { get; private set; }

    /// <summary>Someone was to be told and nobody is there, or the directory has not arrived.</summary>
    public bool Unresolved { get; private set; } = input.Directory is null;

    public void LookAgain(DateTimeOffset at)
    {
        if (at > input.Now && (NextLook is null || at < NextLook))
        {
            NextLook = at;
        }
    }

    /// <summary>Tells it when the time has come; before that, notes the time.</summary>
    public void AddAt(DateTimeOffset at, Notice notice, string? unlessNew = null)
    {
        if (at > input.Now)
        {
            LookAgain(at);
            return;
        }

        // What is told for the first time in this very mail needs no reminder beside it.
        var first = unlessNew is not null && _parts.Any(part => part.Notice.Occasion == unlessNew);
        Add(notice with { Silent = first, DueAt = at });
    }

    public void Add(Notice notice)
    {
        foreach (var seat in notice.Seats ?? notice.Roles.Distinct().SelectMany(role => SeatsOf(role, notice.EvenIfAbsent)))
        {
            var key = MailKey.Of(notice.Rule.Id, seat.Key, notice.Occasion);
            IReadOnlyList<string> people = notice.HandlersOnly && view.Case.Restricted ? Handlers(seat) : seat.PersonIds;
            Unresolved |= people.Count == 0;
            if (people.Count > 0 && !IsTold(key) && !IsSatisfied(notice, seat) && _new.Add(key))
            {
                Tell(people, seat.Role, key, notice);
            }
        }

        foreach (var person in notice.PersonIds)
        {
            var key = MailKey.Of(notice.Rule.Id, $"person:{person}", notice.Occasion);
            if (!IsTold(key) && _new.Add(key))
            {
                _parts.Add(new Part(person, Role.CsirtMember, key, notice, ByThemselves: false));
            }
        }
    }

    // Whoever would tell themselves is told all the same; in that role someone else is told too, and has to answer.
    private void Tell(IReadOnlyList<string> people, Role role, string key, Notice notice)
    {
        var tellers = notice.ToldBy is { } teller ? SeatsOf(teller, evenIfAbsent: false).SelectMany(seat => seat.PersonIds).ToHashSet() : [];
        var byThemselves = people.Count > 0 && people.All(tellers.Contains);
        _parts.AddRange(people.Select(person => new Part(person, role, key, notice, byThemselves)));
        if (byThemselves && _recipients.InsteadOf(role, tellers) is { } other)
        {
            _parts.Add(new Part(other, role, key, notice, ByThemselves: false));
        }
    }

    /// <summary>Whom an instruction is addressed to.</summary>
    public Seat SeatOf(InstructionState instruction) => _recipients.Of(instruction);

    private string[] Handlers(Seat seat)
    {
        var handlers = seat.PersonIds.Where(view.Case.HandlerIds.Contains).ToArray();
        return handlers.Length > 0 ? handlers : [.. SeatsOf(Role.ChiefSecurityOfficer, evenIfAbsent: false).SelectMany(chief => chief.PersonIds)];
    }

    public IReadOnlyList<PlannedMail> Merged() =>
    [
        .. _parts.GroupBy(part => (part.PersonId, part.Notice.Digest))
            .Where(mail => mail.Any(part => !part.Notice.Silent))
            .Select(mail => Merge(mail.Key.PersonId, [.. mail])),
    ];

    private PlannedMail Merge(string personId, Part[] parts)
    {
        var spoken = parts.Where(part => !part.Notice.Silent).DistinctBy(part => (part.Notice.Rule.Id, part.Notice.Occasion)).ToArray();
        var roles = parts.Select(part => part.Role).Distinct().ToArray();
        var own = parts.Where(part => !part.ByThemselves).Select(part => part.Role).ToHashSet();
        var text = MailComposer.Compose(view, input.Book, roles, [.. roles.Where(role => !own.Contains(role))], [.. spoken.Select(part => part.Notice)]);
        var first = spoken[0].Notice.Rule;
        return new PlannedMail
        {
            Id = StableId.Of("mail", input.Case.CaseId, spoken[0].Key, personId),
            PersonId = personId,
            Roles = roles,
            AcknowledgesFor = [.. roles.Where(own.Contains)],
            RuleId = first.Id,
            Basis = string.Join("、", spoken.Select(part => part.Notice.Rule.Basis).Distinct()),
            Subject = text.Subject,
            Wanted = text.Wanted,
            Body = text.Body,
            NeedsAcknowledgement = parts.Any(part => part.Notice.NeedsAcknowledgement),
            AcknowledgeBy = parts.Min(part => part.Notice.AcknowledgeBy),
            Digest = spoken[0].Notice.Digest,
            Keys = [.. parts.Select(part => part.Key).Distinct()],
            Titles = [.. spoken.Select(part => part.Notice.Rule.Title).Distinct()],
        };
    }

    private bool IsTold(string key) => input.Told.Contains(key) || (key.EndsWith("|digest", StringComparison.Ordinal) && IsToldAtOnce(key));

    private bool IsToldAtOnce(string digestKey)
    {
        var atOnce = string.Concat(digestKey.AsSpan(0, digestKey.Length - "digest".Length), "at_once");
        return input.Told.Contains(atOnce) || _new.Contains(atOnce);
    }

    private bool IsSatisfied(Notice notice, Seat seat) => notice.SatisfiedBy.Any(rule =>
    {
        var key = MailKey.Of(rule, seat.Key, "at_once");
        return input.Told.Contains(key) || _new.Contains(key);
    });

    private IReadOnlyList<Seat> SeatsOf(Role role, bool evenIfAbsent)
    {
        if (!_seats.TryGetValue((role, evenIfAbsent), out var seats))
        {
            seats = _recipients.Of(role, evenIfAbsent);
            _seats[(role, evenIfAbsent)] = seats;
        }

        return seats;
    }

    private sealed record Part(string PersonId, Role Role, string Key, Notice Notice, bool ByThemselves);
}
