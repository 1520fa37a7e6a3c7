using System.Runtime.InteropServices;
using System.Text.Json;
using HandoffBot.Core;

namespace HandoffBot.Channels.Activities;

/// <summary>Reads fields of known types and keeps the first fault. A JSON null counts as absent; unknown fields are not looked at.</summary>
internal sealed class FieldReader
{
    public Fault? Fault { get; private set; }

    public void Reject(string field, string detail) => Fault ??= new Fault(field, detail);

    /// <summary>A body that may be left out is an object or nothing.</summary>
    public static FieldReader OfOptional(JsonElement body)
    {
        var fields = new FieldReader();
        if (body.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined))
        {
            fields.Reject("body", "must be a JSON object");
        }

        return fields;
    }

    /// <summary>A string of any length, or null.</summary>
    public string? Text(JsonElement? parent, string name, string path)
    {
        if (Find(parent, name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String)
        {
            return value.GetString();
        }

        Reject(path, "must be a string");
        return null;
    }

    /// <summary>A string that identifies something, or null where it is absent or empty.</summary>
    public string? Identifier(JsonElement? parent, string name, string path)
    {
        var text = Text(parent, name, path);
        if (text?.Length > Limits.IdentifierCharacters)
        {
            Reject(path, $"must not be longer than {Limits.IdentifierCharacters} characters");
        }

        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>A display name, cut to what can be shown, or null.</summary>
    public string? DisplayName(JsonElement? parent, string name, string path)
    {
        var text = Text(parent, name, path)?.Trim();
        if (text is not { Length: > Limits.NameCharacters })
        {
            return string.IsNullOrEmpty(text) ? null : text;
        }

        return text[..(char.IsHighSurrogate(text[Limits.NameCharacters - 1]) ? Limits.NameCharacters - 1 : Limits.NameCharacters)];
    }

    public JsonElement? Object(JsonElement? parent, string name, string path) => OfKind(parent, name, path, JsonValueKind.Object, "must be an object");

    /// <summary>JSON that is kept as it is, and therefore must be small.</summary>
    public JsonElement? Bounded(JsonElement? kept, string path)
    {
        if (kept is { } json && JsonMarshal.GetRawUtf8Value(json).Length > Limits.MessageDataBytes)
        {
            Reject(path, $"must not be larger than {Limits.MessageDataBytes} bytes");
        }

        return kept;
    }

    /// <summary>The objects of an array; empty where it is absent.</summary>
    public IEnumerable<(JsonElement Item, string Path)> Objects(JsonElement? parent, string name, string path)
    {
        if (OfKind(parent, name, path, JsonValueKind.Array, "must be an array") is not { } array)
        {
            yield break;
        }

        var index = 0;
        foreach (var item in array.EnumerateArray())
        {
            var itemPath = $"{path}[{index++}]";
            if (item.ValueKind == JsonValueKind.Object)
            {
                yield return (item, itemPath);
            }
            else
            {
                Reject(itemPath, "must be an object");
            }
        }
    }

    public static JsonElement? Find(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private JsonElement? OfKind(JsonElement? parent, string name, string path, JsonValueKind kind, string otherwise)
    {
        if (Find(parent, name) is not { } value || value.ValueKind == kind)
        {
            return Find(parent, name);
        }

        Reject(path, otherwise);
        return null;
    }
}
