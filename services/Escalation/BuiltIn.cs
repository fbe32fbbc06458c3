namespace Csirt.Escalation;

/// <summary>The data that ships inside the service: holidays and rule packs. A town's own files stand before them.</summary>
internal static class BuiltIn
{
    /// <exception cref="FileNotFoundException">No such file ships.</exception>
    public static byte[] Read(string name)
    {
        using var stream = typeof(BuiltIn).Assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException($"組み込みのデータ {name} がありません。", name);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
