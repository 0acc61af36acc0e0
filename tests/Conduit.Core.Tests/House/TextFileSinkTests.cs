using Conduit.Planning;
using Conduit.Reconciliation;
using Conduit.Records;
using Conduit.Tests.Support;

namespace Conduit.Tests.House;

/// <summary>The sink of docs/writing-a-sink.md does what the page says.</summary>
public sealed class TextFileSinkTests : IDisposable
{
    private readonly World _world = new();
    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        _world.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task It_creates_updates_adopts_and_deletes()
    {
        _folder.Write("users.txt", "zoe=zoe@x.edu\n");
        _world.Sink = new TextFileSink(_folder["users.txt"]);
        _world.Options = new SyncOptions { Policies = SyncPolicies.Default.With(RecordKind.User, new KindPolicy { Removal = RemovalAction.Delete }) };
        _world.File("users.csv", "username,email", "ada,ada@x.edu", "bob,bob@x.edu", "zoe,zoe@x.edu");
        (await _world.Run()).Plan.Summary.ToString().ShouldBe("user +3");
        _world.File("users.csv", "username,email", "ada,ada@y.edu", "zoe,zoe@x.edu");
        (await _world.Run()).Plan.Summary.ToString().ShouldBe("user ~1 -1 =1");
        (await File.ReadAllLinesAsync(_folder["users.txt"], TestContext.Current.CancellationToken)).ShouldBe(["ada=ada@y.edu", "zoe=zoe@x.edu"]);
    }
}
