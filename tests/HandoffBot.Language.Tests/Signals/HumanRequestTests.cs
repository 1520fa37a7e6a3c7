using HandoffBot.Language.Signals;
using HandoffBot.Language.Text;

namespace HandoffBot.Language.Tests.Signals;

public sealed class HumanRequestTests
{
    [Theory]
    [InlineData("I want to talk to a human")]
    [InlineData("could you put me through to somebody in billing")]
    [InlineData("get me your supervisor")]
    [InlineData("agent")]
    [InlineData("AGENT!!!")]
    [InlineData("is anyone there?")]
    [InlineData("please have someone call me back this afternoon")]
    [InlineData("I'd sooner sort this out with a real person")]
    [InlineData("stop. no more bot")]
    [InlineData("who can I speak to about my meter?")]
    [InlineData("je veux parler à quelqu'un")]
    [InlineData("passez-moi un conseiller s'il vous plaît")]
    [InlineData("un responsable svp")]
    [InlineData("pouvez-vous me rappeler demain ?")]
    [InlineData("Est-ce que je pourrais échanger de vive voix avec un membre de votre équipe ?")]
    [InlineData("j'en ai assez de parler à un robot")]
    [InlineData("are you able to get me a human?")]
    [InlineData("is it possible to chat to an actual person instead")]
    [InlineData("est-ce possible d'avoir un humain ?")]
    [InlineData("j'aimerais parler avec un être humain")]
    [InlineData("I need assistance from a person")]
    [InlineData("Talk to a person")]
    [InlineData("Parler à une personne")]
    [InlineData("flesh and blood, please")]
    [InlineData("who's on shift tonight?")]
    [InlineData("put a doctor on please")]
    [InlineData("je voudrais ravoir la dame de tout à l'heure")]
    [InlineData("raccordez-moi au standard")]
    public void A_request_for_a_person_is_heard_in_both_languages(string text) => Assert.True(Value(text) >= 0.5, text);

    [Theory]
    [InlineData("customer service")]
    [InlineData("helpdesk")]
    [InlineData("account manager")]
    [InlineData("managers please")]
    [InlineData("switchboard please")]
    [InlineData("request a callback")]
    [InlineData("escalate my case")]
    [InlineData("I keep trying to reach an advisor")]
    [InlineData("keep asking for an operator")]
    [InlineData("stop offering me articles, I want an agent")]
    [InlineData("I asked for a human but you're still sending links")]
    [InlineData("I've asked for an agent three times but you're still here")]
    [InlineData("I asked for a callback but its been two days")]
    [InlineData("changed my mind, I want a human")]
    [InlineData("get me a human no need for more articles")]
    [InlineData("if you do not escalate this to a manager I'm leaving")]
    [InlineData("service client")]
    [InlineData("opérateur")]
    [InlineData("conseillers")]
    [InlineData("demande de rappel")]
    [InlineData("j'ai demandé un conseiller mais c'est toujours vous")]
    [InlineData("je voulais un humain mais ça ne vient pas")]
    [InlineData("arrêtez de proposer des articles, un conseiller")]
    [InlineData("je veux un conseiller inutile de m'envoyer des liens")]
    [InlineData("aucun besoin de robot, humain")]
    public void Bare_roles_and_asking_once_more_are_heard(string text) => Assert.True(Value(text) >= 0.5, text);

    [Theory]
    [InlineData("can i speak to an advisr")]
    [InlineData("reprezentative please")]
    [InlineData("I need a hunan")]
    [InlineData("let me speak to a mangaer")]
    [InlineData("je veux un conseillé")]
    [InlineData("un conseilller svp")]
    [InlineData("je voudrais parler à un reponsable")]
    public void A_typing_slip_does_not_hide_a_request(string text) => Assert.True(Value(text) >= 0.5, text);

    [Theory]
    [InlineData("I want a ＨＵＭＡＮ")]
    [InlineData("i want a 𝐡𝐮𝐦𝐚𝐧")]
    [InlineData("huuuuman pleeeease")]
    [InlineData("passez\u2011moi quelqu\u2019un")]
    [InlineData("un conse\u0301iller svp")]
    [InlineData("hu\u200Bman please")]
    public void Unicode_in_any_form_does_not_hide_a_request(string text) => Assert.True(Value(text) >= 0.5, text);

    [Theory]
    [InlineData("what's your phone number?", "contact_info")]
    [InlineData("email address for customer service", "contact_info")]
    [InlineData("quel est le numéro du service client ?", "contact_info")]
    [InlineData("quels sont les horaires de l'accueil", "contact_info")]
    [InlineData("are you a bot?", "bot_challenge")]
    [InlineData("am I talking to a real person?", "bot_challenge")]
    [InlineData("vous êtes un robot ?", "bot_challenge")]
    [InlineData("c'est une vraie personne qui me répond ?", "bot_challenge")]
    [InlineData("no need for a human, thanks", "decline_human")]
    [InlineData("don't transfer me", "decline_human")]
    [InlineData("pas besoin d'un conseiller", "decline_human")]
    [InlineData("je ne veux pas parler à un conseiller", "decline_human")]
    [InlineData("are you hiring customer service agents", "job")]
    [InlineData("je cherche un emploi de conseiller", "job")]
    [InlineData("the agent number is 4411", "other")]
    [InlineData("a wig of human hair", "other")]
    [InlineData("le service des ressources humaines", "other")]
    public void What_only_looks_like_a_request_is_named_and_is_none(string text, string label)
    {
        var signal = HumanRequestReader.Read(FoldedText.Of(text));
        Assert.Equal(0, signal.Value);
        Assert.Equal(label, signal.Label);
    }

    [Theory]
    [InlineData("How do I pay my bill?")]
    [InlineData("my phone is not working")]
    [InlineData("the person who lived here before left a debt")]
    [InlineData("can I pay in person")]
    [InlineData("operating temperature of the router")]
    [InlineData("que me conseillez-vous")]
    [InlineData("combien de personnes dans le foyer")]
    [InlineData("not up for talking to people today, can we do it all in here")]
    [InlineData("stop asking whether I want an agent")]
    [InlineData("changed my mind about speaking to somebody")]
    [InlineData("please don't have anyone ring me about the parcel")]
    [InlineData("j'ai indiqué ma soeur comme personne de confiance")]
    [InlineData("je ne veux pas qu'un vendeur me rappelle")]
    [InlineData("mon appel d'offres")]
    [InlineData("Allo ?")]
    [InlineData("is the service available in my area?")]
    [InlineData("votre service est-il gratuit ?")]
    [InlineData("hello??")]
    [InlineData("")]
    [InlineData("!!!")]
    public void Everyday_words_are_no_request(string text) => Assert.InRange(Value(text), 0, 0.49);

    [Theory]
    [InlineData("are you a bot? get me a human")]
    [InlineData("I don't want to talk to a bot, I want a person")]
    [InlineData("pas besoin d'un commercial, passez-moi un technicien")]
    [InlineData("I asked for your phone number, no, just transfer me")]
    public void A_request_beside_a_lookalike_counts(string text) => Assert.True(Value(text) >= 0.5, text);

    [Fact]
    public void The_evidence_quotes_the_customer_as_written() =>
        Assert.Equal("parler à quelqu’un", HumanRequestReader.Read(FoldedText.Of("Bonjour ! Je veux… parler à quelqu’un.")).Evidence);

    private static double Value(string text) => HumanRequestReader.Read(FoldedText.Of(text)).Value;
}
