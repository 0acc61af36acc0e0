namespace Conduit.Sinks;

/// <summary>One item of a reading: a record, or the end.</summary>
public readonly record struct LmsItem
{
    private LmsItem(LmsRecord? record, LmsReading reading)
    {
        Record = record;
        Reading = reading;
    }

    /// <summary>The record; null at the end.</summary>
    public LmsRecord? Record { get; }

    /// <summary>At the end: how complete the reading was.</summary>
    public LmsReading Reading { get; }

    /// <summary>A record.</summary>
    public static LmsItem Of(LmsRecord record) => new(record, LmsReading.Cut);

    /// <summary>The end.</summary>
    public static LmsItem End(LmsReading reading) => new(null, reading);
}
