using System.Diagnostics.CodeAnalysis;
using System.Text;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.NGram;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Analysis.Util;
using Lucene.Net.Util;

namespace HandoffBot.Language.Answers;

/// <summary>
/// Cuts folded text into what the index compares: lightly stemmed words without function words (question words and negations stay, they carry the meaning of a
/// short question), or letter groups of whole words, which survive typing slips.
/// </summary>
internal sealed class TopicAnalyzer(string language, bool letterGroups) : Analyzer
{
    public const LuceneVersion Version = LuceneVersion.LUCENE_48;

    private const int GroupLetters = 3;

    private readonly CharArraySet _functionWords = new(Version, FunctionWords(language), ignoreCase: false);

    public bool IsFunctionWord(string word) => _functionWords.Contains(word);

    public List<string> Cut(string folded)
    {
        var terms = new List<string>();
        using var stream = GetTokenStream("", folded);
        var term = stream.GetAttribute<ICharTermAttribute>();
        stream.Reset();
        while (stream.IncrementToken())
        {
            terms.Add(term.ToString()!);
        }

        stream.End();
        return terms;
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The analyzer owns its components and disposes of them with itself.")]
    protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader)
    {
        var words = new WhitespaceTokenizer(Version, reader);
        TokenStream meaningful = new StopFilter(Version, words, _functionWords);
        return new TokenStreamComponents(words, letterGroups ? new NGramTokenFilter(Version, meaningful, GroupLetters, GroupLetters) : Stem(meaningful));
    }

    private TokenStream Stem(TokenStream words) => language switch
    {
        "en" => new KStemFilter(words),
        "fr" => new FrenchEndingFilter(words),
        _ => words,
    };

    private static string[] FunctionWords(string language)
    {
        using var stream = typeof(TopicAnalyzer).Assembly.GetManifestResourceStream($"Stopwords/{language}.txt");
        if (stream is null)
        {
            return [];
        }

        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }
}
