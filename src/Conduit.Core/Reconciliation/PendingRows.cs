using System.Globalization;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Sources;

namespace Conduit.Reconciliation;

/// <summary>
/// Rows of lists of changes whose user, course, group or cohort is not there yet. They wait, and are the first to act once it is: what
/// later rows say of the same record comes after them.
/// </summary>
internal sealed class PendingRows(PlanContext context, RecordKind kind)
{
    private readonly List<PendingRow> _waiting = [];
    private readonly KindReconciler _reconciler = KindReconciler.Of(kind);

    /// <summary>Goes through what waited before this plan.</summary>
    /// <param name="apply">Takes a row whose references are there, with its key.</param>
    public void Release(Action<PendingRow, RecordKey> apply)
    {
        foreach (PendingRow row in context.State.Header.Pending.Where(row => row.Source == context.Source.Name && row.Kind == kind))
        {
            KeyResolution resolution = _reconciler.Resolve(row.Record, context.Resolver);
            if (row.Until <= context.Header.CreatedAt)
            {
                // Also when what it refers to is there by now: then the LMS has refused it all this time.
                Tell(IssueSeverity.Error, IssueCodes.PendingExpired, row, resolution, $"The row waited since {Day(row.Since)} and is given up. Deliver what it refers to, and the row again.");
                context.Header.Summary[kind].Rejected++;
            }
            else if (resolution.IsUsable)
            {
                context.Header.Pending.Add(row with { IsReleased = true });
                apply(row, resolution.Key!.Value);
            }
            else
            {
                _waiting.Add(row);
            }
        }
    }

    /// <summary>Lets a row wait, in the place of one that waits for the same record.</summary>
    /// <returns>False when rows do not wait: the feed brings its rows again, or nothing may wait.</returns>
    public bool TryAdd(SourceFeed feed, SourceRecord source, KeyResolution resolution, SourceLocation location)
    {
        if (feed.Coverage != Coverage.Partial || resolution.Code != IssueCodes.ReferenceMissing || context.PendingFor <= TimeSpan.Zero)
            return false;
        DateTimeOffset now = context.Header.CreatedAt;
        var row = new PendingRow(context.Source.Name, feed.Name, source.Record) { Location = location, Reason = resolution.Code, Since = now, Until = now + context.PendingFor };
        int at = _waiting.FindIndex(row.IsSameRecord);
        if (source.Action == RowAction.Remove)
        {
            if (at < 0)
                return false;
            _waiting.RemoveAt(at);
            context.Add(new RecordIssue(IssueSeverity.Note, IssueCodes.RemovalUnknown, "The row asks to remove a record that still waited to be made; it waits no more.") { Kind = kind, Location = location });
            return true;
        }
        // The same row again has waited since it came first.
        if (at >= 0 && _waiting[at].Record.SameAs(row.Record))
            row = row with { Since = _waiting[at].Since, Until = _waiting[at].Until };
        if (at >= 0)
            _waiting.RemoveAt(at);
        _waiting.Add(row);
        return true;
    }

    /// <summary>Tells what waits, and writes it down.</summary>
    public void Finish()
    {
        foreach (PendingRow row in _waiting)
        {
            Tell(IssueSeverity.Warning, IssueCodes.ReferencePending, row, _reconciler.Resolve(row.Record, context.Resolver), $"What the row refers to is not there yet. The row waits for it since {Day(row.Since)} and is given up on {Day(row.Until)}.");
            context.Header.Pending.Add(row);
            context.Header.Summary[kind].Pending++;
        }
    }

    private static string Day(DateTimeOffset time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private void Tell(IssueSeverity severity, string code, PendingRow row, KeyResolution resolution, string message) => context.Add(new RecordIssue(severity, code, message)
    {
        Kind = kind,
        Field = resolution.Field,
        Value = resolution.Value,
        Refers = resolution.Refers,
        Location = row.Location,
    });
}
