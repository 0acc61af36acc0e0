using Conduit.Transactions;

namespace Conduit.Tests.Support;

/// <summary>A log that dies: the effect happens, and then the disk takes no more outcomes.</summary>
public sealed class FullDiskLog(ITransactionLog inner, int outcomes) : ITransactionLog
{
    public string Folder => inner.Folder;
    public async ValueTask<ITransactionWriter> OpenAsync(CancellationToken cancellationToken = default) => new Writer(await inner.OpenAsync(cancellationToken), outcomes);
    public IEnumerable<TransactionEntry> Read(LogPosition from = default) => inner.Read(from);

    private sealed class Writer(ITransactionWriter inner, int left) : ITransactionWriter
    {
        private int _left = left;
        public LogPosition Position => inner.Position;
        public void Append(TransactionEntry entry)
        {
            if (entry is OutcomeEntry && --_left < 0)
                throw new IOException("No space left on device.");
            inner.Append(entry);
        }

        public ValueTask FlushAsync(CancellationToken cancellationToken = default) => inner.FlushAsync(cancellationToken);
        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
