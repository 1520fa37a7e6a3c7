using System.Text.RegularExpressions;
using HandoffBot.Core.Routing;
using HandoffBot.Language.Signals.Phrases;
using HandoffBot.Language.Text;

namespace HandoffBot.Language.Tests.Signals;

public sealed partial class LexiconTests
{
    [Theory]
    [InlineData("words:\n  a: b\nrules:\n  - name: x\n    says:\n      - <nobody> here", "test.yaml:6")]
    [InlineData("rules:\n  - name: x\n    says:\n      - (one|two", "test.yaml:4")]
    [InlineData("rules:\n  - name: x\n    says:\n      - one ..40 two", "test.yaml:4")]
    [InlineData("rules:\n  - name: x\n    value: 7\n    says:\n      - one", "test.yaml:2")]
    [InlineData("rules:\n  - name: x\n    sais:\n      - one", "test.yaml:3")]
    [InlineData("typos: nobody\nrules: []", "nobody")]
    [InlineData("rules: 3", "test.yaml")]
    public void A_broken_lexicon_is_refused_and_says_where(string yaml, string where)
    {
        var refused = Assert.Throws<FormatException>(() => LexiconFile.Parse("test.yaml", new StringReader(yaml)));
        Assert.Contains(where, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_topic_is_told_from_a_finding()
    {
        var table = new PhraseTable(LexiconFile.Parse("test.yaml", new StringReader("rules:\n  - name: x\n    topic: true\n    says:\n      - one\n  - name: y\n    says:\n      - two")));
        Assert.Equal([true, false], table.Find(FoldedText.Of("one two")).Select(match => match.Rule.IsTopic));
    }

    [Fact]
    public void A_rule_that_its_reader_does_not_read_is_refused()
    {
        var refused = Assert.Throws<FormatException>(() => PhraseTable.Load("stakes", rule => rule.Name != nameof(Stakes.Privacy) || !rule.IsTopic));
        Assert.Contains("stakes.yaml: the topic Privacy", refused.Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => PhraseTable.Load("stakes"));
    }

    [Theory]
    [InlineData("human-request")]
    [InlineData("stakes")]
    [InlineData("feelings")]
    [InlineData("progress")]
    [InlineData("complexity")]
    [InlineData("exchanges")]
    public void No_phrase_and_no_word_is_listed_twice(string name)
    {
        var lexicon = LexiconFile.Read(name);
        var lists = lexicon.Words.Values.Concat(lexicon.Rules.Select(rule => rule.Says)).Append(lexicon.NeverSlips);
        var groups = lexicon.Rules.SelectMany(rule => rule.Says).SelectMany(phrase => Group().Matches(phrase)).Select(group => group.Groups[1].Value.Split('|'));
        Assert.DoesNotContain(lists.Concat(groups).SelectMany(list => list.CountBy(entry => entry)), entry => entry.Value > 1);
    }

    [Theory]
    [InlineData("one two", "say one two now", true)]
    [InlineData("one two", "one, two", false)]
    [InlineData("one ..2 two", "one, or maybe two", true)]
    [InlineData("one ..2 two", "one. Two", false)]
    [InlineData("one three? two", "one two", true)]
    [InlineData("one (three|four five) two", "one four five two", true)]
    [InlineData("^ one $", "no, one, two", true)]
    [InlineData("^ one $", "no one", false)]
    [InlineData("trans*", "transferring", true)]
    public void The_notation_means_what_it_says(string phrase, string text, bool expected)
    {
        var table = new PhraseTable(LexiconFile.Parse("test.yaml", new StringReader($"rules:\n  - name: x\n    says:\n      - '{phrase}'")));
        Assert.Equal(expected, table.Find(FoldedText.Of(text)).Count > 0);
    }

    /// <summary>Alternatives, <c>(one|two)</c>.</summary>
    [GeneratedRegex(@"\(([^()]*)\)")]
    private static partial Regex Group();
}
