using System.Globalization;
using Conduit.Planning;
using Conduit.Records;
using Conduit.State;

namespace Conduit.Reconciliation;

/// <summary>Blocks a plan that changes too much of one kind, before anything is written.</summary>
internal sealed class PlanGuards(PlanContext context, RecordKind kind)
{
    private readonly KindIndex _index = context.State[kind];
    private readonly KindPolicy _policy = context.Policies[kind];

    public void Judge()
    {
        if (!KindReconciler.Of(kind).Allows(_policy.Removal))
            context.Block(IssueCodes.SinkLacks, $"The policy of {kind.Name()} asks to {_policy.Removal.ToString().ToLowerInvariant()} what is removed, which this kind does not know. Choose keep or delete.", kind);
        long removals = context.Header.Summary[kind].Removals;
        long renames = context.Header.Summary[kind][ChangeAction.Rename];
        if (removals + renames == 0)
            return;
        long managed = Managed();
        // A limit for one run only ever lets more through.
        if (_policy.Guard.IsExceeded(removals, managed) && context.Request.AllowRemovals.GetValueOrDefault(kind, _policy.Guard) is var removalGuard && removalGuard.IsExceeded(removals, managed))
        {
            context.Block(IssueCodes.GuardRemovals, string.Create(CultureInfo.InvariantCulture,
                $"The plan would remove {removals} of {managed} managed {kind.Name()} records ({Percent(removals, managed):0.#} %); {removalGuard.Percent:0.##} % and {removalGuard.Count} are let through. Check the source; if it is right, raise the limit for this run."), kind);
        }
        if (_policy.RenameGuard.IsExceeded(renames, managed) && context.Request.AllowRenames.GetValueOrDefault(kind, _policy.RenameGuard) is var renameGuard && renameGuard.IsExceeded(renames, managed))
        {
            context.Block(IssueCodes.GuardRenames, string.Create(CultureInfo.InvariantCulture,
                $"{renames} of {managed} managed {kind.Name()} records ({Percent(renames, managed):0.#} %) seem to have got another key; {renameGuard.Percent:0.##} % and {renameGuard.Count} are let through. The plan proposes to rename them: look at its renames, and if they are right, raise the limit for this run."), kind);
        }
    }

    private static double Percent(long changes, long managed) => managed == 0 ? 100 : changes * 100.0 / managed;

    private long Managed()
    {
        long managed = 0;
        for (int position = 0; position < _index.Count; position++)
        {
            if ((_index.FlagsOf(position) & (KnownFlags.Managed | KnownFlags.Gone | KnownFlags.Removed)) == KnownFlags.Managed)
                managed++;
        }
        return managed;
    }
}
