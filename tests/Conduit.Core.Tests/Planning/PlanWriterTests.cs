using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Conduit.Planning;
using Conduit.Records;
using Conduit.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Conduit.Tests.Planning;

public sealed class PlanWriterTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private sealed record Step(RecordKind Kind, ChangeAction Action, bool IsLine, bool FlushesAfter, bool IsRetracted);

    private static readonly Gen<Step> Steps =
        from kind in Gen.Elements(RecordKind.User, RecordKind.Enrollment, RecordKind.Group)
        from action in Gen.Frequency((3, Gen.Elements(ChangeAction.Create, ChangeAction.Update)), (2, Gen.Elements(ChangeAction.Suspend, ChangeAction.Delete)))
        from isLine in Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)))
        from flushes in Gen.Frequency((1, Gen.Constant(true)), (4, Gen.Constant(false)))
        from isRetracted in Gen.Frequency((1, Gen.Constant(true)), (6, Gen.Constant(false)))
        select new Step(kind, action, isLine, flushes, isRetracted);

    private static Change Make(Step step, int number)
    {
        RecordKey key = step.Kind is RecordKind.User ? RecordKey.OfId(step.Kind, $"{number}") : RecordKey.Of(step.Kind, "C1", $"{number}");
        RosterRecord values = RosterRecord.Create(step.Kind);
        return new Change
        {
            Id = ChangeJson.Identify(key, step.Action, step.Action == ChangeAction.Create ? null : values, step.Action == ChangeAction.Delete ? null : values, new ArrayBufferWriter<byte>()),
            Key = key,
            Action = step.Action,
            Before = step.Action == ChangeAction.Create ? null : values,
            After = step.Action == ChangeAction.Delete ? null : values,
            Supports = [new RowSupport(new string('f', number % 50), default)],
        };
    }

    private static byte[] Line(Change change)
    {
        var line = new ArrayBufferWriter<byte>();
        line.Write([(byte)PlanLine.Change]);
        using (var json = new Utf8JsonWriter(line))
            ChangeJson.Write(json, change);
        line.Write("\n"u8);
        return line.WrittenSpan.ToArray();
    }

    /// <summary>
    /// However changes that are made objects and lines that are ready follow one another: kept ones stand kind by kind as they came, removals behind them, those of the last kind first, and
    /// what was taken back is not there.
    /// </summary>
    [Fact]
    public void Objects_and_lines_stand_in_the_order_of_applying()
    {
        Gen<Step[]> plans = from length in Gen.Choose(0, 400) from steps in Steps.ArrayOf(length) from isPlanned in Gen.Elements(true, false) select isPlanned ? [.. steps.OrderBy(s => s.Kind)] : steps;
        int written = 0;
        Prop.ForAll(Arb.From(plans), steps =>
        {
            string path = _folder[string.Create(CultureInfo.InvariantCulture, $"{written++}.plan")];
            var expected = new List<(Step Step, string Key)>();
            var lines = new Utf8Buffer();
            using (var writer = new PlanWriter(_folder.Path))
            {
                for (int i = 0; i < steps.Length; i++)
                {
                    Change change = Make(steps[i], i);
                    int ticket;
                    if (steps[i].IsLine)
                    {
                        byte[] line = Line(change);
                        int start = lines.Length;
                        lines.Append(line);
                        ticket = writer.Add(steps[i].Kind, steps[i].Action, lines, start, line.Length);
                    }
                    else
                    {
                        ticket = writer.Add(change);
                    }
                    if (steps[i].FlushesAfter)
                    {
                        writer.Write(writer.HandOut());
                        lines.Clear();
                    }
                    if (steps[i].IsRetracted)
                        writer.Retract(steps[i].Kind, ticket).ShouldBe(steps[i].Action);
                    else
                        expected.Add((steps[i], change.Key.ToString()));
                }
                writer.Finish(new PlanHeader { Id = "p", CreatedAt = DateTimeOffset.UnixEpoch, StateId = "s", StateVersion = 1 }, path);
            }
            IEnumerable<string> order = expected.Where(e => !e.Step.Action.IsRemoval()).Concat(RecordKinds.InOrder.Reverse().SelectMany(kind => expected.Where(e => e.Step.Kind == kind && e.Step.Action.IsRemoval()))).Select(e => e.Key);
            SyncPlan.Load(path).ReadChanges().Select(change => change.Key.ToString()).ShouldBe(order);
            File.Delete(path);
            Directory.GetFiles(_folder.Path).ShouldBeEmpty();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));
        written.ShouldBeGreaterThanOrEqualTo(400);
    }
}
