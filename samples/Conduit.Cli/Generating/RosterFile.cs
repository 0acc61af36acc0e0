using System.Text;

namespace Conduit.Cli.Generating;

/// <summary>Writes one CSV file of a roster: UTF-8, commas, quotes only where they are needed.</summary>
internal sealed class RosterFile : IDisposable
{
    private readonly StreamWriter _writer;

    public RosterFile(string folder, string name, string header)
    {
        _writer = new StreamWriter(Path.Combine(folder, name + ".csv"), append: false, new UTF8Encoding(false), 1 << 18) { NewLine = "\n" };
        _writer.WriteLine(header);
    }

    public void Row(params ReadOnlySpan<string> cells)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            if (i > 0)
                _writer.Write(',');
            if (cells[i].AsSpan().IndexOfAny(",\"\n\r") < 0)
            {
                _writer.Write(cells[i]);
                continue;
            }
            _writer.Write('"');
            _writer.Write(cells[i].Replace("\"", "\"\"", StringComparison.Ordinal));
            _writer.Write('"');
        }
        _writer.WriteLine();
    }

    public void Dispose() => _writer.Dispose();
}
