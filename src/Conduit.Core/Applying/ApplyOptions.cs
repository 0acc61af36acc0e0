namespace Conduit.Applying;

/// <summary>How changes are sent to the LMS.</summary>
public sealed record ApplyOptions
{
    /// <summary>The most attempts at a change that the sink defers, the first one included.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>The wait before the second attempt; it doubles each time, up to <see cref="LongestWait"/>.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between two attempts.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The most batches at a time; the sink may ask for fewer.</summary>
    public int Concurrency { get; init; } = 4;
}
