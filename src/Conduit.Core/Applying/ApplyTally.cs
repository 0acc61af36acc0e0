using Conduit.Planning;
using Conduit.Records;

namespace Conduit.Applying;

/// <summary>Counts what became of the changes of a run.</summary>
internal sealed class ApplyTally
{
    private const int MostProblems = 1000;

    private readonly long[,] _counts = new long[RecordKinds.InOrder.Length, 4];
    private readonly List<ChangeProblem> _problems = [];

    public long this[RecordKind kind, ChangeOutcome outcome] => _counts[(int)kind, (int)outcome];

    /// <summary>The first changes that were not applied.</summary>
    public IReadOnlyList<ChangeProblem> Problems => _problems;

    /// <summary>Whether the run stopped before its end.</summary>
    public bool IsCancelled { get; set; }

    /// <summary>Changes that the plan holds for records which are no longer as the plan found them.</summary>
    public long Stale { get; set; }

    public long Total(ChangeOutcome outcome) => RecordKinds.InOrder.Sum(k => this[k, outcome]);

    public void Count(Change change, ChangeResult result)
    {
        _counts[(int)change.Kind, (int)result.Outcome]++;
        if (result.Outcome != ChangeOutcome.Applied && _problems.Count < MostProblems)
            _problems.Add(new ChangeProblem(change.Key, change.Action, result, change.Origin));
    }
}
