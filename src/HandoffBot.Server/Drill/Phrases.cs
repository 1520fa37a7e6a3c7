namespace HandoffBot.Server.Drill;

/// <summary>What the customers of a drill say, by language.</summary>
internal static class Phrases
{
    public static IReadOnlyList<string> Locales { get; } = ["en-GB", "fr-FR"];

    public static string Ask(string locale, Random random) => One(locale == "fr-FR" ? AskFrench : AskEnglish, random);

    public static string Question(string locale, Random random) => One(locale == "fr-FR" ? QuestionFrench : QuestionEnglish, random);

    public static string Talk(string locale, Random random) => One(locale == "fr-FR" ? TalkFrench : TalkEnglish, random);

    private static readonly string[] AskEnglish = ["Can I talk to someone?", "Get me a real person please", "I want to speak to a human", "Could I please talk to an agent"];
    private static readonly string[] AskFrench = ["Je veux parler à quelqu'un", "Puis-je parler à un conseiller ?", "Passez-moi un humain s'il vous plaît"];
    private static readonly string[] QuestionEnglish = ["What are your opening hours?", "How do I pay my bill?", "How do I reset my password?"];
    private static readonly string[] QuestionFrench = ["Quels sont vos horaires d'ouverture ?", "Comment payer ma facture ?"];
    private static readonly string[] TalkEnglish = ["It is about my last bill", "The number is 4711", "Let me look for the letter"];
    private static readonly string[] TalkFrench = ["C'est au sujet de ma dernière facture", "Le numéro est 4711", "Je cherche la lettre"];

    private static string One(string[] phrases, Random random) => phrases[random.Next(phrases.Length)];
}
