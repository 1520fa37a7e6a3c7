using System.Collections.Concurrent;

namespace HandoffBot.Language.Answers;

/// <summary>
/// What was encoded last. Customers press the same buttons and greet in the same words all day, and to encode costs milliseconds. Holds no words, only their
/// hashes and directions, in memory alone, and at most about <paramref name="most"/> of them; the oldest goes first. What a direction means can be guessed at: it leaves the process no more than the words do.
/// </summary>
internal sealed class RecentMeanings(int most)
{
    private readonly ConcurrentDictionary<Guid, float[]> _known = new();
    private readonly ConcurrentQueue<Guid> _inOrder = new();

    public float[] Of(Guid key, Func<float[]> encode)
    {
        if (_known.TryGetValue(key, out var known))
        {
            return known;
        }

        var encoded = encode();
        if (_known.TryAdd(key, encoded))
        {
            _inOrder.Enqueue(key);
            if (_inOrder.Count > most && _inOrder.TryDequeue(out var oldest))
            {
                _known.TryRemove(oldest, out _);
            }
        }

        return encoded;
    }
}
