namespace HandoffBot.Language.Evaluation;

/// <summary>A conversation whose bot turns are fixed, with the turns at which handing off is right.</summary>
/// <param name="Lang">Two-letter language.</param>
/// <param name="Turns">Alternating, customer first.</param>
public sealed record GoldDialogue(string Id, string Lang, IReadOnlyList<GoldTurn> Turns, GoldHandoff Gold);

/// <param name="Role">customer or bot.</param>
public sealed record GoldTurn(string Role, string Text)
{
    public bool IsFromCustomer => Role == "customer";
}

/// <param name="FirstTurn">Index in the turns, bot turns counted, of the first turn at which handing off is right; null on routine dialogues.</param>
/// <param name="MustBy">Index of the last turn at which it is in time; null on routine dialogues.</param>
public sealed record GoldHandoff(bool Handoff, int? FirstTurn, int? MustBy);
