using Conduit.Sources;

namespace Conduit.Reconciliation;

/// <summary>Reads a few rows of a kind's feeds once more.</summary>
internal static class RowsAgain
{
    /// <summary>Takes a row that is wanted.</summary>
    /// <param name="reader">Stands on the row.</param>
    /// <param name="row">The row.</param>
    /// <param name="rows">Its feed.</param>
    /// <param name="place">Its place.</param>
    public delegate void Take(SourceReader reader, SourceRow row, FeedRows rows, RowPlace place);

    /// <summary>Reads the rows of some places, in the order of the feeds.</summary>
    public static async ValueTask ReadAsync(PlanContext context, IReadOnlyList<FeedRows> feeds, IReadOnlyCollection<RowPlace> places, Take take, CancellationToken cancellationToken)
    {
        foreach (FeedRows rows in feeds)
        {
            int[] wanted = places.Count == 0 ? [] : [.. places.Where(place => place.Feed == rows.Number).Select(place => place.Row).Order()];
            if (wanted.Length == 0)
                continue;
            SourceReader reader = await context.Source.OpenAsync(rows.Feed, rows.Key, cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                int number = 0;
                int next = 0;
                while (next < wanted.Length && await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                    TakeWanted(reader, rows, wanted, take, ref next, ref number);
            }
        }
    }

    private static void TakeWanted(SourceReader reader, FeedRows rows, int[] wanted, Take take, ref int next, ref int number)
    {
        while (next < wanted.Length)
        {
            int between = wanted[next] - number - 1;
            int skipped = reader.SkipRows(between);
            number += skipped;
            if (skipped < between || !reader.TryRead(out SourceRow row))
                return;
            next++;
            take(reader, row, rows, new RowPlace(rows.Number, ++number));
        }
    }
}
