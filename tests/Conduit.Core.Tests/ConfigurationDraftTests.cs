using System.Text;
using Conduit.Csv;
using Conduit.Records;
using Conduit.Sources;
using Conduit.Tests.Sources;

namespace Conduit.Tests;

public sealed class ConfigurationDraftTests : IDisposable
{
    private readonly RosterFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_draft_loads_and_reads_the_files_that_it_was_made_of()
    {
        _folder.Write("people.csv", "User Name;Given Name;active;status;Cost|Centre;E-Mail;passwd;mail\nada;Ada;0;;7;a@x.edu;secret;b@x.edu\n")
            .Write("Enroll.csv", "op\tshortname\tuser\trole\nadd\tm1\tada\tstudent\n")
            .Write("classes.csv", "shortname,fullname,Room\nm1,Müller's maths,7\n", Encoding.Latin1)
            .Write("things.csv", "colour,weight\nred,7\n")
            .Write("groups.csv", "course,title\nm1,x\n")
            .Write("empty.csv", "");
        string text = ConfigurationDraft.FromFolder(_folder.Path);

        SyncConfiguration configuration = SyncConfiguration.Parse(text);
        configuration.Feeds.Select(feed => (feed.Name, feed.Map.Kind)).ShouldBe(
            [("enroll", RecordKind.Enrollment), ("classes", RecordKind.Course), ("people", RecordKind.User)]);
        configuration.Feeds[0].Coverage.ShouldBe(Coverage.Partial);
        configuration.Feeds[0].Dialect.Separator.ShouldBe('\t');
        configuration.Feeds[1].Dialect.Encoding.ShouldBe(CsvEncoding.Windows1252);
        configuration.Feeds[2].Coverage.ShouldBe(Coverage.Complete);

        var source = CsvRecordSource.FromFolder(_folder.Path, configuration);
        UserRecord user = (await FeedContent.ReadAsync(source, "people")).Record<UserRecord>();
        user.Username.ShouldBe("ada");
        user.FirstName.ShouldBe("Ada");
        user.Email.ShouldBe("a@x.edu");
        user.Suspended.ShouldBe(true);
        (await FeedContent.ReadAsync(source, "classes")).Record<CourseRecord>().FullName.ShouldBe("Müller's maths");
        (await FeedContent.ReadAsync(source, "enroll")).Row.Issues.ShouldBeEmpty();

        text.ShouldContain("// \"profile_field_cost_centre\": \"'Cost|Centre'\",");
        text.ShouldContain("'passwd' looks like a column of passwords");
        text.ShouldContain("'mail' means email too");
        text.ShouldContain("// things.csv: no kind of record could be told");
        text.ShouldContain("// groups.csv: the key of a group needs name");
        text.ShouldContain("// empty.csv");
        text.ShouldNotContain("secret");
    }

    [Fact]
    public async Task Values_tell_which_words_a_column_needs()
    {
        _folder.Write("users.csv", "username,idnumber,firstname,lastname,country,lang\nada,1.0,Ada,L,United Kingdom,English\nzoe,2.0,Zoe,K,FRA,pt-BR\n")
            .Write("courses.csv", "shortname,fullname,startdate,enddate\nm1,Maths,9/1/2026,31/12/2026\n")
            .Write("enroll.csv", "course,username,role,timestart,timeend\nm1,ada,Learner,2026-09-01,soon\nm1,zoe,TA,2026-09-01,later\n");
        string text = ConfigurationDraft.FromFolder(_folder.Path);
        text.ShouldContain("\"$schema\": \"./sync.schema.json\"");
        text.ShouldContain("\"country\": \"country | country\"");
        text.ShouldContain("\"lang\": \"lang | language\"");
        text.ShouldContain("\"idnumber\": \"idnumber | number\"");
        text.ShouldContain("// The dates could also be d/M/yyyy");
        text.ShouldContain("\"startdate\": \"startdate | date(M/d/yyyy)\"");
        text.ShouldContain("\"enddate\": \"enddate | date(d/M/yyyy)\"");
        text.ShouldContain("\"timestart\": \"timestart\"");
        text.ShouldContain("// The dates of this column are of no usual format");
        text.ShouldContain("\"role\": \"role | lookup(roles)\"");
        text.ShouldContain("\"roles\": { \"Learner\": \"student\", \"TA\": \"teacher\" }");

        var source = CsvRecordSource.FromFolder(_folder.Path, SyncConfiguration.Parse(text));
        UserRecord zoe = (await FeedContent.ReadAsync(source, "users")).Record<UserRecord>(1);
        (zoe.IdNumber, zoe.Country, zoe.Language).ShouldBe(("2", "FR", "pt_br"));
        (await FeedContent.ReadAsync(source, "courses")).Row.Issues.ShouldBeEmpty();
        (await FeedContent.ReadAsync(source, "enroll")).Record<EnrollmentRecord>().Roles!.Roles.ShouldBe(["student"]);
    }

    [Fact]
    public void Headings_that_break_lines_do_not_break_the_draft()
    {
        _folder.Write("users.csv", "username,\"shoe\nsize\",\"a\"\"b\\\",'x'\nada,1,2,3\n");
        SyncConfiguration.Parse(ConfigurationDraft.FromFolder(_folder.Path)).Feeds.ShouldHaveSingleItem();
    }

    [Fact]
    public void An_empty_folder_makes_a_draft_without_feeds() =>
        SyncConfiguration.Parse(ConfigurationDraft.FromFolder(_folder.Path)).Feeds.ShouldBeEmpty();

    [Theory]
    [InlineData("x.csv", "course,username,role\n", RecordKind.Enrollment)]
    [InlineData("x.csv", "course,group,username\n", RecordKind.GroupMember)]
    [InlineData("x.csv", "username,role,context,instance\n", RecordKind.RoleAssignment)]
    [InlineData("x.csv", "cohort,username\n", RecordKind.CohortMember)]
    [InlineData("x.csv", "course,name,description,idnumber\n", RecordKind.Group)]
    [InlineData("users.csv", "course,username,role\n", RecordKind.User)]
    public void A_kind_is_told_by_the_name_or_by_most_of_the_headings(string file, string header, RecordKind kind)
    {
        _folder.Write(file, header);
        SyncConfiguration.Parse(ConfigurationDraft.FromFolder(_folder.Path)).Feeds.ShouldHaveSingleItem().Map.Kind.ShouldBe(kind);
    }
}
