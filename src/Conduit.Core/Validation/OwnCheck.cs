using Conduit.Records;
using FluentValidation.Results;

namespace Conduit.Validation;

/// <summary>
/// Our own validator of a kind. Validators compile their rules when they are made, which takes longer than planning a night without changes: this one is made when the first record needs it.
/// </summary>
internal sealed class OwnCheck(RecordKind kind) : RecordCheck
{
    private RecordCheck? _validator;

    /// <summary>The name of the validator, as versions of rules record it.</summary>
    public string Name => kind switch
    {
        RecordKind.User => nameof(UserRecordValidator),
        RecordKind.Course => nameof(CourseRecordValidator),
        RecordKind.Enrollment => nameof(EnrollmentRecordValidator),
        RecordKind.Group => nameof(GroupRecordValidator),
        RecordKind.Cohort => nameof(CohortRecordValidator),
        _ => "RecordValidator`1",
    };

    public override bool IsKept(RosterRecord record, bool isNew) => KeptRules.AreKept(record, isNew);

    public override bool IsKept(PlainRecord record) => KeptRules.AreKept(record);

    public override List<ValidationFailure> Run(RosterRecord record, bool isNew) => LazyInitializer.EnsureInitialized(ref _validator, Make).Run(record, isNew);

    private RecordCheck Make() => kind switch
    {
        RecordKind.User => new ValidatorCheck<UserRecord>(new UserRecordValidator()),
        RecordKind.Course => new ValidatorCheck<CourseRecord>(new CourseRecordValidator()),
        RecordKind.Enrollment => new ValidatorCheck<EnrollmentRecord>(new EnrollmentRecordValidator()),
        RecordKind.Group => new ValidatorCheck<GroupRecord>(new GroupRecordValidator()),
        RecordKind.GroupMember => new ValidatorCheck<GroupMemberRecord>(new RecordValidator<GroupMemberRecord>()),
        RecordKind.Cohort => new ValidatorCheck<CohortRecord>(new CohortRecordValidator()),
        RecordKind.CohortMember => new ValidatorCheck<CohortMemberRecord>(new RecordValidator<CohortMemberRecord>()),
        _ => new ValidatorCheck<RoleAssignmentRecord>(new RecordValidator<RoleAssignmentRecord>()),
    };
}
