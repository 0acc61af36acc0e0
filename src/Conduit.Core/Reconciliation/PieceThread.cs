using System.Runtime.ExceptionServices;

namespace Conduit.Reconciliation;

/// <summary>
/// A thread that works on one piece at a time. Whoever waits sleeps at once: a task of the pool would be waited for turning, and two threads that share a core take the time for that from each
/// other.
/// </summary>
/// <param name="work">What is done with a piece.</param>
internal sealed class PieceThread(Action<PlainPiece> work) : IDisposable
{
    private readonly object _gate = new();
    private Thread? _thread;
    private PlainPiece? _piece;
    private ExceptionDispatchInfo? _failure;
    private bool _isOver;

    /// <summary>Begins to work on a piece. The one before must have been waited for.</summary>
    public void Start(PlainPiece piece)
    {
        lock (_gate)
        {
            _piece = piece;
            Monitor.Pulse(_gate);
        }
        if (_thread is not null)
            return;
        _thread = new Thread(Run) { IsBackground = true, Name = "Conduit changes" };
        _thread.Start();
    }

    /// <summary>Waits until the piece is done, and throws what the work threw.</summary>
    public void Wait()
    {
        lock (_gate)
        {
            while (_piece is not null)
                Monitor.Wait(_gate);
        }
        _failure?.Throw();
    }

    /// <summary>Ends the thread, once it is done with what it works on.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            Monitor.Pulse(_gate);
        }
        _thread?.Join();
    }

    private void Run()
    {
        while (Next() is { } piece)
        {
            try
            {
                work(piece);
            }
#pragma warning disable CA1031 // Thrown where the piece is waited for.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                _failure = ExceptionDispatchInfo.Capture(exception);
            }
            lock (_gate)
            {
                _piece = null;
                Monitor.Pulse(_gate);
            }
        }
    }

    private PlainPiece? Next()
    {
        lock (_gate)
        {
            while (_piece is null && !_isOver)
                Monitor.Wait(_gate);
            return _piece;
        }
    }
}
