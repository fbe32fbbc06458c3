using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;

namespace Csirt.Directory.Towns;

/// <summary>A town as its files describe it, checked.</summary>
internal sealed record TownData
{
    /// <summary>全国地方公共団体コード.</summary>
    public required string Code { get; init; }

    public required string Name { get; init; }

    /// <summary>Code of the prefecture, where this installation may serve it as well; null: the town reports by other ways.</summary>
    public string? PrefectureCode { get; init; }

    /// <summary>Accounts with a known password, printed at start. Only with a code that no real town has.</summary>
    public required bool Demo { get; init; }

    public required string? DemoPassword { get; init; }

    /// <summary>Nobody signs in without a second factor (policy 4.4(2)); everyone is given a sheet of printed codes.</summary>
    public required bool SecondFactorRequired { get; init; }

    public required IReadOnlyList<DemoKey> DemoKeys { get; init; }

    /// <summary>User names that a demo town introduces at start: one for each part to play.</summary>
    public required IReadOnlyList<string> Introduced { get; init; }

    public required IReadOnlyList<Body> Bodies { get; init; }

    public required IReadOnlyList<Department> Departments { get; init; }

    public required IReadOnlyList<Section> Sections { get; init; }

    public required IReadOnlyList<Person> People { get; init; }

    public required IReadOnlyList<InformationSystem> Systems { get; init; }

    public required IReadOnlyList<OutsideContact> Contacts { get; init; }

    public required IReadOnlyList<FirstResponse> Procedures { get; init; }

    /// <summary>Gateways besides mail, in the order in which they are tried.</summary>
    public required IReadOnlyList<Gateway> Gateways { get; init; }

    public required IReadOnlyList<AccountSeed> Accounts { get; init; }

    /// <summary>Changes whenever a file does.</summary>
    public required string Fingerprint { get; init; }
}

/// <summary>An account that the files ask for.</summary>
/// <param name="PersonId">Person.</param>
/// <param name="UserName">User name.</param>
/// <param name="StartsTemporary">In a demo town: begins with a temporary password, as real accounts do.</param>
internal sealed record AccountSeed(string PersonId, string UserName, bool StartsTemporary);

/// <summary>A key that a demo town gets at its first start.</summary>
internal sealed record DemoKey(string Label, Channel Channel, string? ContactId);
