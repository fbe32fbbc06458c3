using Csirt.Contracts.Http.Notification;
using Csirt.Platform.Http;

namespace Csirt.Notification.Contacts;

/// <summary>What a contact that someone records by hand must be like.</summary>
internal static class ContactInput
{
    private const int LongestNote = 1000;
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Check(InputErrors errors, ContactRecord contact, DateTimeOffset now) => errors
        .Check(Enum.IsDefined(contact.Means) && contact.Means is not (ContactMeans.Mail or ContactMeans.Gateway), "means", "連絡手段は電話、FAX、対面、その他のいずれかを指定してください。")
        .Check(contact.Outcome is ContactOutcome.Reached or ContactOutcome.NotReached, "outcome", "結果は「つながった」または「つながらなかった」を指定してください。")
        .Check(!contact.Acknowledged || contact.Outcome == ContactOutcome.Reached, "acknowledged", "つながらなかった連絡を受領確認とすることはできません。")
        .Check(contact.At is null || (contact.At >= Earliest && contact.At <= now), "at", "連絡した時刻が正しくありません（未来の時刻は指定できません）。")
        .Check(contact.Note is null or { Length: <= LongestNote }, "note", $"メモは{LongestNote}文字以内で入力してください。");
}
