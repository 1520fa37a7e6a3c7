using Microsoft.JSInterop;

namespace HandoffBot.Console.Conversations;

/// <summary>Unsent replies by conversation, kept in this browser: they survive a reload and the loss of the lease.</summary>
public sealed class Drafts(IJSRuntime js)
{
    private const string Prefix = "handoffbot.draft.";

    public async Task<string> LoadAsync(string conversationId) =>
        await js.InvokeAsync<string?>("localStorage.getItem", Prefix + conversationId) ?? "";

    /// <param name="text">Empty removes the draft.</param>
    public ValueTask SaveAsync(string conversationId, string text) => text.Length == 0
        ? js.InvokeVoidAsync("localStorage.removeItem", Prefix + conversationId)
        : js.InvokeVoidAsync("localStorage.setItem", Prefix + conversationId, text);
}
