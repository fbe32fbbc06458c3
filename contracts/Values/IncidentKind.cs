using System.Text.Json.Serialization;

namespace Csirt.Contracts.Values;

/// <summary>Kind of incident: the classes of RSIT v1003, plus the local kinds a town meets.</summary>
[JsonConverter(typeof(NamedEnumConverter<IncidentKind>))]
public enum IncidentKind
{
    /// <summary>RSIT Abusive Content: spam leaves or reaches the town.</summary>
    [JsonStringEnumMemberName("abusive_content")] AbusiveContent,

    /// <summary>RSIT Malicious Code: policy 6.4(3)キ.</summary>
    [JsonStringEnumMemberName("malicious_code")] MaliciousCode,

    /// <summary>RSIT Information Gathering: scanning, phishing, suspicious mail (policy 6.4(3)ウ).</summary>
    [JsonStringEnumMemberName("information_gathering")] InformationGathering,

    /// <summary>RSIT Intrusion Attempts.</summary>
    [JsonStringEnumMemberName("intrusion_attempts")] IntrusionAttempts,

    /// <summary>RSIT Intrusions: web tampering among them (policy 6.5(1)ウ).</summary>
    [JsonStringEnumMemberName("intrusions")] Intrusions,

    /// <summary>RSIT Availability: outage, DDoS, system failure (policy 6.1(7)).</summary>
    [JsonStringEnumMemberName("availability")] Availability,

    /// <summary>RSIT Information Content Security: leak, unauthorised access to or change of information.</summary>
    [JsonStringEnumMemberName("information_content_security")] InformationContentSecurity,

    /// <summary>RSIT Fraud.</summary>
    [JsonStringEnumMemberName("fraud")] Fraud,

    /// <summary>RSIT Vulnerable.</summary>
    [JsonStringEnumMemberName("vulnerable")] Vulnerable,

    /// <summary>RSIT Other.</summary>
    [JsonStringEnumMemberName("other")] Other,

    /// <summary>RSIT Test.</summary>
    [JsonStringEnumMemberName("test")] Test,

    /// <summary>Local: lost or stolen device or medium.</summary>
    [JsonStringEnumMemberName("lost_device")] LostDevice,

    /// <summary>Local: lost IC card, policy 5.4(1)ア(ウ).</summary>
    [JsonStringEnumMemberName("lost_card")] LostCard,

    /// <summary>Local: leaked password or the fear of it, policy 5.4(3)エ.</summary>
    [JsonStringEnumMemberName("leaked_password")] LeakedPassword,

    /// <summary>Local: paper lost, discarded or handed to the wrong person.</summary>
    [JsonStringEnumMemberName("paper")] Paper,

    /// <summary>Local: mail or fax to the wrong address, policy 6.1(15)エ.</summary>
    [JsonStringEnumMemberName("missent")] Missent,

    /// <summary>Local: violation of the policy, policy 7.2(3)ア.</summary>
    [JsonStringEnumMemberName("policy_violation")] PolicyViolation,
}
