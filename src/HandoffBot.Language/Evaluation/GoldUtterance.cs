namespace HandoffBot.Language.Evaluation;

/// <summary>One sentence with what a person says it is.</summary>
/// <param name="Lang">Two-letter language.</param>
/// <param name="Label">human_request, contact_info, bot_challenge, decline_human, complaint, routine, smalltalk, gibberish, abuse, or high_stakes:kind.</param>
public sealed record GoldUtterance(string Text, string Lang, string Label);
