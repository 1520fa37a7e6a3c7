using System.Buffers;
using System.Text.Json;
using HandoffBot.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace HandoffBot.Channels;

internal enum BodyFault
{
    None,

    /// <summary>Larger than <see cref="Limits.RequestBytes"/>.</summary>
    TooLarge,
    NotJson,
}

/// <summary>Reads a bounded JSON body of which every string can be read: valid UTF-8, no half surrogate pairs.</summary>
internal static class RequestBody
{
    private static readonly JsonReaderOptions Shallow = new() { MaxDepth = Limits.JsonDepth };

    /// <summary>The body; <see cref="JsonValueKind.Undefined"/> where it is empty.</summary>
    public static async ValueTask<(JsonElement Json, BodyFault Fault)> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength > Limits.RequestBytes)
        {
            ReadOffTheRest(request);
            return (default, BodyFault.TooLarge);
        }

        try
        {
            while (true)
            {
                var read = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
                if (read.Buffer.Length > Limits.RequestBytes)
                {
                    return (default, BodyFault.TooLarge);
                }

                if (read.IsCompleted)
                {
                    var parsed = Parse(read.Buffer.IsSingleSegment ? read.Buffer.FirstSpan : read.Buffer.ToArray());
                    request.BodyReader.AdvanceTo(read.Buffer.End);
                    return parsed;
                }

                request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
        catch (BadHttpRequestException refused)
        {
            return (default, refused.StatusCode == StatusCodes.Status413PayloadTooLarge ? BodyFault.TooLarge : BodyFault.NotJson);
        }
    }

    /// <summary>Lets the server take in, for a few seconds, what the client is still sending: cut off in the middle, it would never see our answer.</summary>
    private static void ReadOffTheRest(HttpRequest request)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }
    }

    private static (JsonElement Json, BodyFault Fault) Parse(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty)
        {
            return (default, BodyFault.None);
        }

        try
        {
            if (!HasReadableStrings(body))
            {
                return (default, BodyFault.NotJson);
            }

            var reader = new Utf8JsonReader(body, Shallow);
            return (JsonElement.ParseValue(ref reader), BodyFault.None);
        }
        catch (JsonException)
        {
            return (default, BodyFault.NotJson);
        }
    }

    /// <summary>The parser checks neither; such a string would throw wherever it is read first.</summary>
    private static bool HasReadableStrings(ReadOnlySpan<byte> body)
    {
        if (!System.Text.Unicode.Utf8.IsValid(body))
        {
            return false;
        }

        var reader = new Utf8JsonReader(body, Shallow);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped && !IsReadable(ref reader))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsReadable(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
