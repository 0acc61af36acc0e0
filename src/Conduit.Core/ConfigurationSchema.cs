using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Conduit.Mapping;
using Conduit.Planning;
using Conduit.Reconciliation;
using Conduit.Records;
using Conduit.Sources;

namespace Conduit;

/// <summary>The JSON Schema of <c>sync.json</c>, made of the words, kinds and fields that there are.</summary>
internal static class ConfigurationSchema
{
    private static readonly JsonSerializerOptions Spelling = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write() => Root().ToJsonString(Spelling) + "\n";

    private static JsonObject Root() => new()
    {
        ["$schema"] = "http://json-schema.org/draft-07/schema#",
        ["title"] = "sync.json",
        ["description"] = "What is read, what happens to those who are gone, and how many may go. docs/mapping.md explains it.",
        ["type"] = "object",
        ["required"] = Texts("format"),
        ["additionalProperties"] = false,
        ["properties"] = new JsonObject
        {
            ["$schema"] = Text("The schema that this file keeps."),
            ["format"] = new JsonObject { ["const"] = ConfigurationReader.Format, ["description"] = "The format of the file." },
            ["source"] = Text("The name of the source. The state knows by it who brought a record: never change it without need."),
            ["feeds"] = Described(new JsonObject { ["type"] = "array", ["items"] = Reference("feed") }, "What is read. Left out: files are known by their names, columns by their headings."),
            ["lookups"] = Described(Map(Reference("lookup")), "Tables for the word lookup, by name."),
            ["policies"] = Described(ByKind(kind => Reference(kind.Name() + "_policy")), "For each kind, what happens to a managed record that is gone, how records are matched, and who owns which field."),
            ["guards"] = Described(ByKind(_ => Reference("guard")), "For each kind, the most removals and renames in one plan."),
            ["refreshAfter"] = Described(new JsonObject { ["type"] = Texts("string", "null"), ["examples"] = Texts("00:00:00", "01:00:00", "1.00:00:00") }, "How old the knowledge of the LMS may be; left out: any age."),
            ["log"] = Described(Closed(new JsonObject { ["keepDays"] = Whole("Runs older than so many days go."), ["keepRuns"] = Whole("All but so many of the newest runs go.") }), "How much of the log is kept; what is left out limits nothing."),
        },
        ["definitions"] = Definitions(),
    };

    private static JsonObject Definitions()
    {
        var definitions = new JsonObject
        {
            ["feed"] = Feed(),
            ["expression"] = Expression(),
            ["condition"] = Condition("A condition: COLUMN is value, in (value, value), matches 'pattern', is empty; and, or, not and parentheses."),
            ["zone"] = Described(new JsonObject { ["type"] = "string", ["examples"] = Texts("UTC", "Europe/London", "America/New_York") }, "The zone of dates that name none."),
            ["blank"] = Described(Choice("keep", "erase"), "Whether a blank cell keeps what the LMS holds or erases it."),
            ["constant"] = Described(new JsonObject { ["type"] = Texts("string", "number", "boolean") }, "A value that is the same in every row."),
            ["entry"] = Entry(),
            ["field"] = new JsonObject { ["anyOf"] = new JsonArray(Reference("entry"), new JsonObject { ["type"] = "array", ["items"] = Reference("entry"), ["minItems"] = 1, ["description"] = "The first entry whose condition holds counts." }) },
            ["lookup"] = Lookup(),
            ["match"] = Match(),
            ["ownership"] = Described(Choice([.. OwnershipRules.All]), "always: the source. on-create: the source when the record is made, the LMS from then on. if-empty: the LMS, unless it holds nothing. never: the LMS."),
            ["limits"] = Guard(null),
            ["guard"] = Guard(Reference("limits")),
        };
        foreach (RecordKind kind in RecordKinds.InOrder)
        {
            definitions[kind.Name() + "_fields"] = Fields(kind, "field");
            definitions[kind.Name() + "_constants"] = Fields(kind, "constant");
            definitions[kind.Name() + "_blanks"] = Fields(kind, "blank");
            definitions[kind.Name() + "_ownership"] = Fields(kind, "ownership");
            definitions[kind.Name() + "_policy"] = Policy(kind);
        }
        return definitions;
    }

