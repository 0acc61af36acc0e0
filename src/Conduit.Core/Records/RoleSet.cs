using System.Collections.Immutable;

namespace Conduit.Records;

/// <summary>A sorted set of role shortnames, equal when the roles are. Case is kept and matters; blanks around a role do not.</summary>
public sealed class RoleSet : IEquatable<RoleSet>
{
    private RoleSet(ImmutableArray<string> roles) => Roles = roles;

    /// <summary>No role at all.</summary>
    public static RoleSet Empty { get; } = new([]);

    /// <summary>The roles, sorted by ordinal, each once.</summary>
    public ImmutableArray<string> Roles { get; }

    /// <summary>Makes a set of some roles; blank ones are left out.</summary>
    public static RoleSet Of(params IEnumerable<string> roles)
    {
        ImmutableArray<string> sorted =
            [.. roles.Select(r => r.Trim()).Where(r => r.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return sorted.IsEmpty ? Empty : new RoleSet(sorted);
    }

    /// <summary>Makes a set of roles with commas between them; mostly there is one.</summary>
    internal static RoleSet Parse(string text)
    {
        if (text.Contains(','))
            return Of(text.Split(','));
        string role = text.Trim();
        return role.Length == 0 ? Empty : new RoleSet([role]);
    }

    /// <summary>The roles of both sets.</summary>
    public RoleSet With(RoleSet other) => Of(Roles.Concat(other.Roles));

    /// <summary>Whether the role is in the set.</summary>
    public bool Contains(string role) => Roles.Contains(role, StringComparer.Ordinal);

    /// <inheritdoc />
    public bool Equals(RoleSet? other) => other is not null && Roles.SequenceEqual(other.Roles, StringComparer.Ordinal);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as RoleSet);

    /// <inheritdoc />
    public override int GetHashCode() => Roles.IsEmpty ? 0 : HashCode.Combine(Roles.Length, Roles[0]);

    /// <summary>The roles with commas between them.</summary>
    public override string ToString() => Roles.Length == 1 ? Roles[0] : string.Join(",", Roles);
}
