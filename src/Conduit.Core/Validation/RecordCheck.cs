using Conduit.Records;
using FluentValidation.Results;

namespace Conduit.Validation;

/// <summary>One validator among the rules of a kind.</summary>
internal abstract class RecordCheck
{
    /// <summary>
    /// Tells of a record that the validator would surely say nothing of it; false where only the validator can tell. Almost every record is in order, and the validator, which has to be
    /// compiled first, is asked about the others alone.
    /// </summary>
    public virtual bool IsKept(RosterRecord record, bool isNew) => false;

    /// <summary>The same of a record that is known as text, new or not.</summary>
    public virtual bool IsKept(PlainRecord record) => false;

    /// <summary>Judges a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="isNew">Whether it is about to be made in the LMS.</param>
    public abstract List<ValidationFailure> Run(RosterRecord record, bool isNew);
}
