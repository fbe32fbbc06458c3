using System.Globalization;
using Csirt.Platform.Hosting;

namespace Csirt.Escalation.Rules;

/// <summary>A place in a pack file, so that a clerk finds the line.</summary>
internal readonly record struct Place(string File, long Line);

/// <summary>Collects everything wrong with the packs, so that all of it is reported at once.</summary>
internal sealed class PackProblems
{
    private readonly List<string> _problems = [];

    public void Add(Place place, string problem) =>
        _problems.Add(string.Create(CultureInfo.InvariantCulture, $"{place.File}:{place.Line}: {problem}"));

    /// <exception cref="PackException">Something was wrong.</exception>
    public void ThrowIfAny()
    {
        if (_problems.Count > 0)
        {
            throw new PackException(_problems);
        }
    }
}

/// <summary>The rule packs cannot be used. The message lists every problem as <c>file:line: what is wrong</c>, in Japanese.</summary>
internal sealed class PackException(IReadOnlyList<string> problems)
    : UnusableDataException("規則パックを読み込めません。" + Environment.NewLine + string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
