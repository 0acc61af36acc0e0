using Conduit.Records;

namespace Conduit.Mapping;

/// <summary>The usual headings of a field.</summary>
/// <param name="Field">The field.</param>
/// <param name="Names">The headings, normalised, with blanks between them.</param>
/// <param name="Sense">How a flag under these headings is meant.</param>
internal sealed record HeadingNames(RecordField Field, string Names, FlagSense Sense = FlagSense.Direct);
