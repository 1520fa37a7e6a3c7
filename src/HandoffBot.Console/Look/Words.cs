using HandoffBot.Contracts.Agents;

namespace HandoffBot.Console.Look;

/// <summary>Names of the API as people read them.</summary>
public static class Words
{
    /// <summary>A customer's name; visitors of the web chat have none, so the end of their id tells them apart.</summary>
    public static string Customer(CustomerView customer) => customer.Name.Trim() is { Length: > 0 } name
        ? name
        : $"Visitor {(customer.Id.Length > 4 ? customer.Id[^4..] : customer.Id)}";

    public static string Presence(string status) => status == "notResponding" ? "Not responding" : Capital(status);

    public static string Language(string code) => code.Split('-')[0] switch
    {
        "en" => "English",
        "fr" => "French",
        "de" => "German",
        "es" => "Spanish",
        "it" => "Italian",
        "nl" => "Dutch",
        "pt" => "Portuguese",
        _ => code,
    };

    public static string Channel(string channel) => channel switch
    {
        "directline" or "webchat" => "Web chat",
        "msteams" => "Teams",
        "emulator" => "Emulator",
        _ => Sentence(channel),
    };

    public static string Resolution(string? resolution) => resolution switch
    {
        "solved" => "solved",
        "returnedToBot" => "returned to the bot",
        "customerWithdrew" => "the customer left the line",
        "followUpDone" => "follow-up done",
        "followUpOwed" => "a follow-up is owed",
        _ => "closed",
    };

    /// <summary>The reason codes of a handoff.</summary>
    public static string Reason(string code) => code switch
    {
        "human_request" => "Asked for a person",
        "emotion" => "Emotion",
        "high_stakes" => "High stakes",
        "complexity" => "Complicated",
        "no_progress" => "No progress",
        "low_confidence" => "Bot not sure",
        "failure" => "Something failed",
        "policy" => "Policy",
        _ => Sentence(code),
    };

    /// <summary><c>self_harm_or_safety</c> → "Self harm or safety", <c>largeMoney</c> → "Large money".</summary>
    public static string Sentence(string code)
    {
        var words = new System.Text.StringBuilder(code.Length + 4);
        foreach (var letter in code)
        {
            if (letter is '_' or '-')
            {
                words.Append(' ');
            }
            else if (char.IsUpper(letter) && words.Length > 0)
            {
                words.Append(' ').Append(char.ToLowerInvariant(letter));
            }
            else
            {
                words.Append(letter);
            }
        }

        return Capital(words.ToString());
    }

    /// <summary>First letter upper-case.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
