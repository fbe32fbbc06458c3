using System.Text.Json.Serialization;

namespace Csirt.Contracts.Values;

/// <summary>Stage of a case. The JSON strings are stored, and stable.</summary>
[JsonConverter(typeof(NamedEnumConverter<CaseStage>))]
public enum CaseStage
{
    /// <summary>受付.</summary>
    [JsonStringEnumMemberName("received")] Received,

    /// <summary>トリアージ: policy 5.3(3)ア.</summary>
    [JsonStringEnumMemberName("triage")] Triage,

    /// <summary>封じ込め: policy 5.3(3)ウ.</summary>
    [JsonStringEnumMemberName("containment")] Containment,

    /// <summary>復旧: policy 5.3(3)ウ.</summary>
    [JsonStringEnumMemberName("recovery")] Recovery,

    /// <summary>再発防止・検討中: policy 5.3(3)エ.</summary>
    [JsonStringEnumMemberName("prevention_drafting")] PreventionDrafting,

    /// <summary>再発防止・CISO確認待ち: policy 5.3(3)オ.</summary>
    [JsonStringEnumMemberName("prevention_awaiting_ciso")] PreventionAwaitingCiso,

    /// <summary>再発防止・実施中.</summary>
    [JsonStringEnumMemberName("prevention_implementing")] PreventionImplementing,

    /// <summary>対応完了: the work is done; reporting may still run (報告待ち).</summary>
    [JsonStringEnumMemberName("resolved")] Resolved,

    /// <summary>完結: every duty has ended too.</summary>
    [JsonStringEnumMemberName("closed")] Closed,

    /// <summary>非該当: judged not to be an incident.</summary>
    [JsonStringEnumMemberName("not_incident")] NotIncident,

    /// <summary>重複: merged into another case.</summary>
    [JsonStringEnumMemberName("merged")] Merged,
}
