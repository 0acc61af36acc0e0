using Conduit.Planning;
using Conduit.Records;
using CsvHelper;

namespace Conduit.Reporting;

/// <summary>
/// Writes files that help to put right what a plan found: rows to complete for users, courses and cohorts that others refer to and
/// that are missing, and the old and the new key of what gets another one. They are read like any export: columns are known by their headings.
/// </summary>
public static class RepairFiles
{
    /// <summary>Writes the files that there is something to write in. They may hold personal data and are made for their owner only.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="folder">The folder; it is made where it is missing, and files in it are replaced.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The files that were written.</returns>
    /// <exception cref="PlanFileException">The plan file is damaged or cut.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static ValueTask<IReadOnlyList<string>> WriteAsync(SyncPlan plan, string folder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        PrivateFile.CreateFolder(folder);
        IReadOnlyList<IssueCause> causes = plan.ReadCauses();
        var written = new List<string>();
        foreach (RecordKind kind in RecordKinds.InOrder.Where(RecordKeys.HasOwn))
        {
            cancellationToken.ThrowIfCancellationRequested();
            // What was left out for an error of its own is there, and needs no new row.
            Write($"missing-{kind.Name()}s.csv", Columns(kind), causes.Where(cause => cause.Missing is not null && cause.Kind == kind && cause.First.Other is null).Select(cause => MissingRow(kind, cause)));
            Write($"{kind.Name()}-id-changes.csv", ["oldkey", RecordKeys.IdField(kind)!.Name, RecordKeys.NameField(kind)!.Name], plan.ReadChanges()
                .Where(change => change.Action == ChangeAction.Rename && change.Kind == kind).Select(change => ChangedRow(kind, change)));
        }
        return new ValueTask<IReadOnlyList<string>>(written);

        void Write(string name, string[] columns, IEnumerable<string[]> rows)
        {
            string[][] all = [.. rows];
            if (all.Length == 0)
                return;
            string path = Path.Combine(folder, name);
            PrivateFile.Replace(path, stream =>
            {
                using CsvWriter writer = CsvWriter.Create(stream, new CsvWriterOptions(), leaveOpen: true);
                writer.WriteRecord(columns);
                foreach (string[] row in all)
                    writer.WriteRecord(row);
            });
            written.Add(path);
        }
    }

    private static string[] Columns(RecordKind kind) =>
    [
        RecordKeys.IdField(kind)!.Name, RecordKeys.NameField(kind)!.Name, .. kind switch
        {
            RecordKind.User => (string[])[UserFields.FirstName.Name, UserFields.LastName.Name, UserFields.Email.Name],
            RecordKind.Course => [CourseFields.FullName.Name, CourseFields.Category.Name],
            _ => [],
        },
    ];

    // The missing key goes where the rows that name it look for it; the rest is to be filled in.
    private static string[] MissingRow(RecordKind kind, IssueCause cause)
    {
        string[] row = [.. Columns(kind).Select(_ => "")];
        bool isName = cause.First.Field == EnrollmentFields.Course.Name || cause.First.Field == EnrollmentFields.Username.Name;
        row[isName ? 1 : 0] = cause.Missing!;
        return row;
    }

    private static string[] ChangedRow(RecordKind kind, Change change)
    {
        RosterRecord before = change.Before!;
        RosterRecord after = change.After!;
        string? oldId = before[RecordKeys.IdField(kind)!].AsText();
        return [oldId is { Length: > 0 } ? oldId : before[RecordKeys.NameField(kind)!].ToString(), after[RecordKeys.IdField(kind)!].ToString(), after[RecordKeys.NameField(kind)!].ToString()];
    }
}
