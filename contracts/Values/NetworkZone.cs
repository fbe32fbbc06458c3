using System.Text.Json.Serialization;

namespace Csirt.Contracts.Values;

/// <summary>Network zone of a system (三層の対策), kept in the register of systems.</summary>
[JsonConverter(typeof(NamedEnumConverter<NetworkZone>))]
public enum NetworkZone
{
    /// <summary>マイナンバー利用事務系.</summary>
    [JsonStringEnumMemberName("my_number")] MyNumber,

    /// <summary>LGWAN接続系.</summary>
    [JsonStringEnumMemberName("lgwan")] Lgwan,

    /// <summary>インターネット接続系.</summary>
    [JsonStringEnumMemberName("internet")] Internet,
}
