using Conduit.Records;

namespace Conduit.Mapping;

/// <summary>A kind in a sentence.</summary>
internal static class KindPhrase
{
    /// <summary><c>a user</c>, <c>an enrollment</c>.</summary>
    public static string WithArticle(this RecordKind kind) => (kind == RecordKind.Enrollment ? "an " : "a ") + kind.Name();
}
