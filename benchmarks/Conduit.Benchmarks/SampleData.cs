using System.Globalization;
using System.Text;

namespace Conduit.Benchmarks;

/// <summary>Files of the shapes that rosters have, the same bytes on every machine, made once in the folder for temporary files.</summary>
internal static class SampleData
{
    private const string EnrollmentsName = "enrollments-1.csv";
    private const string UsersName = "users-1.csv";
    private const string QuotedName = "quoted-1.csv";
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), "conduit-benchmarks");
    private static readonly string[] Given = ["James", "Mary", "Robert", "Patricia", "Daniel", "Priya", "Wei", "Fatima", "Oliver", "Emily", "Carlos", "Karen"];
    private static readonly string[] GivenAbroad = ["José", "Zoë", "Søren", "Łukasz", "François", "Никита", "Δημήτρης", "美咲", "ไพลิน", "Jürgen"];
    private static readonly string[] Family = ["Smith", "Johnson", "Garcia", "Martinez", "Hernandez", "Anderson", "Lee", "Nguyen", "Robinson", "Campbell", "Mitchell", "Hill"];
    private static readonly string[] FamilyAbroad = ["Núñez", "Björk", "Çelik", "Dvořák", "Иванова", "山本", "D’Angelo", "García Márquez", "Żółkiewski"];
    private static readonly string[] Departments = ["Human Resources", "Finance", "Engineering", "Customer Support", "Legal", "Research and Development", "Logistics", "IT Services"];
    private static readonly string[] QuotedDepartments = ["\"Sales, EMEA\"", "\"Operations, North\"", "\"Health, Safety and Environment\""];
    private static readonly string[] Cities = ["Berlin", "London", "Madrid", "New York", "Singapore", "Toronto", "Amsterdam", "Stockholm", "São Paulo", "Zürich", "Vienna", "Dublin"];
    private static readonly string[] Titles = ["Analyst", "Senior Analyst", "Manager", "Principal Engineer", "Coordinator", "Specialist", "Consultant", "Administrator"];
    private static readonly string[] QuotedTitles = ["\"Manager, Projects\"", "\"Specialist \"\"L2\"\"\"", "\"VP, \"\"Growth\"\"\""];
    private static readonly string[] Streets = ["Main Street", "High Street", "Station Road", "Bahnhofstrasse", "Rue de la Paix", "Oak Avenue"];
    private static readonly string[] Roles = ["student", "student", "student", "student", "student", "teacher", "editingteacher", "manager"];

    /// <summary>1,000,000 enrollments in 6 columns without quotes, 73 bytes a row.</summary>
    public static string Enrollments() => Make(EnrollmentsName, "course_idnumber,user_idnumber,role,status,timestart,timeend", 1_000_000, (row, random) =>
    {
        long start = 1_750_000_000 + random.Next(20_000_000);
        row.Append(CultureInfo.InvariantCulture, $"CRS-{10_000 + random.Next(5_000)},E{1_000_000 + random.Next(700_000)},");
        row.Append(Pick(random, Roles)).Append(random.Next(100) < 95 ? ",active," : ",suspended,");
        Time(row, start).Append(',');
        if (random.Next(10) < 8)
            Time(row, start + (86_400L * random.Next(30, 400)));
    });

    /// <summary>100,000 users in 15 columns: 14 % of rows with quotes, 2 % with a line break, 20 % with other letters than ASCII, 173 bytes a row.</summary>
    public static string Users()
    {
        int number = 0;
        const string header = "username,idnumber,firstname,lastname,email,department,city,country,language,manager,status,profile_field_costcentre,profile_field_jobtitle,profile_field_address,lastmodified";
        return Make(UsersName, header, 100_000, (row, random) =>
        {
            bool abroad = random.Next(10) == 0;
#pragma warning disable CA1308 // user names are lower case
            string user = string.Create(CultureInfo.InvariantCulture, $"{Pick(random, Given).ToLowerInvariant()}.{Pick(random, Family).ToLowerInvariant()}{number}");
#pragma warning restore CA1308
            row.Append(CultureInfo.InvariantCulture, $"{user},E{1_000_000 + (number * 7)},");
            number++;
            row.Append(Pick(random, abroad ? GivenAbroad : Given)).Append(',').Append(Pick(random, abroad ? FamilyAbroad : Family)).Append(',').Append(user).Append("@example.com,");
            row.Append(Pick(random, random.Next(100) < 9 ? QuotedDepartments : Departments)).Append(',').Append(Pick(random, Cities)).Append(",DE,en,E");
            row.Append(1_000_000 + (random.Next(100_000) * 7)).Append(random.Next(100) < 93 ? ",active,CC" : ",suspended,CC").Append(random.Next(1_000, 9_999)).Append(',');
            row.Append(Pick(random, random.Next(100) < 3 ? QuotedTitles : Titles)).Append(',');
            string street = Pick(random, Streets);
            if (random.Next(100) < 2)
                row.Append(CultureInfo.InvariantCulture, $"\"{street} {random.Next(1, 300)}\nFloor {random.Next(1, 20)}\",");
            else
                row.Append(CultureInfo.InvariantCulture, $"{street} {random.Next(1, 300)},");
            Time(row, 1_760_000_000 + random.Next(30_000_000));
        });
    }

    /// <summary>300,000 rows of 8 columns, every field quoted, a tenth of the fields with doubled quotes.</summary>
    public static string Quoted() => Make(QuotedName, "\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\"", 300_000, (row, random) =>
    {
        for (int field = 0; field < 8; field++)
        {
            row.Append(field == 0 ? "\"" : ",\"").Append(Pick(random, Departments));
            if (random.Next(10) == 0)
                row.Append(" \"\"").Append(Pick(random, Cities)).Append("\"\"");
            row.Append('"');
        }
    });

    /// <summary>
    /// Deletes the files, for others to be made. How the system keeps a file in memory depends on its past: one that was evicted and read again may lie in pages of 4 KiB, which are dear to
    /// copy, and then a reader is compared by what the kernel does.
    /// </summary>
    public static void Delete()
    {
        foreach (string name in (ReadOnlySpan<string>)[EnrollmentsName, UsersName, QuotedName])
            File.Delete(Path.Combine(Folder, name));
    }

    private static string Make(string name, string header, int rows, Action<StringBuilder, Sequence> append)
    {
        string path = Path.Combine(Folder, name);
        if (File.Exists(path))
            return path;
        Directory.CreateDirectory(Folder);
        var random = new Sequence(42);
        var row = new StringBuilder();
        string unfinished = path + "." + Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        using (StreamWriter writer = DataFile.Create(unfinished))
        {
            writer.WriteLine(header);
            for (int i = 0; i < rows; i++)
            {
                row.Clear();
                append(row, random);
                writer.WriteLine(row);
            }
        }

        File.Move(unfinished, path, overwrite: true);
        return path;
    }

    private static string Pick(Sequence random, string[] values) => values[random.Next(values.Length)];

    private static StringBuilder Time(StringBuilder row, long seconds) =>
        row.Append(CultureInfo.InvariantCulture, $"{DateTimeOffset.FromUnixTimeSeconds(seconds):yyyy-MM-dd'T'HH:mm:ss'Z'}");

    /// <summary>Numbers that do not change with the runtime's version.</summary>
    private sealed class Sequence(ulong seed)
    {
        private ulong _state = seed;

        public int Next(int below)
        {
            _state = (_state * 6_364_136_223_846_793_005) + 1_442_695_040_888_963_407;
            return (int)(((_state >> 32) * (ulong)below) >> 32);
        }

        public int Next(int from, int below) => from + Next(below - from);
    }
}
