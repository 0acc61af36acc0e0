using System.Globalization;
using System.Text;
using Conduit.Records;

namespace Conduit.Tests.Records;

public sealed class DateTextTests
{
    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("2024-02-29T23:59:59Z")]
    [InlineData("2026-09-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    public void A_date_is_written_and_read_as_its_text_says(string text)
    {
        DateTimeOffset expected = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        DateText.TryRead(Encoding.UTF8.GetBytes(text), out DateTimeOffset date).ShouldBeTrue();
        date.ShouldBe(expected);
        byte[] written = new byte[DateText.Length];
        DateText.Write(date.UtcDateTime, written);
        Encoding.UTF8.GetString(written).ShouldBe(text);
    }

    [Theory]
    [InlineData("2025-02-29T00:00:00Z")]
    [InlineData("2025-00-01T00:00:00Z")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("2025-13-01T00:00:00Z")]
    [InlineData("2025-01-01T24:00:00Z")]
    [InlineData("2025-01-01T00:60:00Z")]
    [InlineData("2025-01-01T00:00:00+")]
    [InlineData("2025-1-01T00:00:000Z")]
    [InlineData("")]
    public void What_is_no_date_of_this_form_is_left_to_others(string text) => DateText.TryRead(Encoding.UTF8.GetBytes(text), out _).ShouldBeFalse();
}
