#pragma warning disable
using Conduit.Records;
namespace Conduit.Validation;
/// <summary>temp</summary>
public sealed class RecordRules
{
    /// <summary>temp</summary>
    public static RecordRules Default { get; } = new();
    /// <summary>temp</summary>
    public string Version => "0";
    /// <summary>temp</summary>
#pragma warning disable
    public (RosterRecord, IReadOnlyList<RecordIssue>) Check(RosterRecord record, bool isNew) => (record, []);
}
