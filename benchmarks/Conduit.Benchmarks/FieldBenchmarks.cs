using BenchmarkDotNet.Attributes;

namespace Conduit.Benchmarks;

/// <summary>Every field of every row as UTF-8, from a file in the page cache.</summary>
[MemoryDiagnoser]
public class FieldBenchmarks
{
    private string _path = "";

    /// <summary>Which file.</summary>
    [Params("enrollments", "users", "quoted")]
    public string Roster { get; set; } = "";

    [GlobalSetup]
    public void Prepare() => _path = Roster switch
    {
        "users" => SampleData.Users(),
        "quoted" => SampleData.Quoted(),
        _ => SampleData.Enrollments(),
    };

    [Benchmark]
    public long Conduit() => Contenders.OursFields(_path);

    [Benchmark]
    public Task<long> ConduitThroughAPipe() => Contenders.OursPipe(_path);

    [Benchmark(Baseline = true)]
    public long CsvHelper() => Contenders.TheirsFields(_path);
}
