using Conduit.Planning;

namespace Conduit.State;

/// <summary>Where the lines of known records stand in the values file of an older version, by kind and position.</summary>
internal sealed class OldValues(IReadOnlyList<IReadOnlyList<OldEntry>> kinds)
{
    /// <summary>Packs all of them into a file of today's form, and puts their places into the index.</summary>
    /// <exception cref="EndOfStreamException">The old file is shorter than its checkpoint says.</exception>
    public void CopyTo(ValuesFile values, string path, long length, KindIndex[] index, LinePacking packing)
    {
        using FileStream old = PrivateFile.Open(path, FileMode.OpenOrCreate);
        if (old.Length < length)
            throw new EndOfStreamException($"{path} is shorter than the checkpoint says.");
        byte[] line = [];
        for (int kind = 0; kind < index.Length; kind++)
        {
            for (int at = 0; at < index[kind].Count; at++)
            {
                OldEntry entry = kinds[kind][at];
                if (line.Length < entry.Length)
                    line = new byte[entry.Length * 2];
                Span<byte> taken = line.AsSpan(0, entry.Length);
                old.Position = entry.Offset;
                old.ReadExactly(taken);
                index[kind].MoveValues(at, values.Append(packing.Pack((Records.RecordKind)kind, taken)));
            }
        }
    }
}
