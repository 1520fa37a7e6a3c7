using System.Diagnostics.CodeAnalysis;

namespace HandoffBot.Server.Problems;

/// <summary>Collects everything that is wrong with a request, so that one reply names all of it.</summary>
internal sealed class Input
{
    private readonly Dictionary<string, string[]> _errors = new(StringComparer.Ordinal);

    public bool IsValid => _errors.Count == 0;

    public void Refuse(string field, string message) => _errors[field] = [message];

    /// <summary>A text that must be there and not blank.</summary>
    /// <param name="longest">Characters (UTF-16 code units).</param>
    public string Text(string field, string? value, int longest)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            Refuse(field, $"'{field}' is missing or empty.");
            return "";
        }

        return AtMost(field, value, longest);
    }

    /// <summary>A text that may be left out; then it is empty.</summary>
    /// <inheritdoc cref="Text"/>
    public string OptionalText(string field, string? value, int longest) => string.IsNullOrWhiteSpace(value) ? "" : AtMost(field, value, longest);

    /// <summary>One of a few names; null when it is missing or none of them.</summary>
    public T? OneOf<T>(string field, string? value, IReadOnlyDictionary<string, T> choices)
        where T : struct
    {
        if (value is not null && choices.TryGetValue(value, out var chosen))
        {
            return chosen;
        }

        Refuse(field, $"'{field}' must be one of {string.Join(", ", choices.Keys)}.");
        return null;
    }

    /// <summary>One of a few names, which may be left out.</summary>
    public void KnownOrAbsent(string field, [NotNullIfNotNull(nameof(value))] string? value, IEnumerable<string> choices)
    {
        if (value is not null && !choices.Contains(value, StringComparer.Ordinal))
        {
            Refuse(field, $"'{field}' must be one of {string.Join(", ", choices)}.");
        }
    }

    public IResult ToProblem() => Problem.InvalidInput(_errors);

    private string AtMost(string field, string value, int longest)
    {
        if (value.Length > longest)
        {
            Refuse(field, $"'{field}' has {value.Length} characters; {longest} are allowed.");
        }

        return value;
    }
}
