namespace Conduit.Csv;

/// <summary>What the first bytes say about the encoding.</summary>
internal static class EncodingDetection
{
    /// <summary>The most bytes a byte order mark takes.</summary>
    public const int LongestMark = 3;

    /// <summary>The encoding to read with, and how many bytes its mark takes.</summary>
    public static (CsvEncoding Encoding, int Mark) Detect(ReadOnlySpan<byte> first, CsvEncoding told)
    {
        (CsvEncoding marked, int mark) = first switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (CsvEncoding.Utf8, 3),
            [0xFF, 0xFE, ..] => (CsvEncoding.Utf16LittleEndian, 2),
            [0xFE, 0xFF, ..] => (CsvEncoding.Utf16BigEndian, 2),
            _ => (CsvEncoding.Utf8, 0),
        };
        return told == CsvEncoding.Detect || told == marked ? (marked, mark) : (told, 0);
    }
}
