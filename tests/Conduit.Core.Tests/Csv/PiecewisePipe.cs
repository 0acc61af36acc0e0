using System.Buffers;
using System.IO.Pipelines;

namespace Conduit.Tests.Csv;

/// <summary>A pipe that brings one piece more with each read and keeps them as segments, as strictly as a pipe may.</summary>
internal sealed class PiecewisePipe(byte[][] pieces) : PipeReader
{
    private ReadOnlySequence<byte> _unread;
    private int _arrived;
    private long _consumed;
    private bool _reading;

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        _reading.ShouldBeFalse();
        _reading = true;
        if (_arrived < pieces.Length)
            _arrived++;
        _unread = ByteSegments.Of(pieces.Take(_arrived)).Slice(_consumed);
        return new ValueTask<ReadResult>(new ReadResult(_unread, isCanceled: false, isCompleted: _arrived == pieces.Length));
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        _reading.ShouldBeTrue();
        _reading = false;
        _consumed += _unread.GetOffset(consumed) - _unread.GetOffset(_unread.Start);
    }

    public override bool TryRead(out ReadResult result) => throw new NotSupportedException();

    public override void CancelPendingRead() => throw new NotSupportedException();

    public override void Complete(Exception? exception = null)
    {
        // Nothing is held.
    }
}
