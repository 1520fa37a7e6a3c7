namespace HandoffBot.Language.Evaluation;

/// <summary>A conversation whose bot turns are fixed, with the turns at which handing off is right.</summary>
/// <param name="Lang">Two-letter language.</param>
/// <param name="Turns">Alternating, customer first.</param>
/// <param name="PerTurn">How each customer turn is to be read, in order; null when nobody has said so.</param>
public sealed record GoldDialogue(string Id, string Lang, IReadOnlyList<GoldTurn> Turns, GoldHandoff Gold, IReadOnlyList<GoldReading>? PerTurn = null);

/// <param name="Anger">0 to 3.</param>
/// <param name="Distress">0 to 3.</param>
public sealed record GoldReading(bool HumanRequest, double Anger, double Distress, bool HighStakes);

/// <param name="Role">customer or bot.</param>
public sealed record GoldTurn(string Role, string Text)
{
    public bool IsFromCustomer => Role == "customer";
}

/// <param name="FirstTurn">Index in the turns, bot turns counted, of the first turn at which handing off is right; null on routine dialogues.</param>
/// <param name="MustBy">Index of the last turn at which it is in time; null on routine dialogues.</param>
public sealed record GoldHandoff(bool Handoff, int? FirstTurn, int? MustBy);
