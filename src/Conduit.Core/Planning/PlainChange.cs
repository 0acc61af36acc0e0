using Conduit.Records;

namespace Conduit.Planning;

/// <summary>A change as the parts of its line in a plan, for records that were never made. All texts are JSON.</summary>
internal readonly ref struct PlainChange
{
    public required RecordKind Kind { get; init; }

    public required ChangeAction Action { get; init; }

    /// <summary>The key, without its quotes.</summary>
    public required ReadOnlySpan<byte> Key { get; init; }

    /// <summary>The properties between the action and the values.</summary>
    public ReadOnlySpan<byte> Head { get; init; }

    /// <summary>What the LMS is known to hold; empty for a create.</summary>
    public ReadOnlySpan<byte> Before { get; init; }

    /// <summary>What it shall hold; empty for a delete.</summary>
    public ReadOnlySpan<byte> After { get; init; }

    /// <summary>The properties behind the values.</summary>
    public ReadOnlySpan<byte> Tail { get; init; }
}
