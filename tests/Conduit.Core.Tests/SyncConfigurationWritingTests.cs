using Conduit.Mapping;
using Conduit.Records;
using Conduit.Tests.Support;

namespace Conduit.Tests;

/// <summary>A configuration is written as one that is read as the same; random maps are written in <c>RandomMappingTests</c>.</summary>
public class SyncConfigurationWritingTests
{
    [Fact]
    public void Everything_that_a_file_can_say_is_written_again()
    {
        const string Json = """
            {
              "format": 1,
              "source": "sis",
              "feeds": [
                {
                  "name": "students",
                  "file": "studentInfo.csv",
                  "kind": "user",
                  "when": "TYPE is S",
                  "skip": "STATUS in (Withdrawn, 'and, so')",
                  "coverage": "none",
                  "separator": ";",
                  "encoding": "windows-1252",
                  "zone": "Europe/London",
                  "blank": {
                    "phone1": "keep"
                  },
                  "oldKey": "WAS",
                  "constants": {
                    "suspended": "false",
                    "auth": "ldap"
                  },
                  "fields": {
                    "username": "id_student | lower",
                    "idnumber": "id_student",
                    "phone1": "Phone (home)",
                    "profile_field_age_band": [
                      {
                        "from": "age_band",
                        "when": "age_band is not empty",
                        "blank": "keep"
                      },
                      {
                        "constant": "none"
                      }
                    ]
                  }
                },
                {
                  "name": "enroll",
                  "file": "sub/Enroll.csv",
                  "kind": "enrollment",
                  "coverage": "complete",
                  "scope": "course.category is Fall",
                  "separator": "tab",
                  "blank": "keep"
                },
                {
                  "name": "drops",
                  "file": "drops_*.csv",
                  "kind": "enrollment",
                  "action": "OP",
                  "fields": {
                    "course": "C | lookup(courses, {})",
                    "username": "U",
                    "timeend": {
                      "from": "UNTIL | date(d.M.yyyy)",
                      "zone": "Europe/Paris"
                    }
                  }
                }
              ],
              "lookups": {
                "courses": {
                  "a": "b"
                }
              },
              "policies": {
                "user": {
                  "removal": "delete",
                  "match": [
                    "email",
                    {
                      "field": "auth",
                      "case": "ignore"
                    }
                  ],
                  "ownership": {
                    "city": "on-create",
                    "phone1": "if-empty",
                    "profile_field_size": "never"
                  }
                }
              },
              "guards": {
                "user": {
                  "percent": 15,
                  "count": 50,
                  "renames": {
                    "percent": 5,
                    "count": 2
                  }
                },
                "course": "off"
              },
              "refreshAfter": "01:00:00",
              "log": {
                "keepDays": 400,
                "keepRuns": 1000
              }
            }

            """;
        SyncConfiguration.Parse(Json).ToJson().ShouldBe(Json);
        SyncConfiguration.Parse("""{ "format": 1, "source": "hr" }""").ToJson().ShouldBe("{\n  \"format\": 1,\n  \"source\": \"hr\"\n}\n");
    }

    [Fact]
    public void Two_maps_may_each_have_their_own_table_of_a_name()
    {
        RecordMap One(string role) => RecordMap.For<EnrollmentRecord>(map =>
        {
            map.Lookup("roles", [new("1", role)]);
            map.Field(EnrollmentFields.Course).From("C");
            map.Field(EnrollmentFields.Username).From("U");
            map.Field(EnrollmentFields.Roles).From("R").Lookup("roles");
        });
        var code = new SyncConfiguration("csv", [new("a", "a.csv", One("student")), new("b", "b.csv", One("teacher")), new("c", "c.csv", One("student"))]);
        SyncConfiguration text = SyncConfiguration.Parse(code.ToJson());
        text.Feeds.Select(feed => Version(feed.Map)).ShouldBe(code.Feeds.Select(feed => Version(feed.Map)));
        code.ToJson().ShouldContain("R | lookup(roles-2)");
        Version(text.Feeds[0].Map).ShouldBe(Version(text.Feeds[2].Map));

        static string Version(RecordMap map) => MapBinder.Bind(map, ["C", "U", "R"], "f.csv").Map!.Version;
    }

    [Fact]
    public void A_table_in_a_file_is_written_as_that_file()
    {
        using var folder = new TempFolder();
        folder.Write("t.csv", "A,B,C\n1,2,3\n");
        string json = $$"""
            { "format": 1, "feeds": [ { "file": "users.csv", "fields": { "username": "A | lookup(whole) | lookup(named)" } } ],
              "lookups": { "whole": "t.csv", "named": { "file": "t.csv", "from": "a", "to": "C" } } }
            """;
        string written = SyncConfiguration.Parse(json, folder: folder.Path).ToJson();
        written.ShouldContain("\"whole\": \"t.csv\"");
        written.ShouldContain("\"to\": \"C\"");
        SyncConfiguration.Parse(written, folder: folder.Path).ToJson().ShouldBe(written);
    }

    [Fact]
    public void Feeds_made_in_code_have_names_of_their_own() => Should.Throw<ArgumentException>(() => new SyncConfiguration("csv",
        [new("a", "a.csv", RecordMap.ByHeadings(RecordKind.User)), new("a", "b.csv", RecordMap.ByHeadings(RecordKind.User))])).Message.ShouldContain("'a'");
}
