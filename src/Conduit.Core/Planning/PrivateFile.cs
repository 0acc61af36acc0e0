using System.Runtime.InteropServices;

namespace Conduit.Planning;

/// <summary>Files and folders that hold personal data: made for the owner only, and put in place whole or not at all.</summary>
internal static partial class PrivateFile
{
    public const int BufferSize = 1 << 18;

    public static void CreateFolder(string path)
    {
        if (Directory.Exists(path))
            return;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public static FileStream Open(string path, FileMode mode, FileAccess access = FileAccess.ReadWrite, FileShare share = FileShare.Read)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share, BufferSize = BufferSize };
        if (!OperatingSystem.IsWindows() && mode is FileMode.Create or FileMode.CreateNew or FileMode.OpenOrCreate or FileMode.Append)
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return FileStore.Current.Open(path, options);
    }

    /// <summary>
    /// Writes a file beside the path, flushes it to the disk and renames it over the path, so that a reader finds the old
    /// file or the new one and never half of either.
    /// </summary>
    public static void Replace(string path, Action<FileStream> write)
    {
        string temporary = path + ".new";
        using (FileStream stream = Open(temporary, FileMode.Create))
        {
            write(stream);
            stream.Flush(flushToDisk: true);
        }
        FileStore.Current.Move(temporary, path);
        FlushFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Flushes a file that was written elsewhere in the folder to the disk, closes it and puts it in the path's place.</summary>
    public static void Place(FileStream stream, string from, string path)
    {
        stream.Flush(flushToDisk: true);
        stream.Dispose();
        FileStore.Current.Move(from, path);
        FlushFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Removes a file; one that is not there is gone already.</summary>
    public static void Delete(string path) => FileStore.Current.Delete(path);

    /// <summary>Makes a rename durable. Windows does so by itself.</summary>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        int descriptor = OpenFolder(folder, 0);
        if (descriptor < 0)
            return;
        _ = Sync(descriptor);
        _ = Close(descriptor);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFolder(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
