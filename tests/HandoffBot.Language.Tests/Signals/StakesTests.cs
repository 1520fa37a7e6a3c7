using HandoffBot.Core.Conversations;
using HandoffBot.Core.Routing;
using HandoffBot.Language.Models;
using HandoffBot.Language.Signals;
using HandoffBot.Language.Text;

namespace HandoffBot.Language.Tests.Signals;

public sealed class StakesTests
{
    [Theory]
    [InlineData("I can't go on anymore", Stakes.SelfHarmOrSafety)]
    [InlineData("it smells of gas in the hallway", Stakes.SelfHarmOrSafety)]
    [InlineData("je n'ai plus envie de vivre", Stakes.SelfHarmOrSafety)]
    [InlineData("des étincelles sortent du compteur", Stakes.SelfHarmOrSafety)]
    [InlineData("I've been scammed", Stakes.Fraud)]
    [InlineData("somebody opened a contract in my name", Stakes.Fraud)]
    [InlineData("on a piraté mon compte", Stakes.Fraud)]
    [InlineData("un prélèvement que je n'ai jamais autorisé", Stakes.Fraud)]
    [InlineData("my mother passed away in May", Stakes.Bereavement)]
    [InlineData("mon père est décédé", Stakes.Bereavement)]
    [InlineData("I will see you in court", Stakes.LegalThreat)]
    [InlineData("je vais saisir le médiateur", Stakes.LegalThreat)]
    [InlineData("I can't afford to feed my kids", Stakes.Vulnerability)]
    [InlineData("le bébé a froid, on n'a plus rien", Stakes.Vulnerability)]
    [InlineData("my son's oxygen concentrator needs power", Stakes.Medical)]
    [InlineData("je suis sous dialyse à domicile", Stakes.Medical)]
    [InlineData("no electricity at the nursing home since last night", Stakes.Outage)]
    [InlineData("plus de courant depuis ce matin et ma téléalarme est branchée dessus", Stakes.Outage)]
    [InlineData("I received another customer's bill", Stakes.Privacy)]
    [InlineData("supprimez mes données personnelles", Stakes.Privacy)]
    [InlineData("you charged me £1,250.00 twice", Stakes.LargeMoney)]
    [InlineData("il me manque 1 250,50 € sur le remboursement", Stakes.LargeMoney)]
    public void What_is_at_stake_is_named_in_both_languages(string text, Stakes expected)
    {
        var signal = StakesReader.Read(FoldedText.Of(text));
        Assert.True(signal.Value >= 0.5, text);
        Assert.Equal(expected, signal.Stakes);
        Assert.NotNull(signal.Evidence);
    }

    [Theory]
    [InlineData("I'm dying to know when it arrives")]
    [InlineData("these prices are killing me")]
    [InlineData("my router died")]
    [InlineData("la batterie est morte")]
    [InlineData("je suis mort de rire")]
    [InlineData("I can't find my meter")]
    [InlineData("I can't see my electricity bill")]
    [InlineData("I forgot my password")]
    [InlineData("you charged me £12.50 twice")]
    [InlineData("il me manque 12,50 € sur le remboursement")]
    [InlineData("my bill is £900, when is it due?")]
    [InlineData("What is the price of gas?")]
    [InlineData("discount for lawyers")]
    [InlineData("how do I turn fraud alerts on")]
    [InlineData("does the bike policy cover theft from a shed")]
    [InlineData("I'm doing a school project, what is a death certificate for")]
    [InlineData("la protection juridique prend-elle en charge les honoraires de l'avocat ?")]
    [InlineData("shampooing à l'avocat, vous en avez encore ?")]
    [InlineData("mon contrat obsèques, où trouver l'attestation ?")]
    [InlineData("How do I pay my bill?")]
    [InlineData("à court terme, quel tarif ?")]
    [InlineData("mon radiateur ne chauffe plus")]
    [InlineData("my radiator is very hot at the top and cold at the bottom")]
    [InlineData("la batterie chauffe en charge, normal ?")]
    [InlineData("my old laptop died last march, which model replaces it")]
    [InlineData("combien de semaines avant la livraison ? le colis ne bouge plus depuis lundi")]
    [InlineData("can i take my own pillow")]
    [InlineData("vous pouvez me couper les cheveux demain ?")]
    [InlineData("Which number would she ring if ever there were a gas leak? All is well here.")]
    public void Figures_of_speech_and_small_sums_are_not_at_stake(string text) => Assert.Equal(0, StakesReader.Read(FoldedText.Of(text)).Value);

    [Theory]
    [InlineData("power's off in our street")]
    [InlineData("taps are dry since this morning")]
    [InlineData("no power at 84 Mill Lane")]
    [InlineData("plus de courant depuis au moins deux heures")]
    [InlineData("coupure de courant chez nous depuis une heure")]
    public void An_outage_that_only_annoys_stays_below_what_counts_unless_a_policy_asks_for_it(string text)
    {
        var signal = StakesReader.Read(FoldedText.Of(text));
        Assert.Equal((Stakes.Outage, StakesReader.Mild), (signal.Stakes, signal.Value));
    }

