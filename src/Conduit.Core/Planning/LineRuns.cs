using Conduit.Records;

namespace Conduit.Planning;

/// <summary>Lines of changes that are ready, on their way to the file: where they lie, in the order of writing. Neighbours are written together.</summary>
internal sealed class LineRuns
{
    private Run[] _runs = new Run[64];
    private int _count;

    /// <summary>Takes a line, which must stay where it is until it is written.</summary>
    public void Add(RecordKind kind, bool isRemoval, Utf8Buffer lines, int start, int length)
    {
        if (_count > 0)
        {
            ref Run last = ref _runs[_count - 1];
            if (last.Lines == lines && last.End == start && last.Kind == kind && last.AreRemovals == isRemoval)
            {
                last.End += length;
                return;
            }
        }
        if (_count == _runs.Length)
            Array.Resize(ref _runs, _count * 2);
        _runs[_count++] = new Run { Lines = lines, Start = start, End = start + length, Kind = kind, AreRemovals = isRemoval };
    }

    /// <summary>Writes the lines, and is empty then.</summary>
    public void WriteTo(SpoolFiles files)
    {
        for (int i = 0; i < _count; i++)
        {
            ref Run run = ref _runs[i];
            files.Write(run.Kind, run.AreRemovals, run.Lines[run.Start, run.End - run.Start]);
        }
        _count = 0;
    }

    private struct Run
    {
        public Utf8Buffer Lines;
        public int Start;
        public int End;
        public RecordKind Kind;
        public bool AreRemovals;
    }
}
