using Csirt.Contracts.Messages;

namespace Csirt.Platform.Replicas;

/// <summary>Which ways lead to a person or an outside contact.</summary>
public static class GatewayAddresses
{
    /// <summary>The addresses a gateway can ask for.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["mail", "phone", "night_phone", "fax"];

    /// <summary>What the gateway needs to reach the person; null where the directory has no such address.</summary>
    public static string? AddressOf(this Gateway gateway, Person person) => NotBlank(gateway.Takes switch
    {
        "mail" => person.Mail,
        "phone" => person.Phone,
        "night_phone" => person.NightPhone,
        _ => null,
    });

    /// <summary>What the gateway needs to reach the contact; null where the directory has no such address.</summary>
    public static string? AddressOf(this Gateway gateway, OutsideContact contact) => NotBlank(gateway.Takes switch
    {
        "mail" => contact.Mail,
        "phone" => contact.Phone,
        "night_phone" => contact.NightPhone,
        "fax" => contact.Fax,
        _ => null,
    });

    /// <summary>Every way to the person, in the order in which they are tried: null is mail, else a gateway's name.</summary>
    public static IReadOnlyList<string?> WaysTo(this TownDirectory directory, Person person) =>
    [
        .. NotBlank(person.Mail) is null ? Array.Empty<string?>() : [null],
        .. directory.Snapshot.Gateways.Where(gateway => gateway.AddressOf(person) is not null).Select(gateway => gateway.Name),
    ];

    /// <summary>The gateway of that name, or null.</summary>
    public static Gateway? Gateway(this TownDirectory directory, string? name) => directory.Snapshot.Gateways.FirstOrDefault(gateway => gateway.Name == name);

    private static string? NotBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
