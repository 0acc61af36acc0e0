using Conduit.Records;
using Conduit.Tests.Sources;

namespace Conduit.Tests;

public sealed class MappingCheckTests : IDisposable
{
    private const string People = """
        { "format": 1, "feeds": [ { "name": "people", "file": "people*.csv", "kind": "user", "skip": "TYPE is Guest",
          "constants": { "auth": "ldap" },
          "fields": { "idnumber": "ID | required", "username": "{FIRST}.{LAST} | slug(.)", "firstname": "FIRST", "lastname": "LAST | coalesce(ALIAS)",
                      "email": "MAIL", "country": { "from": "LAND | country", "when": "LAND is not empty" }, "suspended": "GONE" } } ] }
        """;

    private readonly RosterFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_mapping_is_explained_column_by_column_and_word_by_word()
    {
        FeedCheck feed = (await CheckAsync(People)).Feeds.ShouldHaveSingleItem();
        (feed.IsUsable, feed.Rows, feed.Skipped, feed.Rejected).ShouldBe((true, 4, 1, 3));
        feed.UnusedColumns.ShouldBe(["Shoe"]);
        feed.Fields.Select(field => $"{field.Field}: {string.Join('+', field.Columns)} {field.Expression} {field.When}").ShouldBe(
        [
            "username: FIRST+LAST {FIRST}.{LAST} | slug(.) ", "idnumber: ID ID | required ", "firstname: FIRST FIRST ", "lastname: LAST+ALIAS LAST | coalesce(ALIAS) ",
            "email: MAIL MAIL ", "suspended: GONE GONE ", "auth:  ldap ", "country: LAND LAND | country LAND is not empty",
        ]);
        FieldSample sample = feed.Fields[0].Samples[0];
        sample.Location.ShouldBe(new SourceLocation("people.csv", 2));
        sample.Steps.ShouldBe([new("", "Zoë.O'Brien"), new("slug(.)", "zoe.obrien")]);
        sample.Value.ShouldBe("zoe.obrien");
        feed.Fields[3].Samples.Select(s => s.Value).ShouldBe(["O'Brien", "Byron"]);
        feed.Fields[3].Samples[1].Steps.ShouldBe([new("", null), new("coalesce(ALIAS)", "Byron")]);
        feed.Fields[5].Samples[1].Failure.ShouldStartWith("The value cannot be read as suspended:");
        feed.Fields[7].Samples.Select(s => (s.Value, s.Failure is null)).ShouldBe([("FR", true), (null, false)]);
        feed.Issues.Select(issue => (issue.Code, issue.Field, issue.Count, issue.Location?.Line)).ShouldBe(
        [
            (IssueCodes.ValueRequired, "idnumber", 2L, 4L), (IssueCodes.RequiredMissing, "username", 1L, 3L), (IssueCodes.CountryUnknown, "country", 1L, 3L), (IssueCodes.ValueInvalid, "suspended", 2L, 3L), (IssueCodes.EmailInvalid, "email", 1L, 3L),
        ], ignoreOrder: true);
    }

    [Fact]
    public async Task A_username_that_is_to_be_made_unique_is_shown_by_its_base()
    {
        FeedCheck feed = (await CheckAsync("""
            { "format": 1, "feeds": [ { "file": "people.csv", "kind": "user",
              "fields": { "idnumber": "ID", "username": "FIRST | part(1, 1) | template('{}{LAST}') | slug('') | unique", "firstname": "FIRST", "lastname": "LAST" } } ] }
            """)).Feeds[0];
        feed.Fields[0].Field.ShouldBe("username");
        feed.Fields[0].Samples[0].Steps[^1].ShouldBe(new SampleStep("unique", "zobrien"));
        feed.Fields[0].Samples[0].Value.ShouldBe("zobrien");
        // Without an id nobody can be told apart by a name that is yet to be made.
        feed.Issues.Select(issue => (issue.Code, issue.Count)).ShouldBe([(IssueCodes.KeyMissing, 2L), (IssueCodes.RequiredMissing, 1L)], ignoreOrder: true);
        feed.Rejected.ShouldBe(3);
    }

    [Fact]
    public async Task Values_can_be_shown_by_their_shape_alone()
    {
        FeedCheck feed = (await CheckAsync(People, redact: true)).Feeds[0];
        feed.Fields[0].Samples[0].Steps[0].Value.ShouldBe("Xxx.X'Xxxxx");
        string all = string.Join(' ', feed.Fields.SelectMany(field => field.Samples).SelectMany(s => s.Steps).Select(step => step.Value).Concat(feed.Issues.Select(issue => issue.Value)));
        foreach (string secret in (string[])["Zoë", "zoe", "Byron", "Atlantis", "nonsense"])
            all.ShouldNotContain(secret);
    }

    [Fact]
    public async Task A_column_that_is_not_there_is_told_with_the_nearest_and_so_is_a_file()
    {
        MappingCheck check = await CheckAsync("""
            { "format": 1, "feeds": [ { "file": "people.csv", "kind": "user", "fields": { "idnumber": "ID", "email": "MALI" } }, { "name": "none", "file": "none.csv", "kind": "user" } ] }
            """);
        check.IsUsable.ShouldBeFalse();
        check.Feeds.ShouldAllBe(feed => !feed.IsUsable && feed.Rows == 0);
        check.Feeds[0].Issues.ShouldHaveSingleItem().Message.ShouldContain("did you mean 'MAIL'?");
    }

    [Fact]
    public async Task Files_that_are_known_by_their_names_are_explained_too()
    {
        _folder.Write("users.csv", "Login,First Name,Surname\nada,Ada,Lovelace\n");
        FeedCheck feed = (await CheckAsync("""{ "format": 1 }""")).Feeds.ShouldHaveSingleItem();
        feed.Fields.Select(field => (field.Field, field.Columns[0])).ShouldBe([("username", "Login"), ("firstname", "First Name"), ("lastname", "Surname")]);
    }

    private async Task<MappingCheck> CheckAsync(string configuration, bool redact = false)
    {
        _folder.Write("people.csv", """
            ID,FIRST,LAST,ALIAS,MAIL,LAND,TYPE,GONE,Shoe
            1,Zoë,O'Brien,,zoe@x.edu,France,S,0,38
            2,Ada,,Byron,nonsense,Atlantis,S,perhaps,39
            ,Bob,Builder,,bob@x.edu,,S,perhaps,40
            ,Eve,Adams,,eve@x.edu,,S,,41
            5,Guest,Guest,,g@x.edu,,guest,,41

            """);
        return await MappingCheck.RunAsync(SyncConfiguration.Parse(configuration), _folder.Path, samples: 2, redact, TestContext.Current.CancellationToken);
    }
}
