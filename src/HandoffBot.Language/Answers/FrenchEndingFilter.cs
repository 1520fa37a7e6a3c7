using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace HandoffBot.Language.Answers;

/// <summary>
/// Light French stemming for words without accents: takes off what number, gender and the common verb forms add (<c>payer</c>, <c>paye</c>, <c>payez</c> and
/// <c>payée</c> meet). Lucene's own French stemmers look at accents, which customers leave out.
/// </summary>
internal sealed class FrenchEndingFilter : TokenFilter
{
    private const int ShortestStem = 3;

    private static readonly string[] Endings =
        ["issements", "issement", "aient", "erait", "ements", "ement", "erons", "eront", "antes", "eras", "ions", "ees", "ait", "ais", "ant", "ent", "ons", "era", "ee", "er", "ez", "es", "ai", "is", "it", "ir", "re", "e", "s", "x"];

    private readonly ICharTermAttribute _term;

    public FrenchEndingFilter(TokenStream words)
        : base(words) => _term = AddAttribute<ICharTermAttribute>();

    public override bool IncrementToken()
    {
        if (!m_input.IncrementToken())
        {
            return false;
        }

        var word = _term.Buffer.AsSpan(0, _term.Length);
        foreach (var ending in Endings)
        {
            if (word.Length >= ending.Length + ShortestStem && word.EndsWith(ending))
            {
                _term.SetLength(word.Length - ending.Length);
                break;
            }
        }

        return true;
    }
}
