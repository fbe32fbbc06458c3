using System.Text.Json.Serialization;
using Csirt.Contracts.Values;

namespace Csirt.Contracts.Http.Notification;

/// <summary>
/// Who could not be reached, found before an incident (policy 1(2)キ, 1(3)エ, 1(10), 6.5(1)エ): <c>GET /api/notification/readiness</c>.
/// A way works once a message over it was acknowledged or taken within the last <c>test_every_days</c>.
/// </summary>
/// <param name="AsOf">As of (UTC).</param>
/// <param name="Ready">Everyone can be reached by at least one way that works.</param>
/// <param name="TestEveryDays">After so many days a proof is too old: <c>Notification:TestEveryDays</c>.</param>
/// <param name="NotReached">How many can't be reached by a way that works.</param>
/// <param name="TestsOverdue">Ways of role holders whose test is due.</param>
/// <param name="Recipients">Holders of roles, then outside contacts; those who can't be reached first.</param>
public sealed record ContactReadiness(DateTimeOffset AsOf, bool Ready, int TestEveryDays, int NotReached, int TestsOverdue, IReadOnlyList<RecipientReadiness> Recipients);

/// <summary>How one person or outside contact can be reached.</summary>
/// <param name="PersonId">Person, by directory id; null for an outside contact.</param>
/// <param name="ContactId">Outside contact, by directory id; null for a person.</param>
/// <param name="Name">Name.</param>
/// <param name="Roles">Roles held, 職員 left out.</param>
/// <param name="Reachable">A way works; for an outside contact a phone or fax number is enough.</param>
/// <param name="ByHand">Has a phone or fax number: can be told by hand.</param>
/// <param name="Ways">Mail and every gateway for which there is an address.</param>
public sealed record RecipientReadiness(string? PersonId, string? ContactId, string Name, IReadOnlyList<Role> Roles, bool Reachable, bool ByHand, IReadOnlyList<WayReadiness> Ways);

/// <summary>One way to a recipient.</summary>
/// <param name="Gateway">Gateway by name; null: mail.</param>
/// <param name="Title">As people call it.</param>
/// <param name="Health">How it stands.</param>
/// <param name="AcknowledgedAt">Last acknowledged message over it (UTC); null: none within the time looked at.</param>
/// <param name="DeliveredAt">Last message that a server or gateway took (UTC); null: none within the time looked at.</param>
/// <param name="FailedAt">Last failure for good (UTC); null: none within the time looked at.</param>
/// <param name="TestedAt">Last test message (UTC); null: none within the time looked at.</param>
/// <param name="TestDueAt">When it is to be tested again (UTC); null: it was never proven, so now.</param>
public sealed record WayReadiness(string? Gateway, string Title, WayHealth Health, DateTimeOffset? AcknowledgedAt, DateTimeOffset? DeliveredAt, DateTimeOffset? FailedAt, DateTimeOffset? TestedAt, DateTimeOffset? TestDueAt);

/// <summary>How a way stands.</summary>
[JsonConverter(typeof(NamedEnumConverter<WayHealth>))]
public enum WayHealth
{
    /// <summary>使える: acknowledged or taken lately.</summary>
    [JsonStringEnumMemberName("working")] Working,

    /// <summary>未確認: never proven, or too long ago.</summary>
    [JsonStringEnumMemberName("unproven")] Unproven,

    /// <summary>不通: the last attempt failed for good, or nothing leads to its gateway.</summary>
    [JsonStringEnumMemberName("failing")] Failing,
}

/// <summary>
/// <c>POST /api/notification/test-messages</c>: sends 連絡テスト, marked so, by every way or one. Their acknowledgement is recorded
/// like any other and proves the way. Exactly one of the three is given. 400 <c>invalid</c>; 403 for an outside contact unless by
/// CSIRT責任者 or 統括.
/// </summary>
/// <param name="PersonId">To this person.</param>
/// <param name="ContactId">To this outside contact, by mail.</param>
/// <param name="AllRoles">To everyone who holds a role.</param>
public sealed record SendTestMessages(string? PersonId = null, string? ContactId = null, bool AllRoles = false);

/// <summary>Answer to <see cref="SendTestMessages"/>.</summary>
/// <param name="Sent">Test messages that are on their way, by id.</param>
/// <param name="Skipped">Ways over which one was sent in the last ten minutes.</param>
public sealed record TestMessages(IReadOnlyList<string> Sent, int Skipped);
