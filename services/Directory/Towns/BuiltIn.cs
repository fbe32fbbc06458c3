using System.Text;

namespace Csirt.Directory.Towns;

/// <summary>Data that ships inside the service.</summary>
internal static class BuiltIn
{
    public static bool Has(string file) => typeof(BuiltIn).Assembly.GetManifestResourceInfo(file) is not null;

    public static string Read(string file)
    {
        using var stream = typeof(BuiltIn).Assembly.GetManifestResourceStream(file)
            ?? throw new FileNotFoundException($"組み込みのデータ {file} がありません。", file);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
