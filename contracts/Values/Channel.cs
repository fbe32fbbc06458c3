using System.Text.Json.Serialization;

namespace Csirt.Contracts.Values;

/// <summary>Who brought the report. Internal and external reports reach different people (policy 5.3(1) against 5.3(2)).</summary>
[JsonConverter(typeof(NamedEnumConverter<Channel>))]
public enum Channel
{
    /// <summary>職員: policy 5.3(1)ア.</summary>
    [JsonStringEnumMemberName("staff")] Staff,

    /// <summary>住民など外部: policy 5.3(2)ア.</summary>
    [JsonStringEnumMemberName("resident")] Resident,

    /// <summary>委託事業者: policy 8.1(2)ア(エ).</summary>
    [JsonStringEnumMemberName("contractor")] Contractor,

    /// <summary>クラウドサービス事業者: policy 5.3(2)エ.</summary>
    [JsonStringEnumMemberName("cloud")] Cloud,

    /// <summary>監視: a machine feed, policy 6.5(1)ウ.</summary>
    [JsonStringEnumMemberName("monitoring")] Monitoring,
}
