using System.Text.Json.Serialization;

namespace Csirt.Contracts.Values;

/// <summary>重大度, as the CSIRT judges it.</summary>
[JsonConverter(typeof(NamedEnumConverter<Severity>))]
public enum Severity
{
    /// <summary>軽微.</summary>
    [JsonStringEnumMemberName("low")] Low,

    /// <summary>中.</summary>
    [JsonStringEnumMemberName("medium")] Medium,

    /// <summary>重大.</summary>
    [JsonStringEnumMemberName("high")] High,

    /// <summary>緊急.</summary>
    [JsonStringEnumMemberName("critical")] Critical,
}
