namespace HandoffBot.Server.Drill;

/// <summary>What a customer said, once the server accepted it.</summary>
/// <param name="ClientId">The id that every attempt to send it carried.</param>
/// <param name="ActivityId">What the server answered.</param>
internal sealed record CustomerWord(string ClientId, string ActivityId, WordMeans Means);

internal enum WordMeans
{
    /// <summary>Anything.</summary>
    Talk,

    /// <summary>A person is wanted.</summary>
    Ask,

    /// <summary>Confirms, asked by the product, to leave the line.</summary>
    Withdraw,
}
