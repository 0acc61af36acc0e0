namespace Conduit.Planning;

/// <summary>The file system as <see cref="PrivateFile"/> uses it. Tests put one in front that fails.</summary>
internal class FileStore
{
    private static readonly FileStore Plain = new();
    private static readonly AsyncLocal<FileStore?> Flowing = new();

    /// <summary>The one that holds here: for this flow of work and what it starts.</summary>
    public static FileStore Current => Flowing.Value ?? Plain;

    /// <summary>Holds from here on, until the flow of work returns.</summary>
    public void Use() => Flowing.Value = this;

    public virtual FileStream Open(string path, FileStreamOptions options) => new(path, options);

    public virtual void Move(string from, string to) => File.Move(from, to, overwrite: true);

    public virtual void Delete(string path) => File.Delete(path);
}
