using System.Buffers;

namespace Conduit.Tests.Csv;

/// <summary>Arrays joined to a sequence of as many segments.</summary>
internal sealed class ByteSegments : ReadOnlySequenceSegment<byte>
{
    public static ReadOnlySequence<byte> Of(IEnumerable<byte[]> pieces)
    {
        ByteSegments? first = null;
        ByteSegments? last = null;
        foreach (byte[] piece in pieces)
        {
            var next = new ByteSegments { Memory = piece, RunningIndex = last is null ? 0 : last.RunningIndex + last.Memory.Length };
            if (last is not null)
                last.Next = next;
            first ??= next;
            last = next;
        }

        return first is null ? ReadOnlySequence<byte>.Empty : new ReadOnlySequence<byte>(first, 0, last!, last!.Memory.Length);
    }
}
