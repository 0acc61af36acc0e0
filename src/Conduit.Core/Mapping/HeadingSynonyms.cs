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
        foreach ((RecordField field, string names, FlagSense sense) in Entries(kind))
        {
            foreach (string name in names.Split(' '))
                known.TryAdd(name, new HeadingTarget(field, null, sense));
        }
        return known;
    }

    private static List<(RecordField Field, string Names, FlagSense Sense)> Entries(RecordKind kind) => kind switch
    {
        RecordKind.User => OfUsers(),
        RecordKind.Course =>
        [
            (CourseFields.ShortName, "course courseshortname coursecode code", default),
            (CourseFields.IdNumber, "id courseid courseidnumber sisid siscourseid externalid sourcedid", default),
            (CourseFields.FullName, "name title longname coursename coursetitle coursefullname", default),
            (CourseFields.Category, "categorypath categoryname", default),
            (CourseFields.Summary, "description", default),
            (CourseFields.Format, "courseformat", default),
            (CourseFields.Visible, "visibility active", default),
            (CourseFields.Visible, "hidden", FlagSense.Inverted),
            (CourseFields.StartDate, "start starttime begin begindate timestart", default),
            (CourseFields.EndDate, "end endtime timeend", default),
            (CourseFields.Template, "coursetemplate templatecourse", default),
            (CourseFields.Language, "language", default),
        ],
        RecordKind.Enrollment =>
        [
            .. OfCourse(EnrollmentFields.Course, EnrollmentFields.CourseIdNumber),
            .. OfUser(EnrollmentFields.Username, EnrollmentFields.UserIdNumber),
            (EnrollmentFields.Roles, "roles rolename roleshortname", default),
            (EnrollmentFields.Status, "enrollmentstatus enrolmentstatus enrolstatus", default),
            (EnrollmentFields.TimeStart, "start startdate starttime begin begindate enrolstart", default),
            (EnrollmentFields.TimeEnd, "end enddate endtime enrolend", default),
        ],
        RecordKind.Group =>
        [
            .. OfCourse(GroupFields.Course, GroupFields.CourseIdNumber),
            (GroupFields.Name, "group groupname", default),
            (GroupFields.IdNumber, "id groupid groupidnumber", default),
        ],
        RecordKind.GroupMember =>
        [
            .. OfCourse(GroupMemberFields.Course, GroupMemberFields.CourseIdNumber),
            .. OfUser(GroupMemberFields.Username, GroupMemberFields.UserIdNumber),
            (GroupMemberFields.Group, "name groupname", default),
        ],
        RecordKind.Cohort =>
        [
            (CohortFields.IdNumber, "id cohortid cohortidnumber", default),
            (CohortFields.Name, "cohort cohortname", default),
            (CohortFields.Visible, "visibility", default),
            (CohortFields.Visible, "hidden", FlagSense.Inverted),
        ],
        RecordKind.CohortMember =>
        [
            (CohortMemberFields.Cohort, "cohortid cohortidnumber cohortname name", default),
            .. OfUser(CohortMemberFields.Username, CohortMemberFields.UserIdNumber),
        ],
        _ =>
        [
            .. OfUser(RoleAssignmentFields.Username, RoleAssignmentFields.UserIdNumber),
            (RoleAssignmentFields.Role, "rolename roleshortname", default),
            (RoleAssignmentFields.Context, "contextlevel contexttype", default),
            (RoleAssignmentFields.Instance, "instanceid contextkey contextinstance moodlekey", default),
        ],
    };

    private static List<(RecordField Field, string Names, FlagSense Sense)> OfUsers() =>
    [
        (UserFields.Username, "user login loginid loginname userlogin", default),
        (UserFields.IdNumber, "id userid useridnumber personid employeeid employeenumber studentid studentnumber sisid sisuserid externalid sourcedid", default),
        (UserFields.FirstName, "first givenname forename namefirst", default),
        (UserFields.LastName, "last familyname surname namelast", default),
        (UserFields.Email, "mail emailaddress", default),
        (UserFields.Suspended, "status userstatus accountstatus", FlagSense.Status),
        (UserFields.Suspended, "active enabled isactive isenabled enableduser", FlagSense.Inverted),
        (UserFields.Suspended, "disabled inactive locked", default),
        (UserFields.Auth, "authmethod authentication", default),
        (UserFields.MiddleName, "middle", default),
        (UserFields.AlternateName, "preferredname nickname", default),
        (UserFields.Institution, "organisation organization", default),
        (UserFields.Department, "dept", default),
        (UserFields.Address, "street streetaddress", default),
        (UserFields.City, "town", default),
        (UserFields.Country, "countrycode", default),
        (UserFields.Language, "language", default),
        (UserFields.TimeZone, "tz", default),
        (UserFields.Phone1, "phone telephone phonenumber", default),
        (UserFields.Phone2, "mobile mobilephone cellphone", default),
        (UserFields.Manager, "supervisor managerid manageridnumber managerusername", default),
        (UserFields.Description, "bio about", default),
        (UserFields.Url, "website webpage homepage", default),
    ];

    private static List<(RecordField Field, string Names, FlagSense Sense)> OfCourse(RecordField course, RecordField courseId) =>
    [
        (course, "shortname courseshortname coursecode enrollcourse", default),
        (courseId, "courseid courseidnumber siscourseid classsourcedid", default),
    ];

    private static List<(RecordField Field, string Names, FlagSense Sense)> OfUser(RecordField username, RecordField userId) =>
    [
        (username, "user login loginid loginname", default),
        (userId, "idnumber userid useridnumber personid studentid sisuserid usersourcedid", default),
    ];
}
