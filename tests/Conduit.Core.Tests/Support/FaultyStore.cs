using Conduit.Planning;

namespace Conduit.Tests.Support;

/// <summary>
/// A file system in which one step goes wrong: opening a file to write, writing, flushing, renaming or removing. Counts its steps, so that a
/// test can first see how many there are.
/// </summary>
internal sealed class FaultyStore(FileFault fault, int failsAt) : FileStore
{
    private int _steps;

    public int Steps => _steps;

    /// <summary>Whether anything went wrong.</summary>
    public bool HasFailed { get; private set; }

    public override string ToString() => $"{fault} at step {failsAt} of the files";

    public override FileStream Open(string path, FileStreamOptions options)
    {
        if (options.Access == FileAccess.Read)
            return base.Open(path, options);
        return Take(() => new Stream(this, path, options), isOpening: true);
    }

    public override void Move(string from, string to) => Take(() => base.Move(from, to), isOpening: true);

    public override void Delete(string path) => Take(() => base.Delete(path), isOpening: true);

    private T Take<T>(Func<T> step, bool isOpening, Action? half = null)
    {
        int now = Interlocked.Increment(ref _steps);
        bool fails = fault switch
        {
            FileFault.None => false,
            FileFault.DiskFull => now >= failsAt && !isOpening,
            FileFault.ReadOnly => now >= failsAt && isOpening,
            _ => now == failsAt,
        };
        if (!fails)
            return step();
        HasFailed = true;
        if (fault == FileFault.ReadOnly)
            throw new UnauthorizedAccessException("The folder is read-only.");
        if (fault == FileFault.After)
            (step() as IDisposable)?.Dispose();
        else if (fault is FileFault.Torn or FileFault.DiskFull && now == failsAt)
            half?.Invoke();
        throw new IOException("No space left on device.");
    }

    private void Take(Action step, bool isOpening, Action? half = null) => Take(() =>
    {
        step();
        return true;
    }, isOpening, half);

    private sealed class Stream(FaultyStore store, string path, FileStreamOptions options) : FileStream(path, options)
    {
        public override void Write(ReadOnlySpan<byte> buffer) => Write(buffer.ToArray(), 0, buffer.Length);

        public override void Write(byte[] buffer, int offset, int count) =>
            store.Take(() => base.Write(buffer, offset, count), isOpening: false, () => base.Write(buffer, offset, count / 2));

        public override void Flush(bool flushToDisk) => store.Take(() => base.Flush(flushToDisk), isOpening: false);
    }
}