    [Theory]
    [InlineData("my mum is on oxygen at home", "the power's off in our street")]
    [InlineData("I look after a care home in Leeds", "we have no heating since yesterday")]
    [InlineData("the water is off in our road", "he does his dialysis at home tonight")]
    [InlineData("plus de courant dans la rue", "ma voisine de 91 ans est toute seule au quatrième")]
    public void Somebody_who_depends_on_what_is_out_makes_it_grave_also_when_they_come_up_later(string first, string later)
    {
        var reader = new StakesReader(new ScoredTurns(new FoldedTurns()));
        var turn = Turns.After([(Speaker.Customer, first), (Speaker.Bot, "No works are planned in your area.")], later);
        Assert.True(reader.ReadAsync(turn, TestContext.Current.CancellationToken).Result().Value >= 0.5);
    }

    [Theory]
    [InlineData("does the charger cord for my modem matter")]
    [InlineData("it is number 84")]
    [InlineData("merci, je paie moins cher du coup ?")]
    public void What_has_nothing_to_do_with_anybody_does_not_bring_an_outage_back(string later)
    {
        var turn = Turns.After([(Speaker.Customer, "the power's off in our street"), (Speaker.Bot, "No works are planned in your area.")], later);
        Assert.True(new StakesReader(new ScoredTurns(new FoldedTurns())).ReadAsync(turn, TestContext.Current.CancellationToken).Result().Value < 0.5);
    }

    [Theory]
    [InlineData("heart attack")]
    [InlineData("call 999")]
    [InlineData("I'm bleeding")]
    [InlineData("no insulin")]
    [InlineData("carbon monoxide!")]
    [InlineData("fraud!")]
    [InlineData("he's dead")]
    [InlineData("having a seizure")]
    [InlineData("send an ambulance to 12 Mill Lane")]
    [InlineData("he's having a heart attack right now")]
    [InlineData("it's an emergency, my son is in a coma")]
    [InlineData("what should I do if someone smells gas in the hall, it's really strong")]
    [InlineData("I cannot call for help, the phone line is down")]
    [InlineData("my kids are freezing")]
    [InlineData("I'm homeless")]
    [InlineData("my account is compromised")]
    [InlineData("bailiffs are at my door")]
    [InlineData("you owe me £900")]
    [InlineData("appelez les pompiers")]
    [InlineData("urgence vitale")]
    [InlineData("plus d'oxygène")]
    [InlineData("monoxyde de carbone")]
    [InlineData("on a été intoxiqués par la chaudière")]
    [InlineData("mon bébé a faim")]
    [InlineData("je suis aveugle")]
    [InlineData("je dors dans ma voiture")]
    [InlineData("je veux signaler une fraude")]
    [InlineData("je vois plus de raison de rester en vie")]
    [InlineData("c juste que jai recommencé a me couper")]
    [InlineData("what's the point of being alive")]
    [InlineData("I started cutting again")]
    [InlineData("je veux dormir et ne plus me réveiller")]
    [InlineData("the socket behind the telly is really hot!")]
    [InlineData("mon chargeur chauffe anormalement")]
    [InlineData("kettle caught fire last night")]
    [InlineData("my toddler swallowed a button cell")]
    [InlineData("mon bébé a bu du déboucheur")]
    [InlineData("I'm 36 weeks and she hasn't moved since last night")]
    [InlineData("36 semaines et elle ne bouge plus depuis hier")]
    [InlineData("Callum died in March")]
    [InlineData("notre fille est née sans vie")]
    [InlineData("ça peut tuer quelqu'un")]
    public void Danger_and_need_are_seen_in_few_and_plain_words(string text) => Assert.True(StakesReader.Read(FoldedText.Of(text)).Value >= 0.5, text);

    [Theory]
    [InlineData("my tongue has gone all fat and it's hard to swallow")]
    [InlineData("la gorge me serre depuis le comprimé")]
    [InlineData("my son texted from a new number asking for rent, I sent it")]
    [InlineData("it logged me into a stranger's account")]
    [InlineData("mes 310'000 francs de deuxième pilier ont disparu de mon compte")]
    public void What_is_at_stake_is_seen_without_its_name(string text) => Assert.True(StakesReader.Read(FoldedText.Of(text)).Value >= 0.5, text);

    [Fact]
    public void Danger_is_named_before_everything_else() =>
        Assert.Equal(Stakes.SelfHarmOrSafety, StakesReader.Read(FoldedText.Of("My lawyer will call you. I was scammed and I want to kill myself.")).Stakes);

    [Theory]
    [InlineData("£1,250.00", 1250)]
    [InlineData("1 250,00 €", 1250)]
    [InlineData("1\u202F250 €", 1250)]
    [InlineData("1.250,50 euros", 1250.50)]
    [InlineData("€ 80 000", 80000)]
    [InlineData("2k euros", 2000)]
    [InlineData("three payments, the last of 3 grand", 3000)]
    [InlineData("1.5 million dollars", 1500000)]
    [InlineData("310'000 francs", 310000)]
    [InlineData("CHF 1’250.50", 1250.50)]
    [InlineData("54 lakhs", 5400000)]
    [InlineData("65,000", 0)]
    [InlineData("order 40229811, 12 pounds", 12)]
    [InlineData("call 0207 946 0100", 0)]
    [InlineData("99999999999999999999999999 €", 0)]
    public void Amounts_are_read_as_either_language_writes_them(string text, double expected) => Assert.Equal((decimal)expected, Amounts.Largest(text));

    [Theory]
    [InlineData("65,000 went to the wrong sort code", 65000)]
    [InlineData("all 340k of it", 340000)]
    [InlineData("order 4022 9811 of 12 400 pieces", 0)]
    public void A_bare_number_written_like_a_large_sum_counts_where_the_text_is_about_money(string text, double expected) => Assert.Equal((decimal)expected, Amounts.Largest(text, bare: true));
}
