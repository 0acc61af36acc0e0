using Conduit.Records;

namespace Conduit.Planning;

/// <summary>A change on its way to the file: an object, or a line that is ready.</summary>
/// <param name="Change">The change; null where its line is ready.</param>
/// <param name="Kind">The kind of the record.</param>
/// <param name="Action">What the change does.</param>
/// <param name="Length">The length of the line that is ready.</param>
internal readonly record struct SpoolItem(Change? Change, RecordKind Kind, ChangeAction Action, int Length);
