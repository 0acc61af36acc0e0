using Conduit.Applying;
using Conduit.Csv;
using Conduit.Mapping;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Reporting;
using Conduit.Sinks;
using Conduit.Sources;
using Conduit.Testing;
using Conduit.Tests.Support;
using Conduit.Transactions;

namespace Conduit.Tests.Runs;

/// <summary>Usernames that the mapping makes of names: files in, the files of an LMS out.</summary>
public sealed class UsernameTests : IDisposable
{
    private const string Json = """
        { "format": 1, "feeds": [ { "name": "people", "file": "people.csv", "kind": "user",
            "fields": { "idnumber": "ID", "firstname": "GIVEN", "lastname": "FAMILY", "city": "CITY",
                        "username": "GIVEN | part(1, 1) | template('{}{FAMILY}') | slug('') | unique" } } ] }
        """;

    private readonly World _world = new() { Configuration = SyncConfiguration.Parse(Json) };
    private readonly TempFolder _lms = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public UsernameTests() => _world.Sink = new CsvFolderSink(_lms.Path);

    public void Dispose()
    {
        _world.Dispose();
        _lms.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task People_of_one_name_get_numbers_in_the_order_of_their_ids_whatever_the_order_of_rows(bool reversed)
    {
        string[] rows = ["3,Zoë,O'Brien,", "1,Ada,Smith,", "2,Alan,Smith,"];
        await RunAsync(reversed ? [.. rows.Reverse()] : rows);
        Names().ShouldBe("1 asmith, 2 asmith2, 3 zobrien");
        (await _world.Plan()).Summary.ToString().ShouldBe("user =3");

        // One who comes later gets the next number, whatever his id and wherever his row; nobody loses a name to him.
        string[] later = ["0,Abel,Smith,", .. rows];
        (await RunAsync(reversed ? [.. later.Reverse()] : later)).Plan.Summary.ToString().ShouldBe("user +1 =3");
        Names().ShouldBe("0 asmith3, 1 asmith, 2 asmith2, 3 zobrien");
    }

    [Fact]
    public async Task Both_spellings_make_the_same_names_and_know_each_others_rows()
    {
        await RunAsync("1,Ada,Smith,", "2,Alan,Smith,");
        RosterSync inCode = new()
        {
            Source = CsvRecordSource.FromFolder(_world.Export, [new CsvSourceFeed("people", "people.csv", RecordMap.For<UserRecord>(map =>
            {
                map.Field(UserFields.IdNumber).From("ID");
                map.Field(UserFields.FirstName).From("GIVEN");
                map.Field(UserFields.LastName).From("FAMILY");
                map.Field(UserFields.City).From("CITY");
                map.Field(UserFields.Username).From("GIVEN").Part(1, 1).Template("{}{FAMILY}").Slug("").Unique();
            }))]),
            Sink = _world.Sink!,
            Log = new FileTransactionLog(_world.Data),
        };
        (await inCode.PlanAsync(cancellationToken: Token)).Summary.ToString().ShouldBe("user =2");
        _world.File("people.csv", "ID,GIVEN,FAMILY,CITY", "1,Ada,Smith,", "2,Alan,Smith,", "3,Amy,Smith,");
        SyncPlan plan = await inCode.PlanAsync(cancellationToken: Token);
        plan.ReadChanges().ShouldHaveSingleItem().After!.ToString().ShouldNotContain("asmith");
        ((UserRecord)plan.ReadChanges().Single().After!).Username.ShouldBe("asmith3");
    }

    [Fact]
    public async Task Who_leaves_and_comes_back_has_the_same_name_and_nobody_gets_it_between()
    {
        await RunAsync("1,Ada,Smith,", "2,Alan,Smith,");
        await RunAsync("2,Alan,Smith,", "3,Amy,Smith,");
        Names().ShouldBe("1 asmith, 2 asmith2, 3 asmith3");
        SyncPlan plan = (await RunAsync("3,Amy,Smith,", "2,Alan,Smith,", "1,Ada,Smith,Rome")).Plan;
        plan.Summary.ToString().ShouldBe("user ~1 =2");
        plan.ReadChanges().Single().Action.ShouldBe(ChangeAction.Reactivate);
        Names().ShouldBe("1 asmith, 2 asmith2, 3 asmith3");
    }

    [Fact]
    public async Task A_name_stays_while_its_base_does_and_is_made_anew_when_the_person_is_called_otherwise()
    {
        await RunAsync("1,Ada,Smith,", "2,Alan,Smith,", "3,Bob,Jones,");
        // Other given name, other town: the base is the same.
        (await RunAsync("1,Ada,Smith,Oslo", "2,Albert,Smith,Rome", "3,Bob,Jones,")).Plan.ReadChanges().ShouldAllBe(change => !change.ChangedFields.Contains("username"));
        Names().ShouldBe("1 asmith, 2 asmith2, 3 bjones");

        // She marries; her old name is free from the next plan on, and who has a number keeps it.
        SyncPlan plan = (await RunAsync("1,Ada,Jones,Oslo", "2,Albert,Smith,Rome", "3,Bob,Jones,", "4,Bea,Jones,", "5,Art,Smith,")).Plan;
        plan.Summary.ToString().ShouldBe("user +2 ~1 =2");
        Names().ShouldBe("1 ajones, 2 asmith2, 3 bjones, 4 bjones2, 5 asmith3");
        await RunAsync("1,Ada,Jones,Oslo", "2,Albert,Smith,Rome", "3,Bob,Jones,", "4,Bea,Jones,", "5,Art,Smith,", "6,Ann,Smith,");
        Names().ShouldBe("1 ajones, 2 asmith2, 3 bjones, 4 bjones2, 5 asmith3, 6 asmith");

        // Without a name nothing is made anew.
        (await RunAsync("1,Ada,,Rome", "2,Albert,Smith,Rome", "3,Bob,Jones,", "4,Bea,Jones,", "5,Art,Smith,", "6,Ann,Smith,")).Plan.Summary.ToString().ShouldBe("user ~1 =5");
        Names().ShouldStartWith("1 ajones,");
    }

    [Fact]
    public async Task A_name_that_the_lms_owns_once_it_is_made_stays_whatever_the_person_is_called()
    {
        _world.Configuration = SyncConfiguration.Parse(Json.TrimEnd()[..^1] + """, "policies": { "user": { "ownership": { "username": "on-create" } } } }""");
        await RunAsync("1,Ada,Smith,", "2,Alan,Smith,");
        SyncPlan plan = (await RunAsync("1,Ada,Jones,", "2,Alan,Smith,", "3,Amy,Jones,")).Plan;
        plan.ReadChanges().Where(change => change.Action == ChangeAction.Update).ShouldHaveSingleItem().ChangedFields.ShouldBe(["lastname"]);
        // Nor is the name that she would have had kept from others.
        Names().ShouldBe("1 asmith, 2 asmith2, 3 ajones");
    }

    [Fact]
    public async Task A_name_that_somebody_else_in_the_lms_has_is_left_to_him()
    {
        _lms.Write("users.csv", "username,idnumber,firstname,lastname\nasmith,,Arthur,Smith\nbjones7,3,Bob,Jones\nold.name,4,Cyd,Charisse\n");
        SyncPlan plan = (await RunAsync("1,Ada,Smith,", "3,Bob,Jones,", "4,Cyd,Charisse,")).Plan;
        (plan.Summary[RecordKind.User][ChangeAction.Create], plan.Summary[RecordKind.User][ChangeAction.Adopt]).ShouldBe((1, 2));
        plan.ReadChanges().Where(change => change.Action == ChangeAction.Adopt).Select(change => string.Join(',', change.ChangedFields)).ShouldBe(["", "username"]);
        Names().ShouldBe(" asmith, 1 asmith2, 3 bjones7, 4 ccharisse");
        (await _world.Plan()).Summary.Changes.ShouldBe(0);
    }

    [Fact]
    public async Task A_name_that_two_in_the_lms_have_is_taken()
    {
        foreach (string id in (string[])["8", "9"])
            _world.Lms.Seed(new UserRecord { Username = "asmith", IdNumber = id });
        _world.Sink = _world.Lms;
        await RunAsync("1,Ada,Smith,");
        _world.User("1").Username.ShouldBe("asmith2");
    }

    [Fact]
    public async Task A_name_that_the_source_states_of_somebody_is_not_given_to_another()
    {
        _world.Configuration = SyncConfiguration.Parse(Json.Replace("} ] }", """
            }, { "name": "staff", "file": "staff.csv", "kind": "user", "fields": { "idnumber": "ID", "username": "LOGIN", "firstname": "GIVEN", "lastname": "FAMILY" } } ] }
            """, StringComparison.Ordinal));
        _world.File("staff.csv", "ID,LOGIN,GIVEN,FAMILY", "S1,asmith,Art,Smith");
        await RunAsync("1,Ada,Smith,", "2,Alan,Smith,");
        Names().ShouldBe("1 asmith2, 2 asmith3, S1 asmith");
    }

    [Fact]
    public async Task A_row_that_is_left_out_takes_no_name()
    {
        SyncReport report = await RunAsync("1,Ada,Smith," + new string('x', 200), ",Nobody,Smith,", "2,Alan,Smith,", "3,,Smith,");
        report.Plan.ReadIssues().Select(issue => (issue.Code, issue.Location!.Value.Line)).ShouldBe(
            [(IssueCodes.ValueTooLong, 2L), (IssueCodes.KeyMissing, 3L), (IssueCodes.RequiredMissing, 5L)], ignoreOrder: true);
        Names().ShouldBe("1 asmith, 2 asmith2");

        // Rejected by a rule when his turn had come: the name is there for the next.
        (await RunAsync("4" + new string('0', 300) + ",Bob,Jones,", "1,Ada,Smith,", "2,Alan,Smith,", "5,Bea,Jones,")).Plan.ReadIssues().ShouldHaveSingleItem().Code.ShouldBe(IssueCodes.ValueTooLong);
        Names().ShouldBe("1 asmith, 2 asmith2, 5 bjones");
    }

    [Fact]
    public async Task Two_rows_of_one_person_are_one_person_with_one_name()
    {
        string[] rows = ["2,Alan,Smith,", "1,Ada,Smith,", "1,Ada,Smith,", "1,Ada,Jones,"];
        SyncPlan plan = (await RunAsync(rows)).Plan;
        plan.ReadIssues().Select(issue => issue.Code).ShouldBe([IssueCodes.DuplicateConflict, IssueCodes.DuplicateRow], ignoreOrder: true);
        Names().ShouldBe("1 asmith, 2 asmith2");
        (await _world.Plan()).Summary.ToString().ShouldBe("user =2");
        // A changed row and an unchanged one of a person: what the unchanged one has settled stays.
        (await RunAsync("2,Alan,Smith,", "2,Alan,Jones,", "1,Ada,Smith,")).Plan.ReadIssues().ShouldHaveSingleItem().Field.ShouldBe("lastname");
        Names().ShouldBe("1 asmith, 2 asmith2");
    }

    [Fact]
    public async Task In_a_list_of_changes_rows_act_in_order_and_the_last_name_counts()
    {
        _world.Configuration = SyncConfiguration.Parse(Json.Replace("\"kind\": \"user\",", "\"kind\": \"user\", \"action\": \"OP\",", StringComparison.Ordinal));
        await RunAsync(["2,Alan,Smith,", "1,Ada,Smith,", "1,Ada,Jones,", "3,Amy,Smith,", "3,,,"], "ID,GIVEN,FAMILY,CITY,OP", ["add", "add", "update", "add", "delete"]);
        Names().ShouldBe("1 ajones, 2 asmith");
        // Who is called otherwise and then leaves in one list leaves.
        SyncPlan plan = (await RunAsync(["2,Alan,Brown,", "2,,,", "1,Ada,Smith,", "1,Ada,Jones,"], "ID,GIVEN,FAMILY,CITY,OP", ["update", "delete", "update", "update"])).Plan;
        plan.ReadChanges().ShouldHaveSingleItem().Action.ShouldBe(ChangeAction.Suspend);
        Names().ShouldBe("1 ajones, 2 asmith");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_process_that_dies_while_names_are_written_is_followed_by_one_that_gives_the_same(int outcomes)
    {
        string[] rows = [.. Enumerable.Range(10, 60).Select(i => $"{i},Ada,{(i % 3 == 0 ? "Jones" : "Smith")},")];
        _world.File("people.csv", ["ID,GIVEN,FAMILY,CITY", .. rows]);
        var lms = new InMemorySink { BatchSize = 10 };
        RosterSync dying = Sync(lms, new FullDiskLog(new FileTransactionLog(_world.Data), outcomes));
        SyncPlan plan = await dying.PlanAsync(cancellationToken: Token);
        string[] planned = [.. plan.ReadChanges().Select(change => World.Describe(change.After!)).Order(StringComparer.Ordinal)];
        await Should.ThrowAsync<IOException>(async () => await dying.ApplyAsync(plan, cancellationToken: Token));
        lms.Records(RecordKind.User).Count.ShouldBeInRange(1, 59);

        _world.File("people.csv", ["ID,GIVEN,FAMILY,CITY", .. rows.Reverse()]);
        RosterSync next = Sync(lms, new FileTransactionLog(_world.Data));
        (await next.ApplyAsync(await next.PlanAsync(cancellationToken: Token), cancellationToken: Token)).IsComplete.ShouldBeTrue();
        World.Picture(lms).ShouldBe(planned);
        (await next.PlanAsync(cancellationToken: Token)).Summary.ToString().ShouldBe("user =60");
    }

    private RosterSync Sync(InMemorySink lms, ITransactionLog log) => new()
    {
        Source = CsvRecordSource.FromFolder(_world.Export, _world.Configuration!),
        Sink = lms,
        Log = log,
        Options = new SyncOptions { Apply = new ApplyOptions { Concurrency = 1 } },
    };

    private async Task<SyncReport> RunAsync(params string[] rows) => await RunAsync(rows, "ID,GIVEN,FAMILY,CITY", []);

    private async Task<SyncReport> RunAsync(string[] rows, string headings, string[] last)
    {
        _world.File("people.csv", [headings, .. rows.Select((row, i) => i < last.Length ? row + "," + last[i] : row)]);
        SyncReport report = await _world.Run();
        report.IsComplete.ShouldBeTrue(report.ToString());
        return report;
    }

    /// <summary>Idnumbers and usernames, as the LMS holds them.</summary>
    private string Names()
    {
        using CsvReader reader = CsvReader.OpenFile(_lms["users.csv"]);
        var names = new List<string>();
        while (reader.Read())
        {
            while (reader.TryRead(out CsvRow row))
                names.Add($"{row["idnumber"].ToString()} {row["username"].ToString()}");
        }
        return string.Join(", ", names.Order(StringComparer.Ordinal));
    }
}
