using System.Text.Json;

namespace Conduit.Cli.Tests;

public sealed class CommandTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    private static readonly string[] Kinds = ["user", "course", "enrollment", "group", "group_member", "cohort", "cohort_member", "role_assignment"];

    private static readonly string[] Counters = ["create", "update", "rename", "reactivate", "adopt", "suspend", "archive", "delete", "unchanged", "rejected", "pending"];

    [Fact]
    public async Task Two_generated_days_there_and_back()
    {
        (await _cli.RunAsync("generate", "--out", _cli["roster"], "--users", "400", "--courses", "60", "--enrollments", "3000", "--seed", "7")).Code.ShouldBe(0);
        string day1 = _cli[Path.Combine("roster", "day1")], day2 = _cli[Path.Combine("roster", "day2")];
        JsonElement applied = await _cli.JsonAsync(0, ["apply", "--input", day1, .. _cli.World]);
        applied.GetProperty("kinds").GetProperty("enrollment").GetProperty("applied").GetInt64().ShouldBe(3000);

        JsonElement plan = await _cli.JsonAsync(0, ["plan", "--input", day2, .. _cli.World]);
        JsonElement expected = JsonDocument.Parse(await File.ReadAllTextAsync(_cli[Path.Combine("roster", "expected.json")], TestContext.Current.CancellationToken)).RootElement;
        foreach (string kind in Kinds)
        {
            foreach (string counter in Counters)
                Count(plan, kind, counter).ShouldBe(Count(expected, kind, counter), $"{kind} {counter}");
        }
        Kinds.Sum(k => Count(plan, k, "create") + Count(plan, k, "update")).ShouldBeGreaterThan(0);

        await _cli.JsonAsync(0, ["apply", "--input", day2, .. _cli.World]);
        Changes(await _cli.JsonAsync(0, ["plan", "--input", day2, .. _cli.World])).ShouldBe(0);
        JsonElement back = await _cli.JsonAsync(0, ["plan", "--input", day1, .. _cli.World]);
        Count(back, "user", "suspend").ShouldBe(Count(plan, "user", "create"));
        Count(back, "user", "reactivate").ShouldBe(Count(plan, "user", "suspend"));
        Count(back, "user", "update").ShouldBe(Count(plan, "user", "update"));
        Count(back, "user", "create").ShouldBe(0);
        Count(back, "enrollment", "reactivate").ShouldBe(Count(plan, "enrollment", "suspend"));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_files()
    {
        await _cli.RunAsync("generate", "--out", _cli["a"], "--users", "50", "--courses", "5", "--enrollments", "100");
        await _cli.RunAsync("generate", "--out", _cli["b"], "--users", "50", "--courses", "5", "--enrollments", "100");
        string[] files = Directory.GetFiles(_cli["a"], "*", SearchOption.AllDirectories);
        files.Length.ShouldBe(17);
        foreach (string file in files)
            File.ReadAllBytes(file).ShouldBe(File.ReadAllBytes(Path.Combine(_cli["b"], Path.GetRelativePath(_cli["a"], file))));
    }

    [Fact]
    public async Task Json_has_every_kind_and_every_counter()
    {
        _cli.Write("in/users.csv", "username,idnumber\nada,1\n");
        JsonElement plan = await _cli.JsonAsync(0, ["plan", "--input", _cli["in"], .. _cli.World]);
        plan.EnumerateObject().Select(p => p.Name).ShouldBe(["kinds", "blockers", "issues", "applicable", "lmsReadAt"]);
        plan.GetProperty("kinds").EnumerateObject().Select(p => p.Name).ShouldBe(Kinds);
        foreach (JsonProperty kind in plan.GetProperty("kinds").EnumerateObject())
            kind.Value.EnumerateObject().Select(p => p.Name).ShouldBe(Counters);
        JsonElement applied = await _cli.JsonAsync(0, ["apply", "--input", _cli["in"], .. _cli.World]);
        applied.GetProperty("kinds").GetProperty("user").EnumerateObject().Select(p => p.Name).ShouldBe([.. Counters, "applied", "refused", "deferred"]);
    }

    [Theory]
    [InlineData("fly")]
    [InlineData("plan", "--nonsense")]
    [InlineData("plan", "--input", "x")]
    [InlineData("plan", "--input", "x", "--lms", "y", "--data", "z", "--allow-removals", "user=lots")]
    [InlineData("apply", "--lms", "y", "--data", "z")]
    [InlineData("generate", "--out", "x", "--users", "0")]
    public async Task Wrong_usage_is_64_and_says_why(params string[] arguments)
    {
        (int code, string output, string error) = await _cli.RunAsync(arguments);
        code.ShouldBe(64);
        output.ShouldBeEmpty();
        error.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task What_cannot_be_used_is_3_and_says_which()
    {
        (int code, _, string error) = await _cli.RunAsync(["plan", "--input", _cli["nowhere"], .. _cli.World]);
        code.ShouldBe(3);
        error.ShouldContain("nowhere");
        _cli.Write("in/users.csv", "username,idnumber\nada,1\n");
        _cli.Write("bad.json", "{ \"feeds\": [ { \"name\": \"u\", \"file\": \"users.csv\", \"kind\": \"usr\" } ] }");
        (code, _, error) = await _cli.RunAsync(["plan", "--input", _cli["in"], "--config", _cli["bad.json"], .. _cli.World]);
        code.ShouldBe(3);
        error.ShouldContain("user");
        (await _cli.RunAsync("log", "--data", _cli["nowhere"])).Code.ShouldBe(3);
        _cli.Write("file", "");
        (code, _, error) = await _cli.RunAsync("plan", "--input", _cli["in"], "--lms", _cli["lms"], "--data", _cli["file"]);
        code.ShouldBe(3);
        error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_blocked_plan_is_2_and_one_run_can_let_it_through()
    {
        _cli.Write("in/users.csv", "username,idnumber\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"u{i},{i}\n")));
        await _cli.JsonAsync(0, ["apply", "--input", _cli["in"], .. _cli.World]);
        _cli.Write("in/users.csv", "username,idnumber\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"u{i},{i}\n")));
        JsonElement plan = await _cli.JsonAsync(2, ["apply", "--input", _cli["in"], .. _cli.World]);
        plan.GetProperty("applicable").GetBoolean().ShouldBeFalse();
        plan.GetProperty("blockers")[0].GetProperty("code").GetString().ShouldBe("guard-removals");
        (await _cli.RunAsync(["apply", "--input", _cli["in"], "--allow-removals", "user=40%", .. _cli.World])).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Causes_are_told_once_rows_on_demand_and_repair_files_where_one_can_be()
    {
        _cli.Write("in/users.csv", "username,idnumber\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"u{i},{i}\n")));
        _cli.Write("in/enrollments.csv", "course_idnumber,user_idnumber,role\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"C9,{i},student\n")));
        (_, string text, string error) = await _cli.RunAsync(["plan", "--input", _cli["in"], "--repair", _cli["repair"], .. _cli.World]);
        text.Split('\n').Count(line => line.Contains("reference-missing", StringComparison.Ordinal)).ShouldBe(1);
        text.ShouldContain("enrollments.csv:2 and 29 more rows");
        error.ShouldContain("missing-courses.csv");
        File.ReadAllText(_cli[Path.Combine("repair", "missing-courses.csv")]).ShouldContain("C9,,,");
        (_, text, _) = await _cli.RunAsync(["plan", "--input", _cli["in"], "--issues", .. _cli.World]);
        text.Split('\n').Count(line => line.Contains("reference-missing", StringComparison.Ordinal)).ShouldBe(30);
        JsonElement issues = (await _cli.JsonAsync(0, ["plan", "--input", _cli["in"], "--issues", .. _cli.World])).GetProperty("issues");
        issues.GetProperty("causes")[0].GetProperty("missing").GetString().ShouldBe("course C9");
        issues.GetProperty("causes")[0].GetProperty("rows").GetInt64().ShouldBe(30);
        issues.GetProperty("rows").GetArrayLength().ShouldBe(30);
    }

    [Fact]
    public async Task Many_new_keys_wait_and_one_run_can_let_them_through()
    {
        _cli.Write("in/users.csv", "username,idnumber\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"u{i},{i}\n")));
        _cli.Write("sync.json", """{ "format": 1, "policies": { "user": { "match": ["email"], "ownership": { "username": "on-create" } } } }""");
        _cli.Write("in/users.csv", "username,idnumber,email\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"u{i},{i},u{i}@x.edu\n")));
        string[] world = ["--input", _cli["in"], "--config", _cli["sync.json"], .. _cli.World];
        await _cli.JsonAsync(0, ["apply", .. world]);
        _cli.Write("in/users.csv", "username,idnumber,email\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"new{i},N{i},u{i}@x.edu\n")));
        JsonElement plan = await _cli.JsonAsync(2, ["apply", .. world]);
        plan.GetProperty("blockers")[0].GetProperty("code").GetString().ShouldBe("guard-renames");
        (await _cli.RunAsync(["apply", "--allow-renames", "user=lots", .. world])).Code.ShouldBe(64);
        Count(await _cli.JsonAsync(0, ["apply", "--allow-renames", "user=50", .. world]), "user", "rename").ShouldBe(50);
        File.ReadAllText(_cli[Path.Combine("lms", "users.csv")]).ShouldContain("u7,N7,,,u7@x.edu");
    }

    [Fact]
    public async Task Two_sources_are_merged_and_what_waits_stands_in_plan_and_log()
    {
        _cli.Write("sync.json", """
            { "format": 1, "pendingFor": "3.00:00:00", "feeds": [
              { "name": "hr", "file": "hr/users.csv", "source": "hr" }, { "name": "sis", "file": "sis/users.csv", "source": "sis" },
              { "file": "courses.csv" }, { "file": "enrollments.csv", "coverage": "partial" } ],
              "policies": { "user": { "precedence": { "email": ["sis"] } } } }
            """);
        _cli.Write("in/hr/users.csv", "username,idnumber,email,city\nada,1,ada@hr.edu,Bonn\n");
        _cli.Write("in/sis/users.csv", "username,idnumber,email,city\nada,1,ada@sis.edu,Rome\n");
        _cli.Write("in/courses.csv", "shortname,idnumber\nc1,C1\n");
        _cli.Write("in/enrollments.csv", "course_idnumber,user_idnumber,role\nC1,2,student\n");
        string[] world = ["--input", _cli["in"], "--config", _cli["sync.json"], .. _cli.World];
        (_, string text, _) = await _cli.RunAsync(["apply", "--issues", .. world]);
        text.ShouldContain("'hr' says counts");
        text.ShouldContain("reference-pending");
        text.ShouldContain("enrollment: pending 1");
        File.ReadAllText(_cli[Path.Combine("lms", "users.csv")]).ShouldContain("ada@sis.edu");
        (await Lines("log", "--data", _cli["data"], "--json")).Single(l => l.GetProperty("type").GetString() == "pending").GetProperty("at").GetString().ShouldBe("enrollments.csv:2");
        _cli.Write("in/sis/users.csv", "username,idnumber,email,city\nada,1,ada@sis.edu,Rome\nbob,2,,\n");
        _cli.Write("in/enrollments.csv", "course_idnumber,user_idnumber,role\nC1,1,student\n");
        Count(await _cli.JsonAsync(0, ["apply", .. world]), "enrollment", "applied").ShouldBe(2);
        (await _cli.RunAsync(["plan", .. world])).Out.ShouldContain("nothing to do");
    }

    [Fact]
    public async Task A_kept_plan_is_applied_once_and_then_is_stale()
    {
        _cli.Write("in/users.csv", "username,idnumber\nada,1\n");
        await _cli.JsonAsync(0, ["plan", "--input", _cli["in"], "--out", _cli["a.plan"], .. _cli.World]);
        Count(await _cli.JsonAsync(0, ["apply", "--plan", _cli["a.plan"], .. _cli.World]), "user", "applied").ShouldBe(1);
        JsonElement again = await _cli.JsonAsync(2, ["apply", "--plan", _cli["a.plan"], .. _cli.World]);
        (Count(again, "user", "applied"), Count(again, "user", "deferred")).ShouldBe((0, 1));
        _cli.Write("a.plan", "nonsense");
        (await _cli.RunAsync(["apply", "--plan", _cli["a.plan"], .. _cli.World])).Code.ShouldBe(3);
    }

    [Fact]
    public async Task Log_and_unmatched_print_an_object_on_a_line()
    {
        _cli.Write("lms/users.csv", "username,idnumber\nzoe,9\n");
        _cli.Write("in/users.csv", "username,idnumber\nada,1\n,2\n");
        await _cli.JsonAsync(0, ["apply", "--input", _cli["in"], .. _cli.World]);
        JsonElement[] log = await Lines("log", "--data", _cli["data"], "--json");
        log.Select(l => l.GetProperty("type").GetString()).ShouldBe(["read", "run", "error", "change", "end"], ignoreOrder: true);
        log.Single(l => l.GetProperty("type").GetString() == "change").GetProperty("outcome").GetString().ShouldBe("applied");
        JsonElement[] unmatched = await Lines(["unmatched", "--input", _cli["in"], "--json", .. _cli.World]);
        unmatched.Select(l => (l.GetProperty("side").GetString(), l.GetProperty("reason").GetString())).ShouldBe([("source", "required-missing"), ("lms", "unmanaged")]);
        (_, string text, _) = await _cli.RunAsync("log", "--data", _cli["data"], "--redact");
        text.ShouldNotContain("ada");
        (await _cli.RunAsync(["refresh", .. _cli.World])).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Prune_says_what_it_did_and_asks_what_to_keep()
    {
        _cli.Write("in/users.csv", "username,idnumber\nada,1\n");
        _cli.Write("sync.json", """{ "format": 1, "log": { "keepRuns": 2 } }""");
        await _cli.JsonAsync(0, ["apply", "--input", _cli["in"], "--config", _cli["sync.json"], .. _cli.World]);
        foreach (string[] keep in (string[][])[["--keep-days", "30"], ["--keep-runs", "1"], ["--config", _cli["sync.json"]]])
            (await _cli.JsonAsync(0, ["prune", "--data", _cli["data"], .. keep])).GetProperty("segments").GetInt32().ShouldBe(0);
        (await _cli.RunAsync("prune", "--data", _cli["data"], "--keep-runs", "1")).Out.ShouldStartWith("Nothing of the log was removed. The log reaches back to");
        (await _cli.RunAsync("prune", "--data", _cli["data"])).Code.ShouldBe(64);
        (await _cli.RunAsync("prune", "--data", _cli["data"], "--keep-runs", "0")).Code.ShouldBe(64);
        (await _cli.RunAsync("prune", "--data", _cli["none"], "--keep-runs", "1")).Code.ShouldBe(3);
    }

    [Fact]
    public async Task Init_drafts_a_configuration_that_works()
    {
        _cli.Write("in/pupils.csv", "Username;First Name;Last Name;E-mail;Shoe Size\nada;Ada;Lovelace;ada@x.edu;38\n");
        (await _cli.RunAsync("init", "--input", _cli["in"], "--out", _cli["sync.json"])).Code.ShouldBe(0);
        JsonElement plan = await _cli.JsonAsync(0, ["plan", "--input", _cli["in"], "--config", _cli["sync.json"], .. _cli.World]);
        Count(plan, "user", "create").ShouldBe(1);
        (await _cli.RunAsync("init", "--input", _cli["in"], "--out", _cli["sync.json"])).Code.ShouldBe(3);
    }

    [Fact]
    public async Task Init_puts_the_schema_beside_the_draft_and_map_prints_it()
    {
        _cli.Write("in/users.csv", "username,idnumber\nada,1\n");
        (await _cli.RunAsync("init", "--input", _cli["in"], "--out", _cli["sync.json"])).Code.ShouldBe(0);
        using JsonDocument draft = JsonDocument.Parse(await File.ReadAllTextAsync(_cli["sync.json"], TestContext.Current.CancellationToken), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        string schema = await File.ReadAllTextAsync(_cli[draft.RootElement.GetProperty("$schema").GetString()!], TestContext.Current.CancellationToken);
        (int code, string output, _) = await _cli.RunAsync("map", "schema");
        code.ShouldBe(0);
        output.ReplaceLineEndings("\n").ShouldBe(schema);
        (await _cli.RunAsync("map", "schema", "--out", _cli["copy.json"])).Code.ShouldBe(0);
        (await File.ReadAllTextAsync(_cli["copy.json"], TestContext.Current.CancellationToken)).ShouldBe(schema);
    }

    [Fact]
    public async Task Map_check_explains_a_mapping_and_its_mistakes()
    {
        _cli.Write("in/people.csv", "ID,NAME,TYPE\n7,Zoë Ray,S\n8,,S\n9,Guest,G\n");
        _cli.Write("sync.json", """{ "format": 1, "feeds": [ { "file": "people.csv", "kind": "user", "skip": "TYPE is G", "fields": { "idnumber": "ID | pad(4)", "username": "NAME | slug(.) | required" } } ] }""");
        (int code, string output, _) = await _cli.RunAsync("map", "check", "--config", _cli["sync.json"], "--input", _cli["in"]);
        code.ShouldBe(0);
        output.ShouldContain("people: people.csv -> user, 2 rows, 1 left out, 1 rejected");
        output.ShouldContain("idnumber <- ID | pad(4)");
        output.ShouldContain("line 2: 'Zoë Ray' -> slug(.): 'zoe.ray' -> required: 'zoe.ray'");
        output.ShouldContain("error value-required at people.csv:3");
        (_, output, _) = await _cli.RunAsync("map", "check", "--config", _cli["sync.json"], "--input", _cli["in"], "--redact");
        output.ShouldContain("'Xxx Xxx' -> slug(.): 'xxx.xxx'");
        output.ShouldNotContain("Zoë");
        JsonElement feed = (await _cli.JsonAsync(0, "map", "check", "--config", _cli["sync.json"], "--input", _cli["in"])).GetProperty("feeds")[0];
        (feed.GetProperty("rows").GetInt64(), feed.GetProperty("skipped").GetInt64(), feed.GetProperty("rejected").GetInt64()).ShouldBe((2, 1, 1));

        _cli.Write("sync.json", """{ "format": 1, "feeds": [ { "file": "people.csv", "kind": "user", "fields": { "idnumber": "IDD" } } ] }""");
        (code, output, _) = await _cli.RunAsync("map", "check", "--config", _cli["sync.json"], "--input", _cli["in"]);
        code.ShouldBe(3);
        output.ShouldContain("did you mean 'ID'?");
        _cli.Write("sync.json", """{ "format": 1, "feeds": [ { "file": "people.csv", "kind": "user", "fields": { "idnumber": "ID | padd(4)" } } ] }""");
        (code, _, string error) = await _cli.RunAsync("map", "check", "--config", _cli["sync.json"], "--input", _cli["in"]);
        code.ShouldBe(3);
        error.ShouldContain("did you mean 'pad'?");
    }

    [Fact]
    public async Task A_mapping_with_conditions_tables_and_scopes_runs_from_files_to_files()
    {
        _cli.Write("in/people.csv", "ID,FIRST,LAST,TYPE,SINCE\n1,Ada,L,S,9/1/2026\n2,Zoë,K,T,9/1/2026\n3,Gus,G,G,9/1/2026\n");
        _cli.Write("in/sections.csv", "SECTION,TITLE,TERM\nM1,Maths,fall\nM2,Maths,fall\n");
        _cli.Write("in/rosters.csv", "SECTION,ID\nM1,1\nM2,2\n");
        _cli.Write("crosslist.csv", "SECTION,COURSE\nM1,MATH\nM2,MATH\n");
        _cli.Write("sync.json", """
            { "format": 1, "lookups": { "courses": "crosslist.csv" }, "policies": { "course": { "removal": "delete" } }, "guards": { "course": "off", "enrollment": "off" }, "feeds": [
              { "name": "people", "file": "people.csv", "kind": "user", "skip": "TYPE is G",
                "fields": { "idnumber": "ID | pad(3)", "username": "{FIRST}.{LAST} | slug(.)", "firstname": "FIRST", "lastname": "LAST" } },
              { "name": "sections", "file": "sections.csv", "kind": "course", "scope": "category is fall",
                "fields": { "idnumber": "SECTION | lookup(courses, {})", "shortname": "SECTION | lookup(courses, {})", "fullname": "TITLE", "category": "TERM" } },
              { "name": "rosters", "file": "rosters.csv", "kind": "enrollment",
                "fields": { "course_idnumber": "SECTION | lookup(courses, {})", "user_idnumber": "ID | pad(3)", "role": "| default(student)" } } ] }
            """);
        string[] config = ["--input", _cli["in"], "--config", _cli["sync.json"], .. _cli.World];
        JsonElement applied = await _cli.JsonAsync(0, ["apply", .. config]);
        (Count(applied, "user", "applied"), Count(applied, "course", "applied"), Count(applied, "enrollment", "applied")).ShouldBe((2, 1, 2));
        (await File.ReadAllLinesAsync(_cli[Path.Combine("lms", "users.csv")], TestContext.Current.CancellationToken)).Skip(1).Select(line => line.TrimEnd(',')).ShouldBe(["ada.l,001,Ada,L", "zoe.k,002,Zoë,K"]);
        Changes(await _cli.JsonAsync(0, ["plan", .. config])).ShouldBe(0);

        // The terms change: what the feed speaks for now is spring, and fall is left alone.
        _cli.Write("in/sections.csv", "SECTION,TITLE,TERM\nS1,Singing,spring\n");
        _cli.Write("in/rosters.csv", "SECTION,ID\nS1,1\nM2,2\n");
        _cli.Write("sync.json", (await File.ReadAllTextAsync(_cli["sync.json"], TestContext.Current.CancellationToken)).Replace("category is fall", "category is spring", StringComparison.Ordinal));
        JsonElement plan = await _cli.JsonAsync(0, ["plan", .. config]);
        (Count(plan, "course", "create"), Count(plan, "course", "delete")).ShouldBe((1, 0));
        (Count(plan, "enrollment", "create"), Count(plan, "enrollment", "suspend")).ShouldBe((1, 1));
    }

    private async Task<JsonElement[]> Lines(params string[] arguments)
    {
        (int code, string output, string error) = await _cli.RunAsync(arguments);
        code.ShouldBe(0, error);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private static long Count(JsonElement plan, string kind, string counter) => plan.GetProperty("kinds").GetProperty(kind).GetProperty(counter).GetInt64();

    private static long Changes(JsonElement plan) => Kinds.Sum(k => Counters.Take(8).Sum(c => Count(plan, k, c)));
}
