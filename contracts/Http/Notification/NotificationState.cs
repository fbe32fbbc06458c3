using System.Text.Json.Serialization;

namespace Csirt.Contracts.Http.Notification;

/// <summary>How a notification stands. The JSON strings are stored, and stable.</summary>
[JsonConverter(typeof(NamedEnumConverter<NotificationState>))]
public enum NotificationState
{
    /// <summary>送信待ち: to be mailed as soon as the mail server takes it.</summary>
    [JsonStringEnumMemberName("requested")] Requested,

    /// <summary>まとめ待ち: goes out with the recipient's next digest.</summary>
    [JsonStringEnumMemberName("digest_waiting")] DigestWaiting,

    /// <summary>書き出し（未送信）: lies as a file in the pickup folder; nobody can say that it was sent. Shown in red.</summary>
    [JsonStringEnumMemberName("written_out")] WrittenOut,

    /// <summary>送信済: a mail server took it, or someone was told by hand.</summary>
    [JsonStringEnumMemberName("sent")] Sent,

    /// <summary>受領確認済.</summary>
    [JsonStringEnumMemberName("acknowledged")] Acknowledged,

    /// <summary>送信失敗: failed for good as things stand. Told some other way, retried by a person, or cured by a change of the directory.</summary>
    [JsonStringEnumMemberName("failed")] Failed,
}

/// <summary>By what means someone was told, or tried to be.</summary>
[JsonConverter(typeof(NamedEnumConverter<ContactMeans>))]
public enum ContactMeans
{
    /// <summary>メール, by the system.</summary>
    [JsonStringEnumMemberName("mail")] Mail,

    /// <summary>SMS・音声・チャットなどの取次（ゲートウェイ）, by the system.</summary>
    [JsonStringEnumMemberName("gateway")] Gateway,

    /// <summary>電話, recorded by hand.</summary>
    [JsonStringEnumMemberName("phone")] Phone,

    /// <summary>FAX, recorded by hand.</summary>
    [JsonStringEnumMemberName("fax")] Fax,

    /// <summary>対面, recorded by hand.</summary>
    [JsonStringEnumMemberName("in_person")] InPerson,

    /// <summary>その他（ウェブの報告フォームなど）, recorded by hand.</summary>
    [JsonStringEnumMemberName("other")] Other,
}

/// <summary>How an attempt to tell someone ended.</summary>
[JsonConverter(typeof(NamedEnumConverter<ContactOutcome>))]
public enum ContactOutcome
{
    /// <summary>送信済: the mail server took it.</summary>
    [JsonStringEnumMemberName("sent")] Sent,

    /// <summary>書き出し（未送信）.</summary>
    [JsonStringEnumMemberName("written_out")] WrittenOut,

    /// <summary>延期: the mail server put it off; it is tried again without end.</summary>
    [JsonStringEnumMemberName("postponed")] Postponed,

    /// <summary>失敗.</summary>
    [JsonStringEnumMemberName("failed")] Failed,

    /// <summary>つながった: told by hand.</summary>
    [JsonStringEnumMemberName("reached")] Reached,

    /// <summary>不在・応答なし: tried by hand.</summary>
    [JsonStringEnumMemberName("not_reached")] NotReached,
}

/// <summary>How a notification was acknowledged.</summary>
[JsonConverter(typeof(NamedEnumConverter<AcknowledgedBy>))]
public enum AcknowledgedBy
{
    /// <summary>By the link in the mail.</summary>
    [JsonStringEnumMemberName("link")] Link,

    /// <summary>By the recipient, signed in.</summary>
    [JsonStringEnumMemberName("page")] Page,

    /// <summary>By the recipient, signed in, with the 確認番号.</summary>
    [JsonStringEnumMemberName("code")] Code,

    /// <summary>By phone with the 確認番号, recorded by someone else.</summary>
    [JsonStringEnumMemberName("phone")] Phone,

    /// <summary>Told by hand (phone, fax, in person) and confirmed, recorded by someone else.</summary>
    [JsonStringEnumMemberName("contact")] Contact,
}