    private static JsonObject Feed()
    {
        JsonObject feed = Closed(new JsonObject
        {
            ["name"] = Text("The name of the feed, unique and the same on every day; the file's name without extension when left out."),
            ["file"] = Text("The file, relative to the folder of the files, or a pattern with * and ?."),
            ["kind"] = Described(Choice([.. RecordKinds.InOrder.Select(kind => kind.Name())]), "The kind of record."),
            ["when"] = Described(Reference("condition"), "The rows that the feed takes: in a file of several kinds, those of this one."),
            ["skip"] = Described(Reference("condition"), "The rows that are left out as if they did not stand in the file."),
            ["coverage"] = Described(Choice([.. Enum.GetNames<Coverage>()]), "complete: whoever is absent is gone. partial: a list of changes, in order. none: adds and changes only."),
            ["scope"] = Condition("The part of the kind that a complete feed speaks for, as a condition about fields: category matches '^2026/', or course.category."),
            ["separator"] = Described(new JsonObject { ["type"] = "string", ["examples"] = Texts(",", ";", "tab", "|") }, "The character between cells; found out when left out."),
            ["encoding"] = Described(Choice("utf-8", "utf-16le", "utf-16be", "windows-1252"), "How the file is written; found out when left out, as far as it can be."),
            ["zone"] = Reference("zone"),
            ["blank"] = new JsonObject { ["anyOf"] = new JsonArray(Reference("blank"), new JsonObject { ["type"] = "object" }) },
            ["action"] = Text("The heading of the column of actions; the feed is then a list of changes."),
            ["oldKey"] = Text("The heading of the column that tells the key by which a user, course or cohort was known before; what is known by it is renamed."),
            ["constants"] = Described(new JsonObject { ["type"] = "object" }, "Fields that are the same in every row."),
            ["fields"] = Described(new JsonObject { ["type"] = "object" }, "Fields and where they come from. Left out: headings tell them."),
        });
        feed["required"] = Texts("file");
        feed["allOf"] = new JsonArray([.. RecordKinds.InOrder.Select(kind => (JsonNode)new JsonObject
        {
            ["if"] = new JsonObject { ["properties"] = new JsonObject { ["kind"] = new JsonObject { ["const"] = kind.Name() } }, ["required"] = Texts("kind") },
            ["then"] = new JsonObject
            {
                ["properties"] = new JsonObject
                {
                    ["fields"] = Reference(kind.Name() + "_fields"),
                    ["constants"] = Reference(kind.Name() + "_constants"),
                    ["blank"] = new JsonObject { ["anyOf"] = new JsonArray(Reference("blank"), Reference(kind.Name() + "_blanks")) },
                },
            },
        })]);
        return feed;
    }

    private static JsonObject Fields(RecordKind kind, string definition)
    {
        var properties = new JsonObject();
        foreach (RecordField field in RecordFields.Of(kind))
            properties[field.Name] = Reference(definition);
        JsonObject fields = Closed(properties);
        if (RecordFields.AllowsCustom(kind))
            fields["patternProperties"] = new JsonObject { ["^(" + RecordFields.CustomPrefix + (kind == RecordKind.Course ? "|customfield_" : "") + ")."] = Reference(definition) };
        return fields;
    }

    private static JsonObject Policy(RecordKind kind) => Closed(new JsonObject
    {
        ["removal"] = Described(Choice([.. Enum.GetNames<RemovalAction>()]), "What happens to a managed record that a complete feed no longer holds."),
        ["match"] = Reference("match"),
        ["ownership"] = Described(Reference(kind.Name() + "_ownership"), "Who decides what a field holds; a field that is left out belongs to the source."),
    });

