using Conduit.Records;

namespace Conduit.Planning;

/// <summary>What a plan does, in numbers, kind by kind.</summary>
public sealed class PlanSummary
{
    private readonly KindSummary[] _kinds = RecordKinds.Each(_ => new KindSummary());

    /// <summary>The numbers of one kind.</summary>
    public KindSummary this[RecordKind kind] => _kinds[(int)kind];

    /// <summary>All changes of all kinds.</summary>
    public long Changes => _kinds.Sum(k => k.Changes);

    /// <summary>Errors among the issues.</summary>
    public long Errors { get; internal set; }

    /// <summary>Warnings among the issues.</summary>
    public long Warnings { get; internal set; }

    /// <summary><c>user +12 ~40 -3 =9812, enrollment +3 =120</c>; <c>nothing</c> when there is nothing.</summary>
    public override string ToString()
    {
        string text = string.Join(", ", RecordKinds.InOrder.Where(k => !this[k].IsEmpty).Select(k => $"{k.Name()} {this[k]}"));
        return text.Length == 0 ? "nothing" : text;
    }
}
