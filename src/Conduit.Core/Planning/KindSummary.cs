using System.Text;

namespace Conduit.Planning;

/// <summary>How many records of one kind a plan touches, and how.</summary>
public sealed record KindSummary
{
    /// <summary>Changes by action, indexed by <see cref="ChangeAction"/>.</summary>
    private readonly long[] _changes = new long[8];

    /// <summary>Records that are as they should be.</summary>
    public long Unchanged { get; internal set; }

    /// <summary>Rows or records left out because of an error.</summary>
    public long Rejected { get; internal set; }

    /// <summary>Records that wait for something.</summary>
    public long Pending { get; internal set; }

    /// <summary>How many changes of an action there are.</summary>
    public long this[ChangeAction action]
    {
        get => _changes[(int)action];
        internal set => _changes[(int)action] = value;
    }

    /// <summary>All changes.</summary>
    public long Changes => _changes.Sum();

    /// <summary>All removals.</summary>
    public long Removals => this[ChangeAction.Suspend] + this[ChangeAction.Archive] + this[ChangeAction.Delete];

    /// <summary>Whether there is nothing to tell at all.</summary>
    public bool IsEmpty => Changes == 0 && Unchanged == 0 && Rejected == 0 && Pending == 0;

    /// <summary><c>+12 ~40 -3 =9812 !2</c>: created or adopted, changed, removed, unchanged, rejected.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Append('+', this[ChangeAction.Create] + this[ChangeAction.Adopt]);
        Append('~', this[ChangeAction.Update] + this[ChangeAction.Rename] + this[ChangeAction.Reactivate]);
        Append('-', Removals);
        Append('=', Unchanged);
        Append('!', Rejected);
        Append('?', Pending);
        return text.ToString();

        void Append(char sign, long count)
        {
            if (count != 0)
                text.Append(text.Length == 0 ? "" : " ").Append(sign).Append(count);
        }
    }
}
