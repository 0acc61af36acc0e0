namespace Conduit.Planning;

/// <summary>Hands pieces from the thread that plans to the one that writes, and the emptied ones back, so that a plan of a million changes needs no more of them than one of ten.</summary>
internal sealed class SpoolQueue : IDisposable
{
    private const int Most = 2;

    private readonly Lock _lock = new();
    private readonly AutoResetEvent _given = new(false);
    private readonly AutoResetEvent _returned = new(false);
    private readonly SpoolPiece?[] _full = new SpoolPiece?[Most];
    private readonly SpoolPiece?[] _empty = new SpoolPiece?[Most];
    private int _first;
    private int _count;
    private int _empties;
    private int _made;
    private bool _isOver;

    /// <summary>Whether everything that was given is written.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_lock)
                return _empties == _made;
        }
    }

    /// <summary>A piece to fill. Waits while all of them are to be written.</summary>
    /// <param name="isStopped">Asked while waiting: throws when nobody will write any more.</param>
    public SpoolPiece Rent(Action isStopped)
    {
        while (true)
        {
            lock (_lock)
            {
                if (_empties > 0)
                    return _empty[--_empties]!;
                if (_made < Most)
                {
                    _made++;
                    return new SpoolPiece();
                }
            }
            if (!_returned.WaitOne(TimeSpan.FromMilliseconds(100)))
                isStopped();
        }
    }

    /// <summary>Gives a piece to be written.</summary>
    public void Give(SpoolPiece piece)
    {
        lock (_lock)
            _full[(_first + _count++) % Most] = piece;
        _given.Set();
    }

    /// <summary>Nothing more will be given.</summary>
    public void End()
    {
        lock (_lock)
            _isOver = true;
        _given.Set();
    }

    /// <summary>Waits for the next piece to be written; null when there are no more.</summary>
    public SpoolPiece? Take()
    {
        while (true)
        {
            lock (_lock)
            {
                if (_count > 0)
                {
                    SpoolPiece piece = _full[_first]!;
                    _first = (_first + 1) % Most;
                    _count--;
                    return piece;
                }
                if (_isOver)
                    return null;
            }
            _given.WaitOne();
        }
    }

    /// <summary>Gives a written piece back.</summary>
    public void Return(SpoolPiece piece)
    {
        piece.Clear();
        lock (_lock)
            _empty[_empties++] = piece;
        _returned.Set();
    }

    public void Dispose()
    {
        _given.Dispose();
        _returned.Dispose();
    }
}
