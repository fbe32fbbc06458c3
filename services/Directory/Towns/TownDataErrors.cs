using System.Globalization;

namespace Csirt.Directory.Towns;

/// <summary>Everything that is wrong with a town's files, each with file and line, so that it can be mended in one go.</summary>
internal sealed class TownDataErrors
{
    private readonly List<string> _messages = [];

    public void Add(string file, long line, string message) => _messages.Add(string.Create(CultureInfo.InvariantCulture, $"{file}:{line}: {message}"));

    public void ThrowIfAny(string town)
    {
        if (_messages.Count > 0)
        {
            throw new TownDataException($"団体データ「{town}」に誤りがあります。\n{string.Join('\n', _messages)}");
        }
    }
}

/// <summary>A town's files can't be used. The message names file and line and says, in Japanese, what to mend.</summary>
public sealed class TownDataException : Exception
{
    /// <summary>With its message.</summary>
    public TownDataException(string message)
        : base(message)
    {
    }

    /// <summary>With its message and what lay beneath it.</summary>
    public TownDataException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Without details.</summary>
    public TownDataException()
    {
    }
}
