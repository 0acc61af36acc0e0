namespace Conduit.Tests.Support;

/// <summary>Files of the repository, found from where the tests run.</summary>
public static class RepositoryFiles
{
    public static string Root { get; } = Find();

    public static string At(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    public static string Read(params ReadOnlySpan<string> parts) => File.ReadAllText(At(parts)).ReplaceLineEndings("\n");

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Conduit.Core.sln")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException("The tests run outside of the repository.");
    }
}
