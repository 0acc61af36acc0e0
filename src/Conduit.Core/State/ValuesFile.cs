using System.Buffers.Binary;
using System.Numerics;
using Conduit.Planning;
using Conduit.Transactions;
using Microsoft.Win32.SafeHandles;

namespace Conduit.State;

/// <summary>
/// The values of known records, appended and never changed in place: two bytes with the length, a CRC-32C of the record, four bytes more for a length that is too much for two, the record,
/// and zeros up to a multiple of <see cref="ValuesPlace.Unit"/>. What stands after the length that a checkpoint names was never counted and is written over.
/// </summary>
internal sealed class ValuesFile : IDisposable
{
    private const int ShortHeader = sizeof(ushort) + sizeof(uint);
    private const int LongHeader = ShortHeader + sizeof(int);

    private readonly FileStream _stream;
    // Asked of the stream each time, it would set the file's position each time.
    private readonly SafeFileHandle _handle;
    private long _flushed;

    /// <exception cref="EndOfStreamException">The file is shorter than that.</exception>
    public ValuesFile(string path, long length)
    {
        Path = path;
        _stream = PrivateFile.Open(path, FileMode.OpenOrCreate);
        if (_stream.Length < length)
        {
            _stream.Dispose();
            throw new EndOfStreamException($"{path} is shorter than the checkpoint says.");
        }
        _handle = _stream.SafeFileHandle;
        _stream.Position = length;
        _flushed = Length = length;
    }

    public string Path { get; }

    public long Length { get; private set; }

    /// <summary>Appends a record.</summary>
    /// <exception cref="DataFolderException">The file is full.</exception>
    public ValuesPlace Append(ReadOnlySpan<byte> record)
    {
        long at = Length;
        bool isShort = record.Length < ushort.MaxValue;
        long length = (isShort ? ShortHeader : LongHeader) + (long)record.Length;
        long padded = ValuesPlace.Padded(length);
        if (at + padded > ValuesPlace.MostBytes)
            throw new DataFolderException($"{Path} is full: the values of known records may take {ValuesPlace.MostBytes:N0} bytes. Split the roster between several data folders.");
        Span<byte> header = stackalloc byte[LongHeader];
        BinaryPrimitives.WriteUInt16LittleEndian(header, isShort ? (ushort)record.Length : ushort.MaxValue);
        BinaryPrimitives.WriteUInt32LittleEndian(header[sizeof(ushort)..], Sum(record));
        BinaryPrimitives.WriteInt32LittleEndian(header[ShortHeader..], record.Length);
        Span<byte> zeros = stackalloc byte[ValuesPlace.Unit];
        zeros.Clear();
        _stream.Write(header[..(isShort ? ShortHeader : LongHeader)]);
        _stream.Write(record);
        _stream.Write(zeros[..(int)(padded - length)]);
        Length += padded;
        return new ValuesPlace((uint)(at / ValuesPlace.Unit));
    }

    /// <summary>How long a record is, and what stands before it.</summary>
    /// <param name="start">Its first eight bytes, and four more where they are wanted.</param>
    /// <param name="header">What stands before the record.</param>
    /// <returns>The length of the record; -1 where <paramref name="start"/> is too short to tell.</returns>
    public static int LengthOf(ReadOnlySpan<byte> start, out int header)
    {
        int length = BinaryPrimitives.ReadUInt16LittleEndian(start);
        header = length == ushort.MaxValue ? LongHeader : ShortHeader;
        if (length < ushort.MaxValue)
            return length;
        return start.Length < LongHeader ? -1 : BinaryPrimitives.ReadInt32LittleEndian(start[ShortHeader..]);
    }

    /// <summary>Whether a record is what was written.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> start, ReadOnlySpan<byte> record) => BinaryPrimitives.ReadUInt32LittleEndian(start[sizeof(ushort)..]) == Sum(record);

    private static uint Sum(ReadOnlySpan<byte> record)
    {
        uint sum = uint.MaxValue;
        for (; record.Length >= sizeof(ulong); record = record[sizeof(ulong)..])
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(record));
        foreach (byte rest in record)
            sum = BitOperations.Crc32C(sum, rest);
        return ~sum;
    }

    /// <summary>Makes what was appended readable.</summary>
    /// <param name="end">How much has to be.</param>
    /// <returns>The handle to read from, and how far it may be read: what follows may be written over.</returns>
    public (SafeFileHandle Handle, long Length) Readable(long end)
    {
        if (end > _flushed)
        {
            _stream.Flush();
            _flushed = Length;
        }
        return (_handle, _flushed);
    }

    public void FlushToDisk()
    {
        _stream.Flush(flushToDisk: true);
        _flushed = Length;
    }

    public void Dispose() => _stream.Dispose();
}
