namespace HandoffBot.Core.Conversations;

/// <summary>The customer as the channel names them.</summary>
/// <param name="Id">The channel's user id.</param>
/// <param name="Name">A display name, or empty when the channel gives none.</param>
public sealed record Customer(string Id, string Name);
