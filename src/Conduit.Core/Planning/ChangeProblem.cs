using Conduit.Records;

namespace Conduit.Planning;

/// <summary>A change that was not applied.</summary>
/// <param name="Key">The record.</param>
/// <param name="Action">What was to be done.</param>
/// <param name="Result">What the LMS, or the engine, said.</param>
/// <param name="Origin">The row that asked for it; null for removals.</param>
public sealed record ChangeProblem(RecordKey Key, ChangeAction Action, ChangeResult Result, SourceLocation? Origin);
