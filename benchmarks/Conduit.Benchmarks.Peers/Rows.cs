using CsvHelper;

namespace Conduit.Benchmarks.Peers;

/// <summary>A user as the file has it.</summary>
[CsvRecord]
internal sealed partial record UserRow(string username, string idnumber, string firstname, string lastname, string email, string department, string city);

/// <summary>A course as the file has it.</summary>
[CsvRecord]
internal sealed partial record CourseRow(string shortname, string idnumber, string fullname, string category);

/// <summary>An enrollment as the file has it.</summary>
[CsvRecord]
internal sealed partial record EnrollmentRow(string course_idnumber, string user_idnumber, string role, string status, string timestart, string timeend);
