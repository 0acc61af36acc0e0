using System.Globalization;
using System.Text;

namespace Conduit.Benchmarks;

/// <summary>Draws CPU time and memory of whole processes against rows, as an SVG.</summary>
internal static class Chart
{
    private const int Width = 460;
    private const int Height = 300;
    private const int Margin = 60;
    private static readonly int[] Sizes = [100_000, 250_000, 500_000, 1_000_000, 2_000_000];
    private static readonly (string Name, string Color)[] Contenders =
    [
        ("Conduit, nothing changed", "#1b7837"),
        ("Conduit, a night's changes, shuffled", "#762a83"),
        ("CsvHelper 34 and a dictionary", "#e08214"),
    ];

    /// <summary>Measures and draws.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="details">Gets the numbers.</param>
    public static void Draw(string path, TextWriter details)
    {
        var results = new ChildResult[Contenders.Length][];
        for (int i = 0; i < results.Length; i++)
            results[i] = new ChildResult[Sizes.Length];
        for (int size = 0; size < Sizes.Length; size++)
        {
            PlanningData data = PlanningData.Make(Sizes[size]);
            string state = ChildProcess.State(data);
            string output = Path.Combine(data.Folder, "plan.out");
            Func<ChildResult>[] runs =
            [
                () => ChildProcess.Run("plan", Path.Combine(state, "data"), Path.Combine(state, "lms"), data.Unchanged),
                () => ChildProcess.Run("plan", Path.Combine(state, "data"), Path.Combine(state, "lms"), data.Shuffled),
                () => ChildProcess.Run("dictionary", Path.Combine(data.FirstDay, "enrollments.csv"), Path.Combine(data.Shuffled, "enrollments.csv"), output),
            ];
            for (int i = 0; i < runs.Length; i++)
            {
                ChildResult[] three = [runs[i](), runs[i](), runs[i]()];
                results[i][size] = three[0] with { CpuMs = Rounds.Median([.. three.Select(r => r.CpuMs)]), PeakMb = Rounds.Median([.. three.Select(r => r.PeakMb)]) };
                details.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Sizes[size]}, {Contenders[i].Name}: {results[i][size].CpuMs:0} ms of CPU, {results[i][size].PeakMb:0} MB"));
            }

            File.Delete(output);
        }

        File.WriteAllText(path, Svg(results));
    }

    private static string Svg(ChildResult[][] results)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {(2 * Width) + 20} {Height + 70}\" font-family=\"sans-serif\" font-size=\"12\">\n");
        svg.Append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        Panel(svg, 0, "CPU seconds, whole process", results, r => r.CpuMs / 1000, "0.0");
        Panel(svg, Width, "Peak memory, MB", results, r => r.PeakMb, "0");
        for (int i = 0; i < Contenders.Length; i++)
        {
            int x = Margin + (i * 280);
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x}\" y=\"{Height + 42}\" width=\"14\" height=\"4\" fill=\"{Contenders[i].Color}\"/><text x=\"{x + 20}\" y=\"{Height + 48}\">{Contenders[i].Name}</text>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Panel(StringBuilder svg, int left, string title, ChildResult[][] results, Func<ChildResult, double> value, string format)
    {
        double top = results.SelectMany(all => all).Max(value) * 1.1;
        int right = left + Width - 20;
        int bottom = Height - 30;
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{left + Margin}\" y=\"18\" font-weight=\"bold\">{title}</text>\n");
        for (int i = 0; i <= 4; i++)
        {
            double y = Y(top * i / 4);
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{left + Margin}\" y1=\"{y:0.#}\" x2=\"{right}\" y2=\"{y:0.#}\" stroke=\"#ddd\"/><text x=\"{left + Margin - 6}\" y=\"{y + 4:0.#}\" text-anchor=\"end\">{(top * i / 4).ToString(format, CultureInfo.InvariantCulture)}</text>\n");
        }

        foreach (int size in Sizes)
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(size):0.#}\" y=\"{bottom + 18}\" text-anchor=\"middle\">{size / 1e6:0.##}</text>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(left + Margin + right) / 2}\" y=\"{bottom + 36}\" text-anchor=\"middle\">million enrollments</text>\n");
        for (int i = 0; i < results.Length; i++)
        {
            string points = string.Join(' ', results[i].Select((result, size) => string.Create(CultureInfo.InvariantCulture, $"{X(Sizes[size]):0.#},{Y(value(result)):0.#}")));
            svg.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{points}\" fill=\"none\" stroke=\"{Contenders[i].Color}\" stroke-width=\"2\"/>\n");
        }

        double X(int size) => left + Margin + ((right - left - Margin) * (double)size / Sizes[^1]);
        double Y(double at) => bottom - ((bottom - 30) * at / top);
    }
}
