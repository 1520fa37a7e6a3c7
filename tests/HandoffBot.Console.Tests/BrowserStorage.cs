using System.Diagnostics.CodeAnalysis;
using Microsoft.JSInterop;

namespace HandoffBot.Console.Tests;

/// <summary>The browser's localStorage, and nothing else of JavaScript.</summary>
internal sealed class BrowserStorage : IJSRuntime
{
    private readonly Dictionary<string, string> _items = [];

    public ValueTask<TValue> InvokeAsync<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.PublicProperties)] TValue>(string identifier, object?[]? args)
    {
        var key = (string)args![0]!;
        switch (identifier)
        {
            case "localStorage.getItem":
                return ValueTask.FromResult((TValue)(object?)_items.GetValueOrDefault(key)!);
            case "localStorage.setItem":
                _items[key] = (string)args[1]!;
                break;
            case "localStorage.removeItem":
                _items.Remove(key);
                break;
            default:
                throw new NotSupportedException(identifier);
        }

        return ValueTask.FromResult<TValue>(default!);
    }

    public ValueTask<TValue> InvokeAsync<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.PublicProperties)] TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) =>
        InvokeAsync<TValue>(identifier, args);
}
