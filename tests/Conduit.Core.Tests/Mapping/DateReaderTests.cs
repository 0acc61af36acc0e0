using System.Globalization;
using Conduit.Mapping;
using FsCheck;
using FsCheck.Fluent;

namespace Conduit.Tests.Mapping;

public class DateReaderTests
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    [Theory]
    [InlineData("2026-09-01", false, "2026-08-31T23:00:00Z")]
    [InlineData("2026-09-01", true, "2026-09-01T22:59:59Z")]
    [InlineData("2026-12-01", true, "2026-12-01T23:59:59Z")]
    [InlineData("20260901", false, "2026-08-31T23:00:00Z")]
    [InlineData("2026-09-01T08:00", true, "2026-09-01T07:00:00Z")]
    [InlineData("2026-09-01 08:00:30", false, "2026-09-01T07:00:30Z")]
    [InlineData("2026-09-01T08:00Z", false, "2026-09-01T08:00:00Z")]
    [InlineData("2026-09-01T08:00:00.123+02:00", false, "2026-09-01T06:00:00Z")]
    [InlineData("2026-09-01t080000-0530", false, "2026-09-01T13:30:00Z")]
    [InlineData("2026-09-01T24:00:00Z", false, "2026-09-02T00:00:00Z")]
    [InlineData("1788220800", true, "2026-09-01T00:00:00Z")]
    [InlineData("-86400", false, "1969-12-31T00:00:00Z")]
    [InlineData("10000", false, "1970-01-01T02:46:40Z")]
    public void A_date_is_read(string text, bool endOfDay, string expected)
    {
        DateReader.TryRead(text, London, endOfDay, out DateTimeOffset? date).ShouldBeTrue();
        date!.Value.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture).ShouldBe(expected);
    }

    [Fact]
    public void Zero_means_that_there_is_none()
    {
        DateReader.TryRead("0", London, false, out DateTimeOffset? date).ShouldBeTrue();
        date.ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("1/9/2026")]
    [InlineData("2026-9-1")]
    [InlineData("2026-02-30")]
    [InlineData("2026")]
    [InlineData("1")]
    [InlineData("9999")]
    [InlineData("20261301000")]
    [InlineData("99999999999999999999")]
    [InlineData("2026-09-01T")]
    [InlineData("2026-09-01T8:00")]
    [InlineData("2026-09-01T25:00")]
    [InlineData("2026-09-01T24:01")]
    [InlineData("2026-09-01T08:60")]
    [InlineData("2026-09-01T08:00:00.")]
    [InlineData("2026-09-01T08:00+15:00")]
    [InlineData("2026-09-01T08:00 UTC")]
    [InlineData("2026-09-01x08:00")]
    [InlineData("9999-12-31T24:00")]
    [InlineData("0001-01-01T00:00+01:00")]
    public void What_is_no_date_is_refused(string text)
    {
        // Eleven digits are a moment in the year 2612, which is as good as any other.
        bool read = DateReader.TryRead(text, London, false, out DateTimeOffset? date);
        read.ShouldBe(text == "20261301000");
        (date is not null).ShouldBe(read);
    }

    [Fact]
    public void Every_moment_survives_being_written() => Prop.ForAll(
        Gen.Choose(int.MinValue, int.MaxValue).Select(seconds => DateTimeOffset.FromUnixTimeSeconds(seconds)).ToArbitrary(),
        moment =>
        {
            DateReader.TryRead(moment.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture), London, true, out DateTimeOffset? read).ShouldBeTrue();
            read.ShouldBe(moment);
            if (Math.Abs(moment.ToUnixTimeSeconds()) >= 100_000_000)
            {
                DateReader.TryRead(moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), London, true, out read).ShouldBeTrue();
                read.ShouldBe(moment);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_text_makes_the_reader_throw() => Prop.ForAll(
        Gen.Elements("0123456789-+:T.Z ".ToCharArray()).ArrayOf().Select(letters => new string(letters)).ToArbitrary(),
        text => DateReader.TryRead(text, London, true, out DateTimeOffset? date) || date is null).QuickCheckThrowOnFailure();
}
