using System.Text.Json.Serialization;

namespace Csirt.Contracts.Values;

/// <summary>Classes of records (記録の区分) that have a retention period of their own.</summary>
[JsonConverter(typeof(NamedEnumConverter<RecordClass>))]
public enum RecordClass
{
    /// <summary>事案の記録: the case, its timeline, duties and report drafts.</summary>
    [JsonStringEnumMemberName("case")] Case,

    /// <summary>受け付けた報告と添付.</summary>
    [JsonStringEnumMemberName("report")] Report,

    /// <summary>送達台帳: who was told what, and who answered.</summary>
    [JsonStringEnumMemberName("ledger")] Ledger,

    /// <summary>個人情報・特定個人情報に関わる事案: a case whose facts say yes or suspected.</summary>
    [JsonStringEnumMemberName("personal_information")] PersonalInformation,

    /// <summary>訓練の記録: takes the place of the other classes for a drill.</summary>
    [JsonStringEnumMemberName("drill")] Drill,

    /// <summary>監査記録: at least so long, never disposed of by the software.</summary>
    [JsonStringEnumMemberName("audit")] Audit,
}
