using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;

namespace Csirt.Contracts.Http.Intake;

/// <summary>
/// <c>POST /api/intake/reports</c>: a report by a signed-in person, their own or on behalf of someone who told them
/// (policy 5.3(1)ア, 5.3(2)ア). What is not known is left out, or said to be unknown. 201 with a <see cref="ReportReceipt"/>.
/// <c>Idempotency-Key</c>: a repeat with the same body gets the same answer, one with another body 422
/// <c>idempotency_key_reused</c>. 400 <c>invalid</c> with <c>errors</c> by field; 503 <c>directory_missing</c> while the town's
/// directory has not arrived.
/// </summary>
public sealed record FileReportRequest
{
    /// <summary>Who brought it: staff, or whom the caller files for: resident, contractor or cloud.</summary>
    public Channel Channel { get; init; } = Channel.Staff;

    /// <summary>What happened, up to 10,000 characters. No leaked values.</summary>
    public required string Text { get; init; }

    /// <summary>発生.</summary>
    public FactTime Occurred { get; init; }

    /// <summary>発覚.</summary>
    public FactTime Discovered { get; init; }

    /// <summary>知った: when any department first knew. Unknown: the moment of acceptance stands in, marked as assumed.</summary>
    public FactTime Known { get; init; }

    /// <summary>Where it happened, in words.</summary>
    public string? Place { get; init; }

    /// <summary>Section concerned, by directory id; left out: the caller's own, except in a restricted report.</summary>
    public string? SectionId { get; init; }

    /// <summary>Reporting body (報告主体) by directory id; left out: the section's own.</summary>
    public string? BodyId { get; init; }

    /// <summary>Systems concerned, by directory id.</summary>
    public IReadOnlyList<string> SystemIds { get; init; } = [];

    /// <summary>Kind as the reporter sees it.</summary>
    public IncidentKind? Kind { get; init; }

    /// <summary>Facts as far as known.</summary>
    public CaseFacts? Facts { get; init; }

    /// <summary>Whom to call back. Personal: never leaves Intake.</summary>
    public ReporterContact? Contact { get; init; }

    /// <summary>Which data are concerned: names of items (氏名, 口座情報), never their values.</summary>
    public IReadOnlyList<string> DataItems { get; init; } = [];

    /// <summary>Medium, e.g. USBメモリ, 紙.</summary>
    public string? Medium { get; init; }

    /// <summary>A drill (訓練); can't be changed afterwards (policy 5.2(3)).</summary>
    public bool Drill { get; init; }

    /// <summary>Asks for confidential handling (内部通報): the case starts restricted.</summary>
    public bool Restricted { get; init; }

    /// <summary>Persons said to be involved, by directory id: they are shut out of the case.</summary>
    public IReadOnlyList<string> ImplicatedIds { get; init; } = [];
}

/// <summary>
/// <c>POST /api/intake/feed/reports</c>: a report over an API key; the channel is the key's (policy 5.3(2)エ, 6.5(1)ウ,
/// 8.1(2)ア(エ)). Answers as for <see cref="FileReportRequest"/>.
/// </summary>
public sealed record FeedReportRequest
{
    /// <summary>What happened, up to 10,000 characters. No leaked values.</summary>
    public required string Text { get; init; }

    /// <summary>発生.</summary>
    public FactTime Occurred { get; init; }

    /// <summary>発覚, at the sender's.</summary>
    public FactTime Discovered { get; init; }

    /// <summary>知った: when the town first knew. Unknown: the moment of acceptance.</summary>
    public FactTime Known { get; init; }

    /// <summary>Where it happened, in words.</summary>
    public string? Place { get; init; }

    /// <summary>Section concerned, by directory id; left out: the one that owns the first system.</summary>
    public string? SectionId { get; init; }

    /// <summary>Reporting body (報告主体) by directory id; left out: the section's own.</summary>
    public string? BodyId { get; init; }

    /// <summary>Systems concerned, by directory id.</summary>
    public IReadOnlyList<string> SystemIds { get; init; } = [];

    /// <summary>Kind.</summary>
    public IncidentKind? Kind { get; init; }

    /// <summary>Facts as far as known.</summary>
    public CaseFacts? Facts { get; init; }

    /// <summary>Whom to call back. Personal: never leaves Intake.</summary>
    public ReporterContact? Contact { get; init; }

    /// <summary>Which data are concerned: names of items, never their values.</summary>
    public IReadOnlyList<string> DataItems { get; init; } = [];

    /// <summary>Medium.</summary>
    public string? Medium { get; init; }

    /// <summary>The sender's own number for it, to speak about it over the phone.</summary>
    public string? Reference { get; init; }

    /// <summary>A drill (訓練); can't be changed afterwards.</summary>
    public bool Drill { get; init; }
}

/// <summary>
/// <c>POST /api/intake/public/{town}/reports</c>: a report by anyone outside, not signed in (policy 5.3(2)ア). Few fields.
/// Answers as for <see cref="FileReportRequest"/>, and 429 <c>too_many_reports</c> with <c>Retry-After</c>. An
/// <c>Idempotency-Key</c> has at least 16 characters here: nobody is signed in whom it could belong to.
/// </summary>
public sealed record PublicReportRequest
{
    /// <summary>What happened, up to 10,000 characters.</summary>
    public required string Text { get; init; }

    /// <summary>When it happened.</summary>
    public FactTime Occurred { get; init; }

    /// <summary>When it was noticed.</summary>
    public FactTime Discovered { get; init; }

    /// <summary>Where it happened, in words.</summary>
    public string? Place { get; init; }

    /// <summary>Whom to call back. Personal: never leaves Intake.</summary>
    public ReporterContact? Contact { get; init; }
}

/// <summary>How to reach the reporter. Personal: shown to those who may read the report, never sent anywhere.</summary>
/// <param name="Name">Name.</param>
/// <param name="Phone">Phone, extension or mobile, for calling back.</param>
/// <param name="Mail">Mail address.</param>
/// <param name="Note">When and how to reach them best.</param>
public sealed record ReporterContact(string? Name = null, string? Phone = null, string? Mail = null, string? Note = null);

/// <summary>A report was accepted, for good: it will have a case.</summary>
public sealed record ReportReceipt
{
    /// <summary>Id of the report.</summary>
    public required string ReportId { get; init; }

    /// <summary>Number a person can read out, e.g. <c>受付-R8-0012</c>; drills <c>訓練受付-R8-003</c>.</summary>
    public required string ReceiptNumber { get; init; }

    /// <summary>When it was accepted (UTC).</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>A drill (訓練).</summary>
    public required bool Drill { get; init; }

    /// <summary>知った as it stands.</summary>
    public required FactTime Known { get; init; }

    /// <summary>Nobody gave 知った: the moment of acceptance stands in for it.</summary>
    public required bool KnownAssumed { get; init; }

    /// <summary>
    /// Secret of the follow-up link; told this once and kept nowhere. It opens <c>/api/intake/follow/{secret}</c>, and the page
    /// <c>/follow/{secret}</c> of the portal.
    /// </summary>
    public required string FollowSecret { get; init; }

    /// <summary>Path of the follow-up page.</summary>
    public required string FollowPath { get; init; }

    /// <summary>What to do right now, by the town's own procedures; for signed-in persons only.</summary>
    public required IReadOnlyList<FirstResponse> Procedures { get; init; }
}
