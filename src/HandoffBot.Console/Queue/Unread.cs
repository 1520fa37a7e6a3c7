using HandoffBot.Contracts.Agents;

namespace HandoffBot.Console.Queue;

/// <summary>In which of the agent's conversations the customer has said something that the agent has not seen.</summary>
public sealed class Unread
{
    private readonly Dictionary<string, string?> _seen = [];
    private readonly HashSet<string> _unread = [];

    public int Count => _unread.Count;

    public bool Contains(string handoffId) => _unread.Contains(handoffId);

    /// <summary>Compares with what was there before.</summary>
    /// <param name="held">What the agent holds now. What is held for the first time counts as seen.</param>
    /// <param name="inView">The conversation in front of the agent's eyes; null when none is, or the page is hidden.</param>
    public void Update(IReadOnlyList<HandoffView> held, string? inView)
    {
        foreach (var handoff in held)
        {
            if (handoff.Id == inView)
            {
                _unread.Remove(handoff.Id);
            }
            else if (_seen.TryGetValue(handoff.Id, out var before) && before != handoff.LastSaid)
            {
                _unread.Add(handoff.Id);
            }

            _seen[handoff.Id] = handoff.LastSaid;
        }

        var ids = held.Select(handoff => handoff.Id).ToHashSet();
        _unread.IntersectWith(ids);
        foreach (var gone in _seen.Keys.Where(id => !ids.Contains(id)).ToArray())
        {
            _seen.Remove(gone);
        }
    }
}
