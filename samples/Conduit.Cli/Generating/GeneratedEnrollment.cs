namespace Conduit.Cli.Generating;

/// <summary>One enrollment, small enough that a million of them are nothing.</summary>
internal record struct GeneratedEnrollment(int User, int Course, byte Role, byte SecondRole, bool IsSuspended, int Start, int End, Fate Fate)
{
    public const byte NoRole = byte.MaxValue;
}
