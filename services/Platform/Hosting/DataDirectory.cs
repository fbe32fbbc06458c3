using Microsoft.Extensions.Configuration;

namespace Csirt.Platform.Hosting;

/// <summary>
/// The folder in which this installation keeps what must survive: databases, attachments, keys, written mail.
/// <c>Data:Directory</c>; <c>data</c> in the working folder where nothing is said.
/// </summary>
public sealed class DataDirectory
{
    /// <summary>Creates the folder where it is missing.</summary>
    public DataDirectory(IConfiguration configuration) =>
        Root = Directory.CreateDirectory(Path.GetFullPath(configuration["Data:Directory"] ?? "data")).FullName;

    /// <summary>Full path.</summary>
    public string Root { get; }

    /// <summary>A folder inside it, created where it is missing.</summary>
    public string Folder(params ReadOnlySpan<string> names) => Directory.CreateDirectory(Path.Combine([Root, .. names])).FullName;
}
