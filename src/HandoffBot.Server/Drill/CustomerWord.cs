namespace HandoffBot.Server.Drill;

/// <summary>What a customer said, once the server accepted it.</summary>
/// <param name="ClientId">The id that every attempt to send it carried.</param>
/// <param name="ActivityId">What the server answered: the turn's id, or a passing one while the words lie on a node's disk.</param>
internal sealed record CustomerWord(string ClientId, string ActivityId, WordMeans Means)
{
    /// <summary>It was accepted while Redis was away: it must be there, but its place is only known later.</summary>
    public bool IsKept => !HeardActivity.IsTurn(ActivityId);
}

internal enum WordMeans
{
    /// <summary>Anything.</summary>
    Talk,

    /// <summary>A person is wanted.</summary>
    Ask,

    /// <summary>Confirms, asked by the product, to leave the line.</summary>
    Withdraw,
}
