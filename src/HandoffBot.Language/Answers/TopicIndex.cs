using HandoffBot.Core.Dialogs;
using HandoffBot.Language.Text;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;

namespace HandoffBot.Language.Answers;

/// <summary>
/// The examples and titles of one language, searchable in memory. Lucene fetches the nearest ones (BM25 over words and letter groups); they are then compared
/// closely. A customer's words become terms here and are never read as a query language.
/// </summary>
internal sealed class TopicIndex : IDisposable
{
    private const string Words = "words";
    private const string Groups = "groups";
    private const float GroupWeight = 0.15f;
    private const int Nearest = 40;

    private readonly TopicAnalyzer _words;
    private readonly TopicAnalyzer _groups;
    private readonly RAMDirectory _directory = new();
    private readonly DirectoryReader _reader;
    private readonly IndexSearcher _searcher;
    private readonly TopicVocabulary _vocabulary;
    private readonly List<Example> _examples = [];

    public TopicIndex(string language, IReadOnlyList<Dialog> dialogs)
    {
        _words = new TopicAnalyzer(language, letterGroups: false);
        _groups = new TopicAnalyzer(language, letterGroups: true);
        var folded = new List<string>();
        using (var writer = new IndexWriter(_directory, new IndexWriterConfig(TopicAnalyzer.Version, _words) { Similarity = new BM25Similarity() }))
        {
            foreach (var (dialog, text) in dialogs.SelectMany(dialog => dialog.Examples.Append(dialog.Title).Select(text => (dialog, text))))
            {
                var said = FoldedText.Of(text).ToString();
                folded.Add(said);
                _examples.Add(new Example(dialog, text, Terms(said)));
                writer.AddDocument([Field(Words, said, _words), Field(Groups, said, _groups)]);
            }

            // One segment, so that a document's number is the example's place in the list.
            writer.ForceMerge(1);
        }

        _vocabulary = new TopicVocabulary(_examples.Select(example => (example.Dialog, example.Terms)), folded.SelectMany(text => text.Split(' ')));
        _reader = DirectoryReader.Open(_directory);
        _searcher = new IndexSearcher(_reader) { Similarity = new BM25Similarity() };
    }

    public IReadOnlyList<Example> Examples => _examples;

    /// <summary>Share of the words that are this language's: its function words or words of its examples.</summary>
    public double ShareKnown(FoldedText text)
    {
        var known = 0;
        for (var index = 0; index < text.Count; index++)
        {
            var word = text.Word(index).ToString();
            known += _words.IsFunctionWord(word) || _vocabulary.Knows(word) ? 1 : 0;
        }

        return text.Count == 0 ? 0 : (double)known / text.Count;
    }

    /// <summary>The best place of each dialog near a text, best first, as if the left-out examples were not there.</summary>
    public List<TopicMatch> Find(FoldedText text, Func<Example, bool>? leaveOut = null, Example? leftOut = null)
    {
        var terms = Terms(_vocabulary.Correct(text, _words));
        var query = Query(terms);
        if (query.Clauses.Count == 0)
        {
            return [];
        }

        var best = new Dictionary<Dialog, (double Similarity, Example Example)>();
        foreach (var hit in _searcher.Search(query, Nearest).ScoreDocs)
        {
            var example = _examples[hit.Doc];
            if (leaveOut?.Invoke(example) != true)
            {
                var similarity = TopicSimilarity.Of(terms, example.Terms, hit.Score, _vocabulary);
                if (!best.TryGetValue(example.Dialog, out var known) || known.Similarity < similarity)
                {
                    best[example.Dialog] = (similarity, example);
                }
            }
        }

        var ordered = best.OrderByDescending(entry => entry.Value.Similarity).ThenBy(entry => entry.Key.Id, StringComparer.Ordinal).ToList();
        return ordered.ConvertAll(entry =>
        {
            var rival = ordered.Where(other => other.Key != entry.Key).Select(other => other.Value.Similarity).FirstOrDefault();
            return new TopicMatch(entry.Key, entry.Value.Similarity, _vocabulary.Coverage(terms, entry.Key, leftOut), entry.Value.Similarity - rival);
        });
    }

    public void Dispose()
    {
        _reader.Dispose();
        _directory.Dispose();
        _words.Dispose();
        _groups.Dispose();
    }

    private TopicTerms Terms(string folded) => new(_words.Cut(folded).ToHashSet(), _groups.Cut(folded).ToHashSet());

    private static BooleanQuery Query(TopicTerms terms)
    {
        var query = new BooleanQuery(disableCoord: true);
        foreach (var word in terms.Words.Take(BooleanQuery.MaxClauseCount / 4))
        {
            query.Add(new TermQuery(new Term(Words, word)), Occur.SHOULD);
        }

        foreach (var group in terms.Groups.Take(BooleanQuery.MaxClauseCount / 2))
        {
            query.Add(new TermQuery(new Term(Groups, group)) { Boost = GroupWeight }, Occur.SHOULD);
        }

        return query;
    }

    private static TextField Field(string name, string text, TopicAnalyzer analyzer) => new(name, analyzer.GetTokenStream(name, text));
}

/// <summary>An example utterance, or a title, of a dialog.</summary>
internal sealed record Example(Dialog Dialog, string Text, TopicTerms Terms);

/// <summary>How near a dialog is to a turn.</summary>
/// <param name="Similarity">0 to 1, of its nearest example.</param>
/// <param name="Coverage">Weighted share of the turn's words that the dialog's examples know.</param>
/// <param name="Margin">By how much it is nearer than the best other dialog; negative when it is not the best.</param>
internal readonly record struct TopicMatch(Dialog Dialog, double Similarity, double Coverage, double Margin);
