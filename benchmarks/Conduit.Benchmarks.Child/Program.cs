using Conduit.Benchmarks.Child;
using Conduit.Benchmarks.Peers;

// One contender in a process of its own, which tells at its end what it did and what that took, start-up included.
Changes changes = args switch
{
    ["prepare", var data, var lms, var input] => await Planning.PrepareAsync(data, lms, input),
    ["plan", var data, var lms, var input] => await Planning.PlanAsync(data, lms, input),
    ["dictionary", var before, var after, var output] => Changes.Of(HashDictionary.Compare(before, after, output)),
    ["naive", var before, var after, var output] => Changes.Of(Naive.Compare(before, after, output)),
    _ => throw new ArgumentException("Name a contender and its files.", nameof(args)),
};
Measurement.Write(changes);
