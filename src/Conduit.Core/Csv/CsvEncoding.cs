namespace Conduit.Csv;

/// <summary>How the bytes of a CSV file stand for characters.</summary>
public enum CsvEncoding
{
    /// <summary>A byte order mark decides (UTF-8, UTF-16 little or big endian); without one it is UTF-8.</summary>
    Detect,

    /// <summary>UTF-8, with or without a byte order mark.</summary>
    Utf8,

    /// <summary>UTF-16, low byte first, with or without a byte order mark.</summary>
    Utf16LittleEndian,

    /// <summary>UTF-16, high byte first, with or without a byte order mark.</summary>
    Utf16BigEndian,

    /// <summary>Windows-1252, the "ANSI" of western Windows. The bytes 81, 8D, 8F, 90 and 9D stand for nothing in it.</summary>
    Windows1252,
}
