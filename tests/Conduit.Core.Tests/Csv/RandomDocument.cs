using System.Buffers;
using System.Text;
using Conduit.Csv;

namespace Conduit.Tests.Csv;

/// <summary>A document that only its seed decides: orderly or wild, short or around the sizes at which the scan takes its steps.</summary>
internal sealed class RandomDocument
{
    /// <summary>Pieces of documents, one char a byte.</summary>
    public static readonly string[] Tokens =
    [
        ",", ",", ",", "\n", "\n", "\r\n", "\r", "\"", "\"", "\"\"", "a", "bc", " ", ",\"", "\",", "\"\n", "\n\"", ",\"x\",", "\"\"\"",
        "\0", "é", "Ã©", "â\u0082¬", "\u00F0\u009F\u0098\u0080", "\u00ED\u00A0\u0080", "\u00FF", "\u0080", "12345678", "abcdefghijklmno", ";", "\t",
    ];

    private static readonly int[] Lengths = [0, 1, 2, 3, 7, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129];
    private readonly Random _random;
    private readonly StringBuilder _text = new();

    public RandomDocument(int seed)
    {
        _random = new Random(seed);
        Dialect = new CsvDialect { Separator = _random.Next(8) == 0 ? ';' : ',', HasHeader = _random.Next(4) != 0 };
        switch (_random.Next(8))
        {
            case 0 or 1 or 2:
                Wild();
                break;
            case 3:
                Wild();
                Dialect = Dialect with { MaxFieldBytes = _random.Next(1, 40), MaxRowBytes = _random.Next(1, 80), MaxFields = _random.Next(1, 6) };
                break;
            default:
                Orderly(faults: _random.Next(3) == 0 ? 0 : _random.Next(1, 40));
                if (_random.Next(6) == 0)
                    Dialect = Dialect with { MaxFieldBytes = _random.Next(10, 200), MaxRowBytes = _random.Next(20, 400), MaxFields = _random.Next(1, 12) };
                break;
        }

        Bytes = Encoding.Latin1.GetBytes(_text.ToString());
    }

    public byte[] Bytes { get; }

    public CsvDialect Dialect { get; }

    /// <summary>The document cut into segments at random.</summary>
    public ReadOnlySequence<byte> Segments()
    {
        var pieces = new List<byte[]>();
        for (int at = 0; at < Bytes.Length;)
        {
            int length = Math.Min(Bytes.Length - at, 1 + _random.Next(1 << _random.Next(8)));
            pieces.Add(Bytes[at..(at + length)]);
            at += length;
        }

        return ByteSegments.Of(pieces);
    }

    private void Wild()
    {
        for (int i = _random.Next(60); i > 0; i--)
            _text.Append(Tokens[_random.Next(Tokens.Length)]);
    }

    /// <summary>Rows of equal length, with a fault in one of so many fields.</summary>
    private void Orderly(int faults)
    {
        int fields = _random.Next(1, 9);
        string[] ends = _random.Next(6) switch { 0 => ["\r\n"], 1 => ["\r"], 2 => ["\n", "\r\n"], _ => ["\n"] };
        bool quoted = _random.Next(3) == 0;
        int rows = _random.Next(1, 40);
        for (int row = 0; row < rows; row++)
        {
            for (int field = 0; field < fields; field++)
            {
                if (field > 0)
                    _text.Append(Dialect.Separator);
                Field(quoted || _random.Next(12) == 0);
                if (faults > 0 && _random.Next(fields * faults) == 0)
                    _text.Append(Tokens[_random.Next(Tokens.Length)]);
            }

            if (row + 1 < rows || _random.Next(3) != 0)
                _text.Append(ends[_random.Next(ends.Length)]);
        }
    }

    private void Field(bool quoted)
    {
        int length = _random.Next(3) == 0 ? Lengths[_random.Next(Lengths.Length)] : _random.Next(12);
        if (!quoted)
        {
            for (int i = 0; i < length; i++)
                _text.Append(_random.Next(40) == 0 ? "Ã©" : "x");
            return;
        }

        _text.Append('"');
        for (int i = 0; i < length; i++)
            _text.Append(_random.Next(24) switch { 0 => "\"\"", 1 => ",", 2 => "\n", 3 => "\r\n", 4 => "â\u0082¬", _ => "y" });
        _text.Append('"');
    }
}
