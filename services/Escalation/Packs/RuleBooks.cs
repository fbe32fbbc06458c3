using System.Collections.Concurrent;
using Csirt.Escalation.Calendar;
using Csirt.Escalation.Rules;
using Csirt.Platform.Hosting;

namespace Csirt.Escalation.Packs;

/// <summary>
/// The rules in force for each town, read and checked at start. In the folder <c>packs</c> of the data directory (or
/// <c>Escalation:Packs</c>) an installation may keep its own <c>national.yaml</c>, <c>municipality.yaml</c>, a town's
/// <c>{code}.yaml</c> and <c>holidays.csv</c>; what is not there ships with the service.
/// </summary>
internal sealed class RuleBooks : ILoadAtStart
{
    private readonly TimeProvider _time;
    private readonly string _folder;
    private readonly ConcurrentDictionary<string, RuleBook> _towns = [];
    private readonly PackFile _national;
    private readonly PackFile _municipality;
    private readonly RuleBook _common;

    /// <exception cref="PackException">A pack is wrong.</exception>
    /// <exception cref="HolidayDataException">The holiday data is wrong.</exception>
    public RuleBooks(DataDirectory data, IConfiguration configuration, TimeProvider time)
    {
        _time = time;
        _folder = configuration["Escalation:Packs"] ?? Path.Combine(data.Root, "packs");
        Calendar = new HolidayCalendar(HolidayCsv.Read(OwnBytes("holidays.csv") ?? BuiltIn.Read("holidays.csv"), "holidays.csv"));
        _national = Own("national.yaml") ?? RuleBookLoader.Built("national.yaml");
        _municipality = Own("municipality.yaml") ?? RuleBookLoader.Built("municipality.yaml");
        _common = RuleBookLoader.Load([_national, _municipality]);
    }

    public HolidayCalendar Calendar { get; }

    public RuleBook For(string town) => _towns.GetOrAdd(town, OfTown);

    /// <summary>
    /// Reads every town's own pack, so that a mistake in one stops the start and not a case at night; a year without holidays that
    /// a deadline of today can reach stops it too.
    /// </summary>
    public Task LoadAsync(CancellationToken cancellationToken)
    {
        if (HolidayYears.MissingNow(Calendar, JapanTime.DayOf(_time.GetUtcNow())) is [var year, ..])
        {
            throw new HolidayDataException(HolidayYears.Say(year));
        }

        if (Directory.Exists(_folder))
        {
            foreach (var town in Directory.EnumerateFiles(_folder, "??????.yaml").Select(file => Path.GetFileNameWithoutExtension(file)))
            {
                For(town);
            }
        }

        return Task.CompletedTask;
    }

    private RuleBook OfTown(string town) => IsCode(town) && Own($"{town}.yaml") is { } own ? RuleBookLoader.Load([_national, own]) : _common;

    private static bool IsCode(string town) => town.Length == 6 && town.All(char.IsAsciiDigit);

    private PackFile? Own(string name) => OwnBytes(name) is { } bytes ? new PackFile(name, System.Text.Encoding.UTF8.GetString(bytes)) : null;

    private byte[]? OwnBytes(string name) => Path.Combine(_folder, name) is var path && File.Exists(path) ? File.ReadAllBytes(path) : null;
}
