using Conduit.Records;

namespace Conduit.Mapping;

/// <summary>
/// The usual headings of each field, normalised (<see cref="Headings.Normalize"/>). The names of the fields themselves
/// always count and win over a synonym.
/// </summary>
internal static class HeadingSynonyms
{
    public static Dictionary<string, HeadingTarget> Of(RecordKind kind)
    {
        var known = new Dictionary<string, HeadingTarget>(StringComparer.Ordinal);
        foreach (RecordField field in RecordFields.Of(kind))
            known.Add(Headings.Normalize(field.Name), new HeadingTarget(field));
        foreach (HeadingNames entry in Entries(kind))
        {
            foreach (string name in entry.Names.Split(' '))
                known.TryAdd(name, new HeadingTarget(entry.Field, null, entry.Sense));
        }
        return known;
    }

    private static HeadingNames[] Entries(RecordKind kind) => kind switch
    {
        RecordKind.User => OfUsers(),
        RecordKind.Course =>
        [
            new(CourseFields.ShortName, "course courseshortname coursecode code"),
            new(CourseFields.IdNumber, "id courseid courseidnumber sisid siscourseid externalid sourcedid"),
            new(CourseFields.FullName, "name title longname coursename coursetitle coursefullname"),
            new(CourseFields.Category, "categorypath categoryname"),
            new(CourseFields.Summary, "description"),
            new(CourseFields.Format, "courseformat"),
            new(CourseFields.Visible, "visibility active"),
            new(CourseFields.Visible, "hidden", FlagSense.Inverted),
            new(CourseFields.StartDate, "start starttime begin begindate timestart"),
            new(CourseFields.EndDate, "end endtime timeend"),
            new(CourseFields.Template, "coursetemplate templatecourse"),
            new(CourseFields.Language, "language"),
        ],
        RecordKind.Enrollment =>
        [
            .. OfCourse(EnrollmentFields.Course, EnrollmentFields.CourseIdNumber),
            .. OfUser(EnrollmentFields.Username, EnrollmentFields.UserIdNumber),
            new(EnrollmentFields.Roles, "roles rolename roleshortname"),
            new(EnrollmentFields.Status, "enrollmentstatus enrolmentstatus enrolstatus"),
            new(EnrollmentFields.TimeStart, "start startdate starttime begin begindate enrolstart"),
            new(EnrollmentFields.TimeEnd, "end enddate endtime enrolend"),
        ],
        RecordKind.Group =>
        [
            .. OfCourse(GroupFields.Course, GroupFields.CourseIdNumber),
            new(GroupFields.Name, "group groupname"),
            new(GroupFields.IdNumber, "id groupid groupidnumber"),
        ],
        RecordKind.GroupMember =>
        [
            .. OfCourse(GroupMemberFields.Course, GroupMemberFields.CourseIdNumber),
            .. OfUser(GroupMemberFields.Username, GroupMemberFields.UserIdNumber),
            new(GroupMemberFields.Group, "name groupname"),
        ],
        RecordKind.Cohort =>
        [
            new(CohortFields.IdNumber, "id cohortid cohortidnumber"),
            new(CohortFields.Name, "cohort cohortname"),
            new(CohortFields.Visible, "visibility"),
            new(CohortFields.Visible, "hidden", FlagSense.Inverted),
        ],
        RecordKind.CohortMember =>
        [
            new(CohortMemberFields.Cohort, "cohortid cohortidnumber cohortname name"),
            .. OfUser(CohortMemberFields.Username, CohortMemberFields.UserIdNumber),
        ],
        _ =>
        [
            .. OfUser(RoleAssignmentFields.Username, RoleAssignmentFields.UserIdNumber),
            new(RoleAssignmentFields.Role, "rolename roleshortname"),
            new(RoleAssignmentFields.Context, "contextlevel contexttype"),
            new(RoleAssignmentFields.Instance, "instanceid contextkey contextinstance moodlekey"),
        ],
    };

    private static HeadingNames[] OfUsers() =>
    [
        new(UserFields.Username, "user login loginid loginname userlogin"),
        new(UserFields.IdNumber, "id userid useridnumber personid employeeid employeenumber studentid studentnumber sisid sisuserid externalid sourcedid"),
        new(UserFields.FirstName, "first givenname forename namefirst"),
        new(UserFields.LastName, "last familyname surname namelast"),
        new(UserFields.Email, "mail emailaddress"),
        new(UserFields.Suspended, "status userstatus accountstatus", FlagSense.Status),
        new(UserFields.Suspended, "active enabled isactive isenabled enableduser", FlagSense.Inverted),
        new(UserFields.Suspended, "disabled inactive locked"),
        new(UserFields.Auth, "authmethod authentication"),
        new(UserFields.MiddleName, "middle"),
        new(UserFields.AlternateName, "preferredname nickname"),
        new(UserFields.Institution, "organisation organization"),
        new(UserFields.Department, "dept"),
        new(UserFields.Address, "street streetaddress"),
        new(UserFields.City, "town"),
        new(UserFields.Country, "countrycode"),
        new(UserFields.Language, "language"),
        new(UserFields.TimeZone, "tz"),
        new(UserFields.Phone1, "phone telephone phonenumber"),
        new(UserFields.Phone2, "mobile mobilephone cellphone"),
        new(UserFields.Manager, "supervisor managerid manageridnumber managerusername"),
        new(UserFields.Description, "bio about"),
        new(UserFields.Url, "website webpage homepage"),
    ];

    private static HeadingNames[] OfCourse(RecordField course, RecordField courseId) =>
    [
        new(course, "shortname courseshortname coursecode enrollcourse"),
        new(courseId, "courseid courseidnumber siscourseid classsourcedid"),
    ];

    private static HeadingNames[] OfUser(RecordField username, RecordField userId) =>
    [
        new(username, "user login loginid loginname"),
        new(userId, "idnumber userid useridnumber personid studentid sisuserid usersourcedid"),
    ];
}
