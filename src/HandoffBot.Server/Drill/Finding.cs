using System.Collections.Concurrent;

namespace HandoffBot.Server.Drill;

/// <summary>How often one promise was broken, with the first cases in words.</summary>
internal sealed class Finding(string name)
{
    private const int MostCases = 20;
    private readonly ConcurrentQueue<string> _cases = new();
    private int _count;

    public string Name => name;

    public int Count => _count;

    public IEnumerable<string> Cases => _cases.Select(text => $"{name}: {text}");

    public void Add(string text)
    {
        if (Interlocked.Increment(ref _count) <= MostCases)
        {
            _cases.Enqueue(text);
        }
    }
}
