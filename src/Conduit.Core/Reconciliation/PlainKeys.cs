using System.Runtime.InteropServices;
using Conduit.Records;

namespace Conduit.Reconciliation;

/// <summary>The hashes of the keys of a piece's items, and of the courses and users that they name by id: many at once, which takes a third of the time of one by one.</summary>
/// <param name="key">The key of the hashes.</param>
internal sealed class PlainKeys(FingerprintKey key)
{
    private const int RoomForKey = 32;

    private readonly Utf8Buffer _texts = new(PlainPiece.Most * RoomForKey);
    private readonly Column _keys = new();
    private readonly Column _courses = new();
    private readonly Column _users = new();

    /// <summary>Takes the items of a piece in the place of those of another.</summary>
    public void Hash(PlainPiece piece)
    {
        _texts.Clear();
        for (int i = 0; i < piece.Count; i++)
        {
            ref PlainItem item = ref piece[i];
            int start = _texts.Length;
            _texts.Append(item.Record[EnrollmentFields.CourseIdNumber.Ordinal]);
            _courses.Places[i] = new TextPlace(start, _texts.Length - start);
            _texts.Append((byte)RecordKey.Separator);
            int user = _texts.Length;
            _texts.Append(item.Record[EnrollmentFields.UserIdNumber.Ordinal]);
            _users.Places[i] = new TextPlace(user, _texts.Length - user);
            _keys.Places[i] = new TextPlace(start, _texts.Length - start);
        }
        _courses.Hash(key, _texts.Written, piece.Count);
        _users.Hash(key, _texts.Written, piece.Count);
        _keys.Hash(key, _texts.Written, piece.Count);
    }

    /// <summary>The hash of the key of an item.</summary>
    public Hash128 KeyOf(int item) => _keys.Hashes[item];

    /// <summary>The hash of the course that an item names.</summary>
    public Hash128 CourseOf(int item) => _courses.Hashes[item];

    /// <summary>The hash of the user that an item names.</summary>
    public Hash128 UserOf(int item) => _users.Hashes[item];

    // One text of every item.
    private sealed class Column
    {
        public TextPlace[] Places { get; } = new TextPlace[PlainPiece.Most];

        public Hash128[] Hashes { get; } = new Hash128[PlainPiece.Most];

        public void Hash(FingerprintKey key, ReadOnlySpan<byte> texts, int count)
        {
            bool isFaster = true;
            for (int i = 0; i < count; i++)
                isFaster &= key.IsFasterTogether(Places[i].Length);
            if (isFaster)
            {
                key.HashTogether(ref MemoryMarshal.GetReference(texts), Places, count, Hashes);
                return;
            }
            for (int i = 0; i < count; i++)
                Hashes[i] = key.Hash(texts.Slice((int)Places[i].Start, Places[i].Length)).Bits;
        }
    }
}
