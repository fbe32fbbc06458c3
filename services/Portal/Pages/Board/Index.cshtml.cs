using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Http.Escalation;
using Csirt.Platform.Access;
using Csirt.Portal.Fields;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Csirt.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Board;

/// <summary>The board: lanes by stage, or a list to search. Whatever needs somebody at once stands on top.</summary>
internal sealed class BoardModel(CasesClient cases, NotificationClient notifications, EscalationClient escalation, DirectoryClient directory, CurrentSession session, TimeProvider time) : FormPage(time)
{
    private const int CardsOfLane = 8;

    [BindProperty(SupportsGet = true)]
    public BoardFilter Filter { get; set; } = new();

    public BoardAlarms Alarms { get; private set; } = null!;

    /// <summary>What the reconciliation of the services found; null where it is not known, or not for this person.</summary>
    public ReconciliationAlarms? Reconciliation { get; private set; }

    public bool MayReadAlarms => session.Required.May(Act.ReadAlarms);

    /// <summary>Whether everyone can be reached; null where it isn't known, or not for this person.</summary>
    public Contracts.Http.Notification.ContactReadiness? Contacts { get; private set; }

    /// <summary>How the paper pack stands; null where it isn't known, or not for this person.</summary>
    public PaperPackState? Paper { get; private set; }

    /// <summary>Whether deadlines can be counted; null where that is not this person's or Escalation does not answer.</summary>
    public HolidayStatus? Holidays { get; private set; }

    public IReadOnlyList<LaneView> Lanes { get; private set; } = [];

    public int EndedCount { get; private set; }

    public BoardPage Found { get; private set; } = new([], null);

    public IReadOnlyList<Choice> Sections { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        var loading = new Loading(stop);
        Reconciliation = MayReadAlarms ? await loading.OrAsync<ReconciliationAlarms?>(async s => await escalation.AlarmsAsync(s), null) : null;
        Alarms = MayReadAlarms
            ? BoardAlarms.Of(await loading.OrAsync<Contracts.Http.Notification.NotificationAlarms?>(async s => await notifications.AlarmsAsync(s), null), Now)
            : BoardAlarms.None;
        if (MayReadAlarms)
        {
            Contacts = await loading.OrAsync<Contracts.Http.Notification.ContactReadiness?>(async s => await notifications.ReadinessAsync(s), null);
            Paper = await loading.OrAsync<PaperPackState?>(async s => await cases.PaperPackStateAsync(s), null);
        }

        Holidays = session.Required.May(Act.ReadAlarms) ? await loading.OrAsync<HolidayStatus?>(async s => await escalation.HolidaysAsync(s), null) : null;

        if (Filter.IsList)
        {
            Found = await cases.BoardAsync(Filter.ForCases(), stop);
            Sections = await loading.OrAsync(async s => OrganisationChoices.Sections(await directory.OrganisationAsync(s)), []);
        }
        else
        {
            await LoadLanesAsync(stop);
        }
    }

    private async Task LoadLanesAsync(CancellationToken stop)
    {
        var counts = await cases.LanesAsync(stop);
        EndedCount = counts.Where(c => c.Lane == BoardLane.Ended).Sum(c => c.Count);
        Lanes = await Task.WhenAll(counts.Where(c => c.Lane != BoardLane.Ended).Select(c => LoadLaneAsync(c, stop)));
    }

    private async Task<LaneView> LoadLaneAsync(LaneCount lane, CancellationToken stop)
    {
        var page = lane.Count + lane.Drills == 0
            ? new BoardPage([], null)
            : await cases.BoardAsync([("lane", Choices.Code(lane.Lane)), ("sort", Choices.Code(BoardSort.Deadline)), ("limit", $"{CardsOfLane}")], stop);
        return new LaneView(lane.Lane, lane.Count, lane.Overdue, lane.Drills, [.. page.Cases.Select(c => CardView.Of(c, Now))]);
    }
}
