using BenchmarkDotNet.Attributes;

namespace Conduit.Benchmarks;

/// <summary>Rows only, of bytes in memory.</summary>
[MemoryDiagnoser]
public class RowBenchmarks
{
    private byte[] _bytes = [];

    [GlobalSetup]
    public void Prepare() => _bytes = File.ReadAllBytes(SampleData.Enrollments());

    [Benchmark]
    public long Conduit() => Contenders.OursRows(_bytes);

    [Benchmark(Baseline = true)]
    public long CsvHelper() => Contenders.TheirsRows(_bytes);
}
