namespace Conduit.Planning;

/// <summary>The first byte of a line of a plan file, before the JSON: what the line is.</summary>
internal enum PlanLine : byte
{
    Change = (byte)'c',
    Issue = (byte)'i',
    Settled = (byte)'s',

    /// <summary>A change that was taken back before the plan was made.</summary>
    Retracted = (byte)'-',
    End = (byte)'.',
}
