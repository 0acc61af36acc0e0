using Conduit.Records;

namespace Conduit.Planning;

/// <summary>Why a plan may not be applied.</summary>
/// <param name="Code">A stable code from <see cref="IssueCodes"/> or the CSV reader.</param>
/// <param name="Message">One sentence that says what is wrong and what to do.</param>
/// <param name="Kind">The kind of record; null when all are meant.</param>
public sealed record PlanBlocker(string Code, string Message, RecordKind? Kind = null);
