using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HandoffBot.Core;

namespace HandoffBot.Channels.Activities;

/// <summary>The words of a message: what was typed, or what a submitted card says.</summary>
internal static class MessageText
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The words, or why there are none to take.</summary>
    public static (string? Text, Fault? Fault) Of(string? typed, JsonElement? value)
    {
        var hasTyped = !string.IsNullOrWhiteSpace(typed);
        if (!hasTyped && value is null)
        {
            return (null, new Fault("text", "is required where there is no value"));
        }

        var text = hasTyped ? typed! : OfSubmitted(value!.Value);
        return text.Length <= Limits.MessageCharacters
            ? (text, null)
            : (null, new Fault(hasTyped ? "text" : "value", $"must not be longer than {Limits.MessageCharacters} characters"));
    }

    /// <summary>The value's own words (<c>text</c> or <c>title</c>) if it has any, else all of it as compact JSON.</summary>
    private static string OfSubmitted(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            return value.GetString()!;
        }

        foreach (var name in (ReadOnlySpan<string>)["text", "title"])
        {
            if (FieldReader.Find(value, name) is { ValueKind: JsonValueKind.String } words && words.GetString() is { } text && !string.IsNullOrWhiteSpace(text))
            {
                return text;
            }
        }

        var compact = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(compact, Readable))
        {
            value.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(compact.WrittenSpan);
    }
}
