namespace QuickStart;

/// <summary>A made-up school of five people, with the mistakes that real exports have.</summary>
internal sealed class School : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("conduit-quickstart-").FullName;

    public School()
    {
        Directory.CreateDirectory(Export);
        Directory.CreateDirectory(Lms);

        // Grace was entered by hand in the LMS before the sync existed; the caretaker's account belongs to no export.
        Write(Lms, "users", "username,firstname,lastname,email", "grace.hopper,Grace,Hopper,grace@school.example", "caretaker,Sam,Keeper,sam@school.example");
    }

    public string Export => Path.Combine(_folder, "export");

    public string Lms => Path.Combine(_folder, "lms");

    public string Data => Path.Combine(_folder, "data");

    public void ExportFirstDay()
    {
        Write(Export, "users", "Username,ID Number,First Name,Last Name,E-mail,Department,Country",
            "ada.lovelace,S001,Ada,Lovelace,ada@school.example,Mathematics,GB",
            "grace.hopper,S002,Grace,Hopper,grace@school.example,\"Computing, Navy\",US",
            "alan.turing,S003,Alan,Turing,alan@school.example,Mathematics,GB",
            "maria.sk,S004,Maria,Skłodowska,maria@school.example,Physics,PL");
        Write(Export, "courses", "shortname,idnumber,fullname,category,startdate,enddate",
            "ALG1,C-100,Algebra I,Mathematics/2026,2026-09-01,2027-01-31",
            "PHY1,C-200,Physics I,Physics/2026,2026-09-01,2027-01-31");
        Write(Export, "enrollments", "course_idnumber,user_idnumber,role,status",
            "C-100,S001,student,active",
            "C-100,S002,editingteacher,active",
            "C-100,S003,student,active",
            "C-200,S004,editingteacher,active",
            "C-200,S001,student,active",
            "C-900,S003,student,active");
    }

    /// <summary>Ada moves to another department, Alan leaves, Rosalind arrives, and Physics II is new.</summary>
    public void ExportSecondDay()
    {
        Write(Export, "users", "Username,ID Number,First Name,Last Name,E-mail,Department,Country",
            "ada.lovelace,S001,Ada,Lovelace,ada@school.example,Computing,GB",
            "grace.hopper,S002,Grace,Hopper,grace@school.example,\"Computing, Navy\",US",
            "maria.sk,S004,Maria,Skłodowska,maria@school.example,Physics,PL",
            "rosalind.f,S005,Rosalind,Franklin,rosalind@school.example,Physics,Britain");
        Write(Export, "courses", "shortname,idnumber,fullname,category,startdate,enddate",
            "ALG1,C-100,Algebra I,Mathematics/2026,2026-09-01,2027-01-31",
            "PHY1,C-200,Physics I,Physics/2026,2026-09-01,2027-01-31",
            "PHY2,C-300,Physics II,Physics/2026,2027-02-01,2027-06-30");
        Write(Export, "enrollments", "course_idnumber,user_idnumber,role,status",
            "C-100,S001,student,active",
            "C-100,S002,editingteacher,active",
            "C-200,S004,editingteacher,active",
            "C-200,S001,student,active",
            "C-300,S005,student,active");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Write(string folder, string file, params string[] lines) => File.WriteAllLines(Path.Combine(folder, file + ".csv"), lines);
}
