using Conduit.Records;
using Conduit.Sources;
using Conduit.Validation;

namespace Conduit.Reconciliation;

/// <summary>Tells what is wrong with the rows and records of one kind, and remembers which rows were rejected for it.</summary>
internal sealed class KindIssues(PlanContext context, RecordKind kind, KindReconciler reconciler)
{
    /// <summary>Tells an issue of a row.</summary>
    /// <param name="issue">The issue, which may know its place better than the row does.</param>
    /// <param name="location">The row's place.</param>
    /// <param name="row">The row's fingerprint.</param>
    /// <param name="rejects">Whether the row is rejected for it: then the next run knows it again.</param>
    public void Tell(RecordIssue issue, SourceLocation location, RecordFingerprint row, bool rejects)
    {
        string? since = null;
        if (rejects)
        {
            string fingerprint = row.ToString();
            since = context.State.Header.Rejections.GetValueOrDefault(fingerprint);
            context.Header.Rejections[fingerprint] = since ?? context.Header.Id;
        }
        context.Add(issue with { Kind = kind, Location = issue.Location ?? location, KnownSince = since });
    }

    public void Tell(RecordIssue issue, MappedRow row, bool rejects) => Tell(issue with { Key = row.Key }, row.Location, row.Support.Fingerprint, rejects);

    public void Tell(IssueSeverity severity, string code, string message, MappedRow row) =>
        context.Add(new RecordIssue(severity, code, message) { Kind = kind, Key = row.Key, Location = row.Location });

    /// <summary>What an issue of the mapping does to its row: a dropped value may cost the record.</summary>
    public SourceRecord Judge(SourceRecord source)
    {
        if (source.Issues.Count == 0 || !source.Issues.Any(issue => context.Effects.Of(issue.Code) is IssueEffect.DropRecord or IssueEffect.StopRun))
            return source;
        return source with
        {
            // The key of a row that is damaged in another place can still be believed.
            HasSureKey = source.HasSureKey || !source.IsRejected,
            IsRejected = true,
            Issues = [.. source.Issues.Select(issue => context.Effects.Of(issue.Code) is IssueEffect.DropRecord or IssueEffect.StopRun ? issue with { Severity = IssueSeverity.Error } : issue)],
        };
    }

    /// <summary>Remembers a new record that was left out, so that what refers to it names the real cause.</summary>
    public void LeaveOut(RosterRecord record, SourceLocation location)
    {
        if (!RecordKeys.HasOwn(kind))
            return;
        foreach (RecordField field in (RecordField[])[RecordKeys.IdField(kind)!, RecordKeys.NameField(kind)!])
        {
            if (record[field].AsText() is { Length: > 0 } text)
                context.LeaveOut(kind, text, location);
        }
    }

    /// <summary>A row whose key, or what it refers to, cannot be found.</summary>
    public void TellUnusable(KeyResolution resolution, SourceLocation location, RecordFingerprint row)
    {
        SourceLocation? cause = resolution.Refers is { } refers ? context.LeftOut(refers, resolution.Value ?? "") : null;
        string message = resolution.Code == IssueCodes.KeyMissing ? $"The row has no {resolution.Field}, so nobody can tell whose it is. Fill the field in."
            : cause is not null ? $"The {resolution.Field} of the row was left out because of what is wrong with its own row. Correct that one."
            : $"The {resolution.Field} of the row is neither in the source nor in the LMS. Deliver it, or correct the row.";
        Tell(new RecordIssue(IssueSeverity.Error, resolution.Code!, message) { Field = resolution.Field, Value = resolution.Value, Refers = resolution.Refers, Other = cause }, location, row, rejects: true);
    }

    /// <summary>Two rows of one key that say different things.</summary>
    public void TellClash(MappedRow first, MappedRow row, string fields)
    {
        bool holds = reconciler.ClashHoldsRecord;
        string what = holds ? "nothing is changed" : "the first row counts";
        context.Add(new RecordIssue(
            holds ? IssueSeverity.Error : IssueSeverity.Warning,
            holds ? IssueCodes.EnrollmentConflict : IssueCodes.DuplicateConflict,
            $"Two rows of one {kind.Name()} differ in {fields}; {what}. Make them agree, or leave one out.")
        {
            Kind = kind,
            Key = row.Key,
            Field = fields,
            Location = row.Location,
            Other = first.Location,
        });
    }

    /// <summary>Two sources that say different things of one record.</summary>
    public void TellSourceConflict(MappedRow winner, MappedRow loser, string fields, bool isTold) => context.Add(new RecordIssue(
        isTold ? IssueSeverity.Note : IssueSeverity.Warning, IssueCodes.SourceConflict,
        $"The sources '{loser.Origin}' and '{winner.Origin}' differ; what '{winner.Origin}' says counts{(isTold ? " by the policy" : ", for it comes first. Make them agree, or say in the policy which source counts")}.")
    { Kind = kind, Key = loser.Key, Field = fields, Location = loser.Location, Other = winner.Location });

    /// <summary>A row that names an old key which it cannot have had.</summary>
    /// <param name="row">The row.</param>
    /// <param name="isClaimed">Whether another row has the old key; else records of both keys stand in the LMS.</param>
    public void TellRenameConflict(MappedRow row, bool isClaimed) => Tell(IssueSeverity.Error, IssueCodes.RenameConflict, isClaimed
        ? $"The row says that its {kind.Name()} had another key before, and another row of the source still has that key. Correct one of the rows."
        : $"The row says that its {kind.Name()} had another key before, and the LMS holds one for each of the two keys; both are left alone. Merge them in the LMS, or take the old key out of the row.", row);

    /// <summary>A record that several rows may mean, each under another key.</summary>
    public void TellRivals(MappedRow row, MappedRow other) => context.Add(new RecordIssue(IssueSeverity.Error, IssueCodes.MatchAmbiguous,
        $"Rows with different keys answer to one {kind.Name()} in the LMS; all are left alone. Give the right one the key that the LMS has, or name it as the old key.")
    { Kind = kind, Key = row.Key, Location = row.Location, Other = other.Location });

    /// <summary>A key that several records of the LMS answer to.</summary>
    public void TellAmbiguous(MappedRow row) => Tell(
        IssueSeverity.Error, IssueCodes.MatchAmbiguous, $"More than one {kind.Name()} in the LMS answers to this key; all are left alone. Make their keys differ in the LMS.", row);
}
