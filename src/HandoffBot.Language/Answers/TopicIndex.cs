using HandoffBot.Core.Dialogs;
using HandoffBot.Language.Text;
using Lucene.Net.Analysis.Core;
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

    /// <summary>No word of any language.</summary>
    private const string Strange = "xqzvkwj";

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
        using (var asCut = new WhitespaceAnalyzer(TopicAnalyzer.Version))
        using (var writer = new IndexWriter(_directory, new IndexWriterConfig(TopicAnalyzer.Version, asCut) { Similarity = new BM25Similarity() }))
        {
            foreach (var (dialog, text) in dialogs.SelectMany(dialog => dialog.Examples.Append(dialog.Title).Select(text => (dialog, text))))
            {
                var said = FoldedText.Of(text).ToString();
                var terms = Terms(said);
                folded.Add(said);
                _examples.Add(new Example(dialog, text, terms));
                writer.AddDocument([Field(Words, terms.Words), Field(Groups, terms.Groups)]);
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

    /// <summary>The examples nearest to a text.</summary>
    public TopicHits Search(FoldedText text)
    {
        var terms = Terms(_vocabulary.Correct(text, _words));
        var query = Query(terms);
        var hits = query.Clauses.Count == 0 ? [] : _searcher.Search(query, Nearest).ScoreDocs;
        return new TopicHits(terms, _vocabulary, Array.ConvertAll(hits, hit => (_examples[hit.Doc], TopicSimilarity.Of(terms, _examples[hit.Doc].Terms, hit.Score, _vocabulary))));
    }

    /// <summary>An example that asks for something else: its most telling word is one that no dialog knows.</summary>
    public FoldedText Estrange(Example example)
    {
        var words = FoldedText.Of(example.Text).ToString().Split(' ');
        var telling = words.MaxBy(word => _words.Cut(word) is [var stem] ? _vocabulary.Weight(stem) : 0);
        return FoldedText.Of(string.Join(' ', words.Select(word => word == telling ? Strange : word)));
    }

    public void Dispose()
    {
        _reader.Dispose();
        _directory.Dispose();
        _words.Dispose();
        _groups.Dispose();
    }

    /// <summary>A text of function words alone ("hello", "thank you") means what it says: then they are its words.</summary>
    private TopicTerms Terms(string folded)
    {
        var words = _words.Cut(folded);
        return new TopicTerms((words.Count > 0 ? words : [.. folded.Split(' ', StringSplitOptions.RemoveEmptyEntries)]).ToHashSet(), _groups.Cut(folded).ToHashSet());
    }

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

    private static TextField Field(string name, IReadOnlySet<string> terms) => new(name, string.Join(' ', terms), Lucene.Net.Documents.Field.Store.NO);
}
