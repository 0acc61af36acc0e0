namespace Conduit.Cli;

/// <summary>What a command tells the shell.</summary>
internal static class ExitCodes
{
    /// <summary>Done. Rejected rows and warnings are told, and do not change this.</summary>
    public const int Done = 0;

    /// <summary>Some changes were refused or deferred at the end.</summary>
    public const int NotAllApplied = 1;

    /// <summary>The plan is blocked or stale; nothing was written.</summary>
    public const int Blocked = 2;

    /// <summary>The source, the LMS or the data folder cannot be used.</summary>
    public const int Unusable = 3;

    /// <summary>The command line is wrong.</summary>
    public const int WrongUsage = 64;

    /// <summary>Cancelled from the keyboard.</summary>
    public const int Cancelled = 130;
}
