namespace Csirt.Testing;

/// <summary>The checkout the tests were built from.</summary>
public static class RepositoryRoot
{
    /// <summary>Folder that holds <c>Csirt.sln</c>.</summary>
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) => File.Exists(System.IO.Path.Combine(folder, "Csirt.sln"))
        ? folder
        : Find(System.IO.Directory.GetParent(folder)?.FullName ?? throw new InvalidOperationException("Csirt.sln was not found above the tests."));
}
