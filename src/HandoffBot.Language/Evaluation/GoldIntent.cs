namespace HandoffBot.Language.Evaluation;

/// <summary>A sentence with its topic.</summary>
/// <param name="Intent">The topic's name; what it is does not matter where <paramref name="Oos"/> is set.</param>
/// <param name="Oos">Out of scope: no topic answers it.</param>
public sealed record GoldIntent(string Text, string Intent, bool Oos = false, string Lang = "en");
