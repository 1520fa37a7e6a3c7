using HandoffBot.Core.Dialogs;

namespace HandoffBot.Language.Tests.Answers;

/// <summary>A small set of dialogs in both languages.</summary>
public static class Topics
{
    public static DialogSet Set { get; } = new(
        [
            Topic("en", "pay-bill", "Paying your bill", "How do I pay my bill?", "can I pay by card", "ways to pay", "I want to make a payment", "pay my invoice online", "where do I settle what I owe"),
            Topic("en", "opening-hours", "Opening hours", "What are your opening hours?", "when are you open", "are you open on Sunday", "what time do you close", "business hours today"),
            Topic("en", "router-reset", "Restarting the router", "How do I reset my router?", "restart the router", "my internet is not working", "the router has a red light", "no wifi at home"),
            Topic("en", "moving-house", "Moving house", "I am moving house", "how do I take my contract to a new address", "we are moving next month", "change of address because of a move", "moving out"),
            Topic("en", "meter-reading", "Meter reading", "How do I send a meter reading?", "submit meter reading", "where do I enter the meter numbers", "my meter reading was wrong", "when is the meter read"),
            Topic("en", "hello", "Hello", "Hello", "hi there", "good morning"),
            Topic("fr", "pay-bill", "Payer votre facture", "Comment payer ma facture ?", "je veux régler ma facture", "payer par carte", "moyens de paiement", "où payer en ligne", "régler ce que je dois"),
            Topic("fr", "opening-hours", "Horaires", "Quels sont vos horaires ?", "quand êtes-vous ouverts", "ouvert le dimanche ?", "à quelle heure fermez-vous", "heures d'ouverture"),
            Topic("fr", "router-reset", "Redémarrer la box", "Comment redémarrer ma box ?", "réinitialiser la box", "internet ne marche pas", "la box a un voyant rouge", "pas de wifi à la maison"),
            Topic("fr", "moving-house", "Déménager", "Je déménage", "comment transférer mon contrat à une nouvelle adresse", "on déménage le mois prochain", "changement d'adresse", "je quitte mon logement"),
            Topic("fr", "meter-reading", "Relevé de compteur", "Comment envoyer un relevé de compteur ?", "transmettre mon relevé", "où saisir les chiffres du compteur", "mon relevé était faux", "quand relevez-vous le compteur"),
            Topic("fr", "hello", "Bonjour", "Bonjour", "salut", "bonsoir"),
        ],
        new Dictionary<string, Wording> { ["en"] = Wording("en"), ["fr"] = Wording("fr") });

    private static Dialog Topic(string language, string id, string title, params string[] examples) => new()
    {
        Id = id,
        Language = language,
        Title = title,
        Examples = examples,
        Stakes = DialogStakes.None,
        Skill = "general",
        Steps = [],
        Answer = title,
    };

    private static Wording Wording(string language) => new(language, WordingKeys.All.ToDictionary(key => key, key => key));
}
