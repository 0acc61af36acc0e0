using Conduit.Records;

namespace Conduit.Planning;

/// <summary>A row of a source that a record rests on. A record goes when its last supporting row goes.</summary>
/// <param name="Feed">The name of the feed.</param>
/// <param name="Fingerprint">The fingerprint of the row.</param>
public readonly record struct RowSupport(string Feed, RecordFingerprint Fingerprint);
