using System.Collections.Concurrent;

namespace Conduit.Applying;

/// <summary>
/// Walks a sequence on a thread of its own, a little ahead of whoever takes the items: reading a plan costs as much as carrying
/// it out, and most machines have two cores.
/// </summary>
internal static class ReadAhead
{
    private const int ItemsInPiece = 512;
    private const int Pieces = 8;

    /// <summary>The same items in the same order; what the sequence throws is thrown where it would have been.</summary>
    public static IEnumerable<T> Of<T>(IEnumerable<T> items)
    {
        if (Environment.ProcessorCount == 1)
            return items;
        return Take(items);
    }

    private static IEnumerable<T> Take<T>(IEnumerable<T> items)
    {
        using var pieces = new BlockingCollection<List<T>>(Pieces);
        using var stop = new CancellationTokenSource();
        Task reading = Task.Factory.StartNew(() => Read(items, pieces, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            foreach (List<T> piece in pieces.GetConsumingEnumerable(CancellationToken.None))
            {
                foreach (T item in piece)
                    yield return item;
            }
            reading.GetAwaiter().GetResult();
        }
        finally
        {
            stop.Cancel();
            // The file must be closed when this returns, whatever became of the reading.
            reading.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait(CancellationToken.None);
        }
    }

    private static void Read<T>(IEnumerable<T> items, BlockingCollection<List<T>> pieces, CancellationToken stop)
    {
        var piece = new List<T>(ItemsInPiece);
        try
        {
            foreach (T item in items)
            {
                piece.Add(item);
                if (piece.Count < ItemsInPiece)
                    continue;
                pieces.Add(piece, stop);
                piece = new List<T>(ItemsInPiece);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return;
        }
        finally
        {
            if (piece.Count > 0 && !stop.IsCancellationRequested)
                TryAdd(pieces, piece, stop);
            pieces.CompleteAdding();
        }
    }

    private static void TryAdd<T>(BlockingCollection<List<T>> pieces, List<T> piece, CancellationToken stop)
    {
        try
        {
            pieces.Add(piece, stop);
        }
        catch (OperationCanceledException)
        {
            // Nobody wants the rest.
        }
    }
}
