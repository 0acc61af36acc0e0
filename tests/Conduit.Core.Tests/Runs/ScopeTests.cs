using Conduit.Mapping;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Sources;
using Conduit.Tests.Support;

namespace Conduit.Tests.Runs;

/// <summary>A complete feed speaks for its scope and for nothing else.</summary>
public sealed class ScopeTests : IDisposable
{
    private const string Rest = """, "policies": { "course": { "removal": "delete" }, "enrollment": { "removal": "delete" } }, "guards": { "user": "off", "course": "off", "enrollment": "off" } }""";

    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("category is 'Fall 2026'", true)]
    [InlineData("category is 'Fall 2026'")]
    [InlineData("category matches '^fall'")]
    [InlineData("idnumber matches '^F-'")]
    [InlineData("not idnumber matches '^S-' and category is not empty")]
    public async Task A_course_is_gone_only_where_the_feed_speaks_for_it(string scope, bool inCode = false)
    {
        await BringAsync();
        Configure(inCode ? "" : scope, "");
        if (inCode)
            _world.Configuration = new SyncConfiguration("csv", _world.Configuration!.Feeds.Select(feed => feed.Name == "courses" ? feed with { Scope = RowCondition.Parse(scope) } : feed), _world.Configuration.Options);
        _world.File("courses.csv", "idnumber,shortname,category", "F-1,f1,Fall 2026");
        SyncPlan plan = await _world.Plan();
        plan.ReadChanges().Where(change => change.Action == ChangeAction.Delete && change.Kind == RecordKind.Course).Select(change => change.Key.Value).ShouldBe(["F-2"]);
        plan.Summary[RecordKind.Course].ToString().ShouldBe("-1 =1");
    }

    [Theory]
    [InlineData("course.category is 'Fall 2026'", "F-1|2", "F-2|1")]
    [InlineData("course.idnumber matches '^F-1$'", "F-1|2")]
    [InlineData("user.department is Maths", "F-2|1", "S-1|1")]
    [InlineData("course.category is 'Fall 2026' and user.department is Maths", "F-2|1")]
    public async Task An_enrollment_is_asked_for_what_it_belongs_to(string scope, params string[] gone)
    {
        await BringAsync();
        Configure("", scope);
        _world.File("enrollments.csv", "course_idnumber,user_idnumber,role", "F-1,1,student");
        SyncPlan plan = await _world.Plan();
        plan.ReadChanges().Select(change => $"{change.Action} {string.Join('|', change.Key.Parts)}").Order(StringComparer.Ordinal).ShouldBe(gone.Select(key => "Delete " + key));
    }

    [Fact]
    public async Task Two_feeds_speak_for_what_either_speaks_for_and_one_without_a_scope_for_all()
    {
        await BringAsync();
        _world.File("fall.csv", "idnumber,shortname,category", "F-1,f1,Fall 2026").File("spring.csv", "idnumber,shortname,category", "S-2,s2,Spring 2027");
        _world.Configuration = SyncConfiguration.Parse("""
            { "format": 1, "feeds": [ { "file": "users.csv" }, { "file": "enrollments.csv" },
              { "name": "courses", "file": "fall.csv", "kind": "course", "scope": "category is 'Fall 2026'" },
              { "name": "spring", "file": "spring.csv", "kind": "course", "scope": "category is 'Spring 2027'" } ]
            """ + Rest);
        Gone(await _world.Plan()).ShouldBe(["F-2", "S-1"]);
        _world.Configuration = SyncConfiguration.Parse(_world.Configuration.ToJson().Replace("\"scope\": \"category is Spring 2027\"", "\"coverage\": \"complete\"", StringComparison.Ordinal));
        Gone(await _world.Plan()).ShouldBe(["F-2", "S-1", "X"]);
    }

    [Fact]
    public async Task Only_what_a_complete_feed_can_be_asked_for_is_a_scope()
    {
        foreach (string wrong in (string[])[
            """ "kind": "course", "scope": "categry is x" """, """ "kind": "course", "scope": "course.category is x" """, """ "kind": "enrollment", "scope": "group.name is x" """,
            """ "kind": "course", "coverage": "none", "scope": "category is x" """, """ "kind": "course", "action": "OP", "scope": "category is x" """, """ "kind": "course", "scope": "category" """])
        {
            SyncConfigurationException failure = Should.Throw<SyncConfigurationException>(() => SyncConfiguration.Parse($$"""{ "format": 1, "feeds": [ { "file": "a.csv", {{wrong}} } ] }"""), wrong);
            failure.Errors.ShouldHaveSingleItem();
        }
        _world.File("courses.csv", "idnumber,shortname", "M,m");
        var source = CsvRecordSource.FromFolder(_world.Export, [new CsvSourceFeed("courses", "courses.csv", RecordMap.ByHeadings(RecordKind.Course)) { Scope = RowCondition.Column("categry").Is("x") }]);
        (await source.DescribeAsync(TestContext.Current.CancellationToken))[0].Issues.ShouldHaveSingleItem().Message.ShouldContain("did you mean 'category'?");
    }

    private static IEnumerable<string> Gone(SyncPlan plan) => plan.ReadChanges()
        .Where(change => change.Action == ChangeAction.Delete && change.Kind == RecordKind.Course).Select(change => change.Key.Value).Order(StringComparer.Ordinal);

    private async Task BringAsync()
    {
        Configure("", "");
        _world.File("users.csv", "idnumber,username,firstname,lastname,department", "1,ada,Ada,L,Maths", "2,bob,Bob,B,Arts")
            .File("courses.csv", "idnumber,shortname,fullname,category", "F-1,f1,F,Fall 2026", "F-2,f2,F,Fall 2026", "S-1,s1,S,Spring 2027", "X,x,X,")
            .File("enrollments.csv", "course_idnumber,user_idnumber,role", "F-1,1,student", "F-1,2,student", "F-2,1,student", "S-1,1,student");
        (await _world.Run()).IsComplete.ShouldBeTrue();
    }

    private void Configure(string courses, string enrollments) => _world.Configuration = SyncConfiguration.Parse($$"""
        { "format": 1, "feeds": [ { "file": "users.csv" },
          { "file": "courses.csv"{{(courses.Length == 0 ? "" : $", \"scope\": \"{courses}\"")}} },
          { "file": "enrollments.csv"{{(enrollments.Length == 0 ? "" : $", \"scope\": \"{enrollments}\"")}} } ]
        """ + Rest);
}
