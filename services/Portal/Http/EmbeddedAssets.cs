using System.Security.Cryptography;

namespace Csirt.Portal.Http;

/// <summary>Style sheet, script and icon, out of the assembly. The style sheet is put together from its parts at start.</summary>
internal sealed class EmbeddedAssets
{
    private const string Prefix = "Assets/";
    private readonly Dictionary<string, Asset> _assets = [];

    public EmbeddedAssets()
    {
        var names = typeof(EmbeddedAssets).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        Add("portal.css", "text/css", [.. names.Where(n => n.EndsWith(".css", StringComparison.Ordinal)).SelectMany(Read)]);
        Add("portal.js", "text/javascript", Read(Prefix + "portal.js"));
        Add("icon.svg", "image/svg+xml", Read(Prefix + "icon.svg"));
    }

    /// <summary>Its address, which changes with its content.</summary>
    public string Url(string name) => $"/assets/{name}?v={_assets[name].Hash}";

    public IResult Serve(string path, HttpContext context)
    {
        if (!_assets.TryGetValue(path, out var asset))
        {
            return Results.NotFound();
        }

        context.Response.Headers.CacheControl = context.Request.Query["v"] == asset.Hash ? "public, max-age=31536000, immutable" : "no-cache";
        return Results.Bytes(asset.Content, asset.ContentType + "; charset=utf-8", entityTag: new($"\"{asset.Hash}\""));
    }

    private void Add(string name, string contentType, byte[] content) =>
        _assets[name] = new Asset(contentType, content, Convert.ToHexStringLower(SHA256.HashData(content))[..12]);

    private static byte[] Read(string name)
    {
        using var stream = typeof(EmbeddedAssets).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in the assembly");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private sealed record Asset(string ContentType, byte[] Content, string Hash);
}
