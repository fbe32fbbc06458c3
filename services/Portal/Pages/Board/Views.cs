using Csirt.Contracts.Http.Cases;
using Csirt.Portal.Fields;
using Csirt.Portal.Wording;

namespace Csirt.Portal.Pages.Board;

/// <summary>A case of the board as shown.</summary>
internal sealed record CardView(BoardCard Card, string Age, DueText? Next)
{
    public static CardView Of(BoardCard card, DateTimeOffset now) =>
        new(card, JapanTime.Ago(card.OpenedAt, now), card.NextDeadline is { } next ? DueText.Of(next, now) : null);
}

/// <summary>A lane as shown.</summary>
internal sealed record LaneView(BoardLane Lane, int Count, int Overdue, int Drills, IReadOnlyList<CardView> Cards)
{
    public string Code => Choices.Code(Lane);

    public string Name => CaseWords.Of(Lane);
}
