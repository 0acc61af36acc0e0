using System.Text;
using System.Text.Json;
using Conduit.Mapping;
using Conduit.Records;
using Conduit.Validation;
using FsCheck;
using FsCheck.Fluent;

namespace Conduit.Tests.Records;

public class PlainTextTests
{
    [Fact]
    public void Plain_is_what_json_holds_as_it_is()
    {
        for (int character = 0; character < 256; character++)
        {
            byte[] text = [(byte)'a', (byte)character, (byte)'z'];
            bool isWhole = character < 128 && JsonEncodedText.Encode(Encoding.ASCII.GetString(text)).EncodedUtf8Bytes.SequenceEqual(text);
            PlainText.Holds(text).ShouldBe(isWhole, $"character {character}");
        }
        PlainText.Holds(" a"u8).ShouldBeFalse();
        PlainText.Holds("a "u8).ShouldBeFalse();
    }

    // What is taken as it stands must be what the long way makes of it.
    [Fact]
    public void A_plain_cell_is_read_as_what_it_says()
    {
        string[] texts = ["2026-09-01T00:00:00Z", "2024-02-29T23:59:59Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-02-29T00:00:00Z", "2026-09-01T24:00:00Z", "active", "suspended", "Active",
            "student", "teacher,student", "a;b", "a b", "A", "x-1_2.3", "2026-09-01", "0", "1"];
        int taken = 0;
        foreach (RecordField field in RecordFields.Of(RecordKind.Enrollment))
        {
            foreach (string text in texts.Where(text => PlainText.IsValue(field, Encoding.UTF8.GetBytes(text))))
            {
                taken++;
                ValueReader.TryRead(new HeadingTarget(field), text, TimeZoneInfo.Utc, out FieldValue value).ShouldBeNull();
                value.ToString().ShouldBe(text, field.Name);
            }
        }
        taken.ShouldBeGreaterThan(40);
    }

    [Fact]
    public void Text_that_surely_keeps_the_rules_keeps_them()
    {
        string[] dates = ["", "2026-09-01T00:00:00Z", "2026-09-01T00:00:01Z", "2025-12-31T23:59:59Z", "2027-01-01T00:00:00Z"];
        int kept = 0;
        Gen<int> length = Gen.Elements(0, 1, 99, 100, 101, 255, 256);
        Prop.ForAll(Gen.Zip(length, length).Zip(Gen.Zip(Gen.Elements(dates), Gen.Elements(dates))).ToArbitrary(), drawn =>
        {
            var plain = new PlainRecord(RecordKind.Enrollment);
            RosterRecord record = RosterRecord.Create(RecordKind.Enrollment);
            foreach ((RecordField field, string text) in new[] {
                (EnrollmentFields.CourseIdNumber, new string('c', drawn.Item1.Item1)), (EnrollmentFields.UserIdNumber, new string('u', drawn.Item1.Item2)),
                (EnrollmentFields.TimeStart, drawn.Item2.Item1), (EnrollmentFields.TimeEnd, drawn.Item2.Item2) })
            {
                plain.Set(field.Ordinal, Encoding.UTF8.GetBytes(text));
                record.Set(field, FieldValue.Parse(field.Type, text));
            }
            if (RecordRules.Default.AreSurelyKept(plain))
            {
                kept++;
                RecordRules.Default.Check(record, isNew: true).Issues.ShouldBeEmpty();
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
        kept.ShouldBeGreaterThan(50);
    }

    [Fact]
    public void A_plain_record_is_read_and_written_as_records_are()
    {
        var record = new EnrollmentRecord { CourseIdNumber = "C&1", Username = "ädä", Roles = RoleSet.Of("b", "a"), TimeEnd = null, Status = EnrollmentStatus.Suspended };
        byte[] json = Json(record);
        var plain = new PlainRecord(RecordKind.Enrollment);
        plain.TryRead([.. json, (byte)'}'], out int length).ShouldBeTrue();
        length.ShouldBe(json.Length);
        var written = new Utf8Buffer();
        plain.Write(written);
        written.Written.ToArray().ShouldBe(json);
        plain.TryRead("{\"course\":\"c\",\"profile_field_x\":\"1\"}"u8, out _).ShouldBeFalse();
        for (int cut = 0; cut < json.Length; cut++)
            plain.TryRead(json.AsSpan(0, cut), out _).ShouldBeFalse($"cut at {cut}");
    }

    private static byte[] Json(RosterRecord record)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            RecordJson.Write(writer, record);
        return stream.ToArray();
    }
}
