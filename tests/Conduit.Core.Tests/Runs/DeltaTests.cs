using Conduit.Planning;
using Conduit.Records;
using Conduit.Tests.Support;

namespace Conduit.Tests.Runs;

/// <summary>Files with an action column: lists of changes, in order.</summary>
public sealed class DeltaTests : IDisposable
{
    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Rows_act_and_absence_means_nothing()
    {
        _world.File("users.csv", "action,username,idnumber,city", "create,ada,1,London", "ADD,bob,2,Paris");
        await _world.Run();
        _world.File("users.csv", "action,username,idnumber,city", "update,ada,1,Rome", "Drop,bob,2,", "create,cyd,3,Oslo");
        SyncPlan plan = (await _world.Run()).Plan;
        plan.Summary.ToString().ShouldBe("user +1 ~1 -1");
        (_world.User("1").City, _world.User("2").Suspended).ShouldBe(("Rome", true));
        _world.File("users.csv", "action,username,idnumber,city", "update,cyd,3,Bergen");
        (await _world.Run()).Plan.Summary.ToString().ShouldBe("user ~1");
    }

    [Fact]
    public async Task Rows_of_one_record_act_one_after_the_other()
    {
        _world.File("users.csv", "action,username,idnumber,city", "create,ada,1,London", "delete,ada,1,", "create,ada,1,Rome");
        await _world.Run();
        _world.User("1").City.ShouldBe("Rome");
        _world.File("users.csv", "action,username,idnumber,city", "update,ada,1,Bonn", "delete,ada,1,");
        (await _world.Run()).Plan.Summary[RecordKind.User][ChangeAction.Suspend].ShouldBe(1);
    }

    [Fact]
    public async Task Unknown_words_unknown_records_and_foreign_records_are_told()
    {
        _world.Lms.Seed(new UserRecord { Username = "zoe", IdNumber = "9" });
        _world.File("users.csv", "action,username,idnumber", "explode,ada,1", "delete,nobody,7", "delete,zoe,9", "create,bob,2");
        SyncPlan plan = (await _world.Run()).Plan;
        plan.ReadIssues().Select(i => (i.Code, i.Severity, i.Location!.Value.Line)).ShouldBe(
        [
            (IssueCodes.ActionUnknown, IssueSeverity.Error, 2), (IssueCodes.RemovalUnknown, IssueSeverity.Note, 3), (IssueCodes.RemovalUnmanaged, IssueSeverity.Warning, 4),
        ], ignoreOrder: true);
        _world.UserIds.ShouldBe(["2", "9"]);
        _world.User("9").Suspended.ShouldBeNull();
    }
}
