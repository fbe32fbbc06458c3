using System.Text.Json.Serialization;

namespace Csirt.Contracts.Http.Intake;

/// <summary>How far a report has come, in the words a reporter is told.</summary>
[JsonConverter(typeof(NamedEnumConverter<Progress>))]
public enum Progress
{
    /// <summary>受付済み; of a restricted report never more.</summary>
    [JsonStringEnumMemberName("accepted")] Accepted,

    /// <summary>確認中.</summary>
    [JsonStringEnumMemberName("checking")] Checking,

    /// <summary>対応中.</summary>
    [JsonStringEnumMemberName("handling")] Handling,

    /// <summary>対応完了.</summary>
    [JsonStringEnumMemberName("handled")] Handled,

    /// <summary>完了: reporting has ended too.</summary>
    [JsonStringEnumMemberName("ended")] Ended,

    /// <summary>確認終了: looked at, and not an incident.</summary>
    [JsonStringEnumMemberName("not_incident")] NotIncident,
}

/// <summary>
/// <c>GET /api/intake/follow/{secret}</c>: what the reporter may know, without seeing the case. The secret alone opens it;
/// a wrong one gets 404.
/// </summary>
public sealed record FollowedReport
{
    /// <summary>Receipt number.</summary>
    public required string ReceiptNumber { get; init; }

    /// <summary>When it was accepted (UTC).</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>A drill (訓練).</summary>
    public required bool Drill { get; init; }

    /// <summary>How far it has come.</summary>
    public required Progress Progress { get; init; }

    /// <summary>The same as a word, e.g. 確認中.</summary>
    public required string ProgressName { get; init; }

    /// <summary>What that means, in a sentence.</summary>
    public required string Explanation { get; init; }

    /// <summary>Attachments received.</summary>
    public required int AttachmentCount { get; init; }

    /// <summary>When additions (追記) were received (UTC), oldest first. Their text is not shown: links get lost.</summary>
    public required IReadOnlyList<DateTimeOffset> SupplementedAt { get; init; }

    /// <summary>Largest attachment that is taken, in bytes.</summary>
    public required long LargestAttachment { get; init; }

    /// <summary>Attachments that are still taken.</summary>
    public required int AttachmentsLeft { get; init; }
}

/// <summary>
/// An addition (追記) by the reporter: <c>POST /api/intake/follow/{secret}/notes</c>, or when signed in
/// <c>POST /api/intake/reports/{id}/notes</c>. Append-only; it reaches the case. 201 with a <see cref="SupplementReceipt"/>.
/// <c>Idempotency-Key</c> as for reports.
/// </summary>
/// <param name="Text">What there is to add, up to 4,000 characters. No leaked values.</param>
public sealed record SupplementRequest(string Text);

/// <summary>An addition was accepted.</summary>
/// <param name="Number">Its number within the report, from 1; attachments count too.</param>
/// <param name="AcceptedAt">When (UTC).</param>
public sealed record SupplementReceipt(int Number, DateTimeOffset AcceptedAt);

/// <summary>
/// An attachment was received, whole: <c>POST /api/intake/reports/{id}/attachments?name=…</c> (signed-in reporter, or the key that
/// filed) or <c>POST /api/intake/follow/{secret}/attachments?name=…</c>; the body is the file itself. 413
/// <c>attachment_too_large</c>, 409 <c>too_many_attachments</c>, 503 <c>attachment_not_stored</c>.
/// </summary>
/// <param name="Id">Id.</param>
/// <param name="Name">Name as stored.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">SHA-256, lower-case hexadecimal: to be compared by the sender.</param>
/// <param name="AcceptedAt">When (UTC).</param>
public sealed record AttachmentReceipt(string Id, string Name, long Size, string Sha256, DateTimeOffset AcceptedAt);
