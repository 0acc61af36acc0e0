using System.Text;
using System.Text.Json;
using Conduit.Records;
using Conduit.State;
using FsCheck;
using FsCheck.Fluent;

namespace Conduit.Tests.State;

public class PackedRecordTests
{
    private static readonly Gen<string> Texts = Gen.Frequency(
        (4, Gen.Elements("", "student", "active", "suspended", "E1000017", "C1993", "teacher,student", "csv", "é", "a\"b", "<&>", "\u001F", "a\u001Fb", "\u001Fa", "a\u001Fb\u001Fc", "\u001F\u001F")),
        (3, Gen.Elements("2026-09-01T00:00:00Z", "2026-09-01T23:59:59Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-02-30T00:00:00Z", "2026-09-01 00:00:00Z")),
        (1, Gen.Choose(1, 400).Select(length => new string('x', length))),
        (1, Gen.Choose(150, 250).Select(length => new string('x', length) + "\u001F" + new string('y', length))));

    private static string Line(KnownRecord record)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            KnownRecordJson.Write(writer, record);
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static KnownRecord Enrollment(string key, string lmsId, string? source, string[] texts, bool dates) =>
        new(new RecordKey(RecordKind.Enrollment, key), lmsId, new EnrollmentRecord
        {
            CourseIdNumber = texts[0].Length == 0 ? null : texts[0],
            UserIdNumber = texts[1].Length == 0 ? null : texts[1],
            TimeStart = dates ? new DateTimeOffset(2026, 9, 1, 8, 30, 0, TimeSpan.Zero) : null,
            TimeEnd = dates ? new DateTimeOffset(2026, 9, 1, 0, 0, 0, TimeSpan.Zero) : null,
            Status = texts[2].Length % 2 == 0 ? EnrollmentStatus.Active : EnrollmentStatus.Suspended,
        })
        {
            Source = source,
            Owner = texts[2].Length % 7 == 6 ? "manual" : null,
        };

    /// <summary>Whatever a line says comes back, byte for byte, whether it can be packed or not.</summary>
    [Fact]
    public void What_is_packed_comes_back()
    {
        int packed = 0;
        var packing = new LinePacking();
        Gen<string> lines = from texts in Texts.ArrayOf(3)
                            from key in Gen.OneOf(Texts, Gen.Constant(texts[0] + "\u001F" + texts[1]))
                            from lmsId in Texts
                            from source in Gen.OneOf(Texts.Select(text => (string?)text), Gen.Constant<string?>(null))
                            from dates in Gen.Elements(true, false)
                            select Line(Enrollment(key, lmsId, source, texts, dates));
        Prop.ForAll(Arb.From(lines), line =>
        {
            byte[] stored = packing.Pack(RecordKind.Enrollment, Encoding.UTF8.GetBytes(line)).ToArray();
            if (PackedRecord.IsPacked(stored))
                packed++;
            Encoding.UTF8.GetString(packing.Unpack(RecordKind.Enrollment, stored)).ShouldBe(line);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
        packed.ShouldBeInRange(300, 1900);
    }

    [Fact]
    public void Every_kind_is_packed_and_comes_back()
    {
        var packing = new LinePacking();
        foreach (RecordKind kind in RecordKinds.InOrder)
        {
            RosterRecord values = RosterRecord.Create(kind);
            foreach (RecordField field in RecordFields.Of(kind).Where(field => field.Type == FieldType.Text))
                values.Set(field, FieldValue.Parse(field.Type, field.Name));
            string line = Line(new KnownRecord(new RecordKey(kind, "1"), "2", values) { Source = "csv" });
            byte[] stored = packing.Pack(kind, Encoding.UTF8.GetBytes(line)).ToArray();
            PackedRecord.IsPacked(stored).ShouldBeTrue(kind.Name());
            stored.Length.ShouldBeLessThan(line.Length);
            Encoding.UTF8.GetString(packing.Unpack(kind, stored)).ShouldBe(line);
        }
    }

    /// <summary>A usual enrollment takes little: the values of a million of them are read from all over the file each night.</summary>
    [Fact]
    public void An_enrollment_takes_a_quarter_of_its_line()
    {
        string line = Line(new KnownRecord(new RecordKey(RecordKind.Enrollment, "CRS-11993\u001FE1094999"), "C1993\u001Fuser94999", new EnrollmentRecord
        {
            CourseIdNumber = "CRS-11993",
            UserIdNumber = "E1094999",
            Roles = RoleSet.Parse("student"),
            Status = EnrollmentStatus.Active,
            TimeStart = new DateTimeOffset(2026, 9, 20, 0, 0, 0, TimeSpan.Zero),
            TimeEnd = new DateTimeOffset(2027, 1, 18, 0, 0, 0, TimeSpan.Zero),
        })
        { Source = "csv" });
        new LinePacking().Pack(RecordKind.Enrollment, Encoding.UTF8.GetBytes(line)).Length.ShouldBe(53);
        line.Length.ShouldBeGreaterThan(230);
    }

    [Fact]
    public void Damaged_bytes_are_told()
    {
        byte[] stored = new LinePacking().Pack(RecordKind.Enrollment, Encoding.UTF8.GetBytes(Line(Enrollment("k", "l", "csv", ["C", "U", ""], dates: true)))).ToArray();
        var known = new PlainKnown(RecordKind.Enrollment);
        for (int length = 1; length < stored.Length; length++)
            Should.Throw<InvalidDataException>(() => known.TryRead(stored.AsSpan(0, length)));
        Should.Throw<InvalidDataException>(() => known.TryRead([1, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0]));
        Should.Throw<InvalidDataException>(() => known.TryRead([1, 0x80, 0x02, 0, 0, 0, 0]));
        Should.Throw<InvalidDataException>(() => known.TryRead([1, 0x01, 0xFF, 0, 0]));
        Should.Throw<InvalidDataException>(() => known.TryRead([1, 0x01, 0, 0, 0xFC, 0xFF, 0xFF, 0xFF]));
    }

    /// <summary>Files hold fields by these numbers: they are part of the format. New fields are put behind the others of their kind.</summary>
    [Theory]
    [InlineData(RecordKind.User, "username,idnumber,firstname,lastname,email,suspended,auth,middlename,alternatename,institution,department,location,address,city,country,lang,timezone,phone1,phone2,manager,description,url")]
    [InlineData(RecordKind.Course, "shortname,idnumber,fullname,category,summary,format,visible,startdate,enddate,template,lang")]
    [InlineData(RecordKind.Enrollment, "course,course_idnumber,username,user_idnumber,role,status,timestart,timeend")]
    [InlineData(RecordKind.Group, "course,course_idnumber,name,idnumber,description")]
    [InlineData(RecordKind.GroupMember, "course,course_idnumber,group,username,user_idnumber")]
    [InlineData(RecordKind.Cohort, "idnumber,name,description,visible")]
    [InlineData(RecordKind.CohortMember, "cohort,username,user_idnumber")]
    [InlineData(RecordKind.RoleAssignment, "username,user_idnumber,role,context,instance")]
    public void The_numbers_of_fields_never_change(RecordKind kind, string names) =>
        string.Join(',', RecordFields.Of(kind).Select(field => field.Name)).ShouldStartWith(names);
}
