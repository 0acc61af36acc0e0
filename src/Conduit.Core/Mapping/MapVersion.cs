using System.Text;
using Conduit.Records;

namespace Conduit.Mapping;

/// <summary>The version of a map: a hash of all that decides what a row means.</summary>
internal static class MapVersion
{
    /// <summary>32 hexadecimal digits over a text.</summary>
    public static string Of(string text) => HexText.Of(Hash128.ReadBigEndian(ShortSha256.Hash(Encoding.UTF8.GetBytes(text))));
}
