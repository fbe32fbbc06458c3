using System.Security.Cryptography;
using System.Text;

namespace Csirt.Directory.Towns;

/// <summary>A town's files, read but not yet understood.</summary>
/// <param name="Name">Folder, as named in the configuration: for messages.</param>
/// <param name="Files">File name → text.</param>
internal sealed record TownSource(string Name, IReadOnlyDictionary<string, string> Files)
{
    public const string Town = "town.yaml";
    public const string Organisation = "organisation.yaml";
    public const string People = "people.yaml";
    public const string Systems = "systems.yaml";
    public const string Contacts = "contacts.yaml";
    public const string Procedures = "procedures.yaml";

    private static readonly string[] Names = [Town, Organisation, People, Systems, Contacts, Procedures];

    /// <summary>Changes whenever a file does, or the policy's own procedures that complete it.</summary>
    public string Fingerprint =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', Names.Select(n => Files[n]).Append(BuiltIn.Read(PolicyProcedures.File))))));

    /// <summary>Reads a folder. Throws <see cref="TownDataException"/> where it or one of its files is missing.</summary>
    public static TownSource FromFolder(string name, string path)
    {
        if (Names.Where(n => !File.Exists(Path.Combine(path, n))).ToList() is [_, ..] missing)
        {
            throw new TownDataException($"団体データ「{name}」（{path}）にファイルがありません: {string.Join("、", missing)}");
        }

        return new TownSource(name, Names.ToDictionary(n => n, n => File.ReadAllText(Path.Combine(path, n), Encoding.UTF8)));
    }

    /// <summary>A town that ships with the service: <c>demo-town</c>, <c>demo-village</c>.</summary>
    public static TownSource Shipped(string name) => new(name, Names.ToDictionary(n => n, n => BuiltIn.Read($"{name}/{n}")));
}
