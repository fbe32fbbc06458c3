using System.Globalization;
using Csirt.Platform.Hosting;

namespace Csirt.Cases.PaperPack;

/// <summary>
/// Where and when the paper pack is written: <c>PaperPack:Folder</c> (<c>paper</c> in the data folder where nothing is said; better
/// one that a printer's machine sees), <c>PaperPack:Hour</c> (0 to 23 in Japan time; 6), <c>PaperPack:KeepDays</c> (14).
/// </summary>
internal sealed class PaperSettings
{
    private static readonly TimeSpan Japan = TimeSpan.FromHours(9);
    private readonly int _hour;
    private readonly string _folder;

    public PaperSettings(IConfiguration configuration, DataDirectory data)
    {
        _hour = Number(configuration, "PaperPack:Hour", 6, 0, 23);
        KeepDays = Number(configuration, "PaperPack:KeepDays", 14, 1, 366);
        _folder = configuration["PaperPack:Folder"] is { Length: > 0 } said ? Path.GetFullPath(said) : data.Folder("paper");
    }

    public int KeepDays { get; }

    /// <summary>A folder per town: their packs never mix.</summary>
    public string FolderOf(string town) => Path.Combine(_folder, town);

    /// <summary>The next time after the moment, never the moment itself.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset moment)
    {
        var there = moment.ToOffset(Japan);
        var today = new DateTimeOffset(there.Date, Japan).AddHours(_hour);
        return today > there ? today : today.AddDays(1);
    }

    private static int Number(IConfiguration configuration, string key, int otherwise, int least, int most)
    {
        var text = configuration[key];
        return text is null ? otherwise
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
            : throw new InvalidOperationException($"{key}「{text}」は使用できません。{least}から{most}の数を指定してください。");
    }
}
