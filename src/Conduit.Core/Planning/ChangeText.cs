using System.Security.Cryptography;
using Conduit.Records;

namespace Conduit.Planning;

/// <summary>What the id of a change is a hash of, as JSON: an array of kind, key, action, before and after.</summary>
internal readonly ref struct ChangeText
{
    public required ReadOnlySpan<byte> Kind { get; init; }

    /// <summary>The key, without its quotes.</summary>
    public required ReadOnlySpan<byte> Key { get; init; }

    public required ReadOnlySpan<byte> Action { get; init; }

    /// <summary>What the LMS is known to hold; empty for a create.</summary>
    public required ReadOnlySpan<byte> Before { get; init; }

    /// <summary>What it shall hold; empty for a delete.</summary>
    public required ReadOnlySpan<byte> After { get; init; }

    /// <summary>The id: the same as that of <see cref="ChangeJson"/> for the change as an object, without writing its values anew.</summary>
    public ChangeId Identify(Utf8Buffer scratch)
    {
        scratch.Clear();
        scratch.Append("[\""u8);
        scratch.Append(Kind);
        scratch.Append("\",\""u8);
        scratch.Append(Key);
        scratch.Append("\",\""u8);
        scratch.Append(Action);
        scratch.Append("\","u8);
        scratch.Append(Before.IsEmpty ? "null"u8 : Before);
        scratch.Append((byte)',');
        scratch.Append(After.IsEmpty ? "null"u8 : After);
        scratch.Append((byte)']');
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(scratch.Written, hash);
        return new ChangeId(Hash128.ReadBigEndian(hash));
    }
}
