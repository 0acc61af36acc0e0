using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Conduit.Records;
using FsCheck;
using FsCheck.Fluent;

namespace Conduit.Tests.Records;

public class LazyJsonEncoderTests
{
    [Fact]
    public void Every_character_is_written_as_the_framework_writes_it()
    {
        for (int character = 0; character <= char.MaxValue; character++)
            Same("a" + (char)character + "z");
    }

    [Fact]
    public void Texts_are_written_as_the_framework_writes_them()
    {
        Gen<string> texts = Gen.Frequency((6, Gen.Choose(' ', '~')), (1, Gen.Choose(0, 0x1F)), (1, Gen.Choose(0x80, 0x7FF)), (1, Gen.Choose(0xD7F0, 0xE010)))
            .Select(character => (char)character).ListOf().Select(characters => string.Concat(characters));
        Prop.ForAll(Arb.From(texts), Same).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void A_long_text_is_written_piece_by_piece() => Same(string.Concat(Enumerable.Repeat("a`b\n\"é", 5000)));

    private static void Same(string text)
    {
        Text(text, LazyJsonEncoder.Instance).ShouldBe(Text(text, JavaScriptEncoder.Default), text);
        // Halves of characters are refused there before any encoder is asked.
        if (!text.Any(char.IsSurrogate))
            JsonEncodedText.Encode(text, LazyJsonEncoder.Instance).Value.ShouldBe(JsonEncodedText.Encode(text).Value);
    }

    // As characters and as UTF-8.
    private static string Text(string text, JavaScriptEncoder encoder)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = encoder }))
        {
            writer.WriteStartArray();
            writer.WriteStringValue(text);
            writer.WriteStringValue(Encoding.UTF8.GetBytes(text));
            writer.WriteEndArray();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
