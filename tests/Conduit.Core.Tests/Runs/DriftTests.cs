using Conduit.Planning;
using Conduit.Records;
using Conduit.Sinks;
using Conduit.Testing;
using Conduit.Tests.Support;

namespace Conduit.Tests.Runs;

/// <summary>What people change in the LMS behind Conduit's back.</summary>
public sealed class DriftTests : IDisposable
{
    private readonly World _world = new();
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    private async Task FirstDay(int users = 2)
    {
        _world.File("users.csv", ["username,idnumber,city", .. Enumerable.Range(1, users).Select(i => $"u{i},{i},London")]);
        await _world.Run();
    }

    private string IdOf(string idnumber) => _world.Lms.Records(RecordKind.User).Single(r => ((UserRecord)r.Record).IdNumber == idnumber).LmsId;

    [Fact]
    public async Task An_edit_in_the_lms_is_found_by_a_reading_and_put_right()
    {
        await FirstDay();
        _world.Lms.Edit(RecordKind.User, IdOf("1"), UserFields.City, FieldValue.Of("Rome"));
        (await _world.Plan()).Summary.Changes.ShouldBe(0);
        await _world.Sync().RefreshAsync(cancellationToken: Token);
        SyncPlan plan = (await _world.Run()).Plan;
        plan.ReadChanges().Single().ChangedFields.ShouldBe(["city"]);
        _world.User("1").City.ShouldBe("London");
        (await _world.Plan()).Summary.Changes.ShouldBe(0);
    }

    [Fact]
    public async Task An_edit_of_a_field_that_no_source_states_is_kept()
    {
        await FirstDay();
        _world.Lms.Edit(RecordKind.User, IdOf("1"), UserFields.Department, FieldValue.Of("Maths"));
        await _world.Sync().RefreshAsync(cancellationToken: Token);
        (await _world.Run()).Plan.Summary.ToString().ShouldBe("user =2");
        _world.User("1").Department.ShouldBe("Maths");
    }

    [Fact]
    public async Task What_vanished_from_the_lms_is_made_again()
    {
        await FirstDay();
        _world.Lms.Erase(RecordKind.User, IdOf("1"));
        await _world.Sync().RefreshAsync(cancellationToken: Token);
        (await _world.Run()).Plan.Summary.ToString().ShouldBe("user +1 =1");
    }

    [Fact]
    public async Task When_far_too_much_vanished_the_plan_is_blocked()
    {
        await FirstDay(60);
        foreach (LmsRecord record in _world.Lms.Records(RecordKind.User).Take(40))
            _world.Lms.Erase(RecordKind.User, record.LmsId);
        _world.Options = new SyncOptions { RefreshAfter = TimeSpan.Zero };
        SyncPlan plan = await _world.Plan();
        plan.Blockers.Single().Code.ShouldBe(IssueCodes.LmsRecordsLost);
        plan.Summary.Changes.ShouldBe(0);
    }

    [Fact]
    public async Task A_reading_that_breaks_off_blocks_and_is_done_again()
    {
        _world.Lms.Seed(new UserRecord { Username = "ada", IdNumber = "1" });
        _world.Lms.Seed(new UserRecord { Username = "bob", IdNumber = "2" });
        bool cut = true;
        _world.Sink = new FaultInjectingSink(_world.Lms, (_, _) => cut ? SinkFault.CutReading : SinkFault.None);
        _world.File("users.csv", "username,idnumber", "ada,1", "bob,2");
        (await _world.Plan()).Blockers.ShouldContain(b => b.Code == IssueCodes.LmsReadIncomplete);
        cut = false;
        (await _world.Run()).Plan.Summary[RecordKind.User][ChangeAction.Adopt].ShouldBe(2);
    }

    [Fact]
    public async Task Protected_records_are_never_removed()
    {
        _world.Lms.Seed(new UserRecord { Username = "admin", IdNumber = "0" }, isProtected: true);
        _world.File("users.csv", "username,idnumber", "admin,0", "bob,2");
        await _world.Run();
        _world.File("users.csv", "username,idnumber", "bob,2");
        (await _world.Plan()).Summary.ToString().ShouldBe("user =2");
    }
}
