namespace Csirt.UnitTests.Cases;

/// <summary>Finds files of the repository from a test's output folder.</summary>
internal static class Repository
{
    internal static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Csirt.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Csirt.sln not found above " + AppContext.BaseDirectory);
    }
}