    private static JsonObject Match() => Described(new JsonObject
    {
        ["type"] = "array",
        ["items"] = new JsonObject
        {
            ["anyOf"] = new JsonArray(Text("A field."), Closed(new JsonObject
            {
                ["field"] = Text("A field."),
                ["case"] = Described(Choice("ignore", "exact"), "Whether case is a difference."),
            })),
        },
    }, "By which fields a record of the LMS is found for a row whose own key is not known, in order; the idnumber always counts first.");

    private static JsonObject Guard(JsonObject? renames)
    {
        var limits = new JsonObject
        {
            ["percent"] = new JsonObject { ["type"] = "number", ["minimum"] = 0, ["maximum"] = 100, ["description"] = "Percent of the managed records." },
            ["count"] = new JsonObject { ["type"] = "integer", ["minimum"] = 0, ["description"] = "So many are always let through." },
        };
        if (renames is not null)
            limits["renames"] = Described(renames, "The most records that get another key.");
        return new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["const"] = "off", ["description"] = "No limit." }, Closed(limits)) };
    }

    private static JsonObject Entry() => new()
    {
        ["anyOf"] = new JsonArray(
            Reference("expression"),
            Closed(new JsonObject
            {
                ["from"] = Reference("expression"),
                ["constant"] = Reference("constant"),
                ["when"] = Described(Reference("condition"), "The rows in which the field is stated."),
                ["zone"] = Reference("zone"),
                ["blank"] = Reference("blank"),
            })),
    };

    private static JsonObject Lookup() => new()
    {
        ["anyOf"] = new JsonArray(
            Text("A CSV file, relative to the folder of this file: its first column is looked for, its second is what is meant."),
            new JsonObject
            {
                ["type"] = "object",
                ["additionalProperties"] = Reference("constant"),
                ["description"] = "What the file says and what is meant; or \"file\", \"from\" and \"to\": a CSV file and its two columns.",
            }),
    };

    private static JsonObject Expression()
    {
        var text = new StringBuilder("A column, or a text with columns in braces, then words with bars between them: EMAIL | trim | lower. The words:");
        foreach (WordSpec word in MapWords.All)
            text.Append("\n- ").Append(word.Usage).Append(": ").Append(word.Purpose.Replace("`", "", StringComparison.Ordinal));
        return new JsonObject
        {
            ["type"] = "string",
            ["minLength"] = 1,
            ["description"] = text.ToString(),
            ["examples"] = Texts([.. MapWords.All.Select(word => "COLUMN | " + word.Usage), "{FIRST}.{LAST} | slug(.)"]),
        };
    }

    private static JsonObject Condition(string description) => Described(new JsonObject
    {
        ["type"] = "string",
        ["minLength"] = 1,
        ["examples"] = Texts("STATUS is Withdrawn", "GRADE in (9, 10)", "ID matches '^S'", "EMAIL is not empty and not (TYPE is Guest or TYPE is empty)"),
    }, description);

    private static JsonObject ByKind(Func<RecordKind, JsonObject> value)
    {
        var properties = new JsonObject();
        foreach (RecordKind kind in RecordKinds.InOrder)
            properties[kind.Name()] = value(kind);
        return Closed(properties);
    }

    private static JsonObject Map(JsonObject value) => new() { ["type"] = "object", ["additionalProperties"] = value };

    private static JsonObject Closed(JsonObject properties) => new() { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };

    private static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };

    private static JsonObject Whole(string description) => new() { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = 1_000_000, ["description"] = description };

    private static JsonObject Choice(params string[] words) => new() { ["enum"] = Texts([.. words.Select(word => word.ToLowerInvariant())]) };

    // What stands beside a reference is not looked at, so a reference is wrapped.
    private static JsonObject Described(JsonObject schema, string description)
    {
        if (schema.ContainsKey("$ref"))
            return new JsonObject { ["allOf"] = new JsonArray(schema), ["description"] = description };
        schema["description"] = description;
        return schema;
    }

    private static JsonObject Reference(string definition) => new() { ["$ref"] = "#/definitions/" + definition };

    private static JsonArray Texts(params string[] texts) => [.. texts.Select(text => (JsonNode)JsonValue.Create(text))];
}
