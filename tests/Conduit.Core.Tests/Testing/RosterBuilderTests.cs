using Conduit.Records;
using Conduit.Testing;
using Conduit.Tests.Support;
using Conduit.Transactions;

namespace Conduit.Tests.Testing;

public sealed class RosterBuilderTests : IDisposable
{
    private readonly World _world = new();
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Files_and_source_say_the_same()
    {
        RosterBuilder roster = new RosterBuilder().AddUsers(10).AddCourses(3).EnrollEverybody(2)
            .Add(new UserRecord { Username = "zoe", IdNumber = "Z", City = "a \"b\",\nc", CustomValues = [new("house", "Red")] });
        roster.WriteCsv(_world.Export);
        (await _world.Run()).Applied.ShouldBe(34);

        var other = new InMemorySink();
        var sync = new RosterSync { Source = roster.ToSource(), Sink = other, Log = new FileTransactionLog(_world.Data + "2") };
        await sync.ApplyAsync(await sync.PlanAsync(cancellationToken: Token), cancellationToken: Token);
        World.Picture(other).ShouldBe(_world.Picture());
    }

    [Fact]
    public async Task The_next_day_is_what_was_changed()
    {
        RosterBuilder roster = new RosterBuilder().AddUsers(10).AddCourses(3).EnrollEverybody(1);
        roster.WriteCsv(_world.Export);
        await _world.Run();
        roster.AddUsers(1).EnrollEverybody(1).Change<UserRecord>(u => u.IdNumber == "U2", UserFields.FirstName, FieldValue.Of("Augusta"))
            .Remove<EnrollmentRecord>(e => e.UserIdNumber == "U3").WriteCsv(_world.Export);
        (await _world.Plan()).Summary.ToString().ShouldBe("user +1 ~1 =9, course =3, enrollment +1 -1 =9");
    }
}
