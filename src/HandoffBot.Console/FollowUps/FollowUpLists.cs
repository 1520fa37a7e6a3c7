using HandoffBot.Console.Api;
using HandoffBot.Contracts.Agents;

namespace HandoffBot.Console.FollowUps;

/// <summary>What is owed to customers: everybody's, or this agent's.</summary>
public sealed class FollowUpLists(AgentApi api)
{
    public IReadOnlyList<FollowUpView> Open { get; private set; } = [];

    /// <summary>Open, also those beyond the page.</summary>
    public long Total { get; private set; }

    /// <summary>Only this agent's are shown.</summary>
    public bool OnlyMine { get; set; }

    public bool IsLoaded { get; private set; }

    /// <summary>Why the list could not be brought up to date; it stays as it was.</summary>
    public ApiProblem? Problem { get; private set; }

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var result = await api.FollowUpsAsync(OnlyMine, cancellationToken);
        if (result.IsUsable(out var list, out var problem))
        {
            (Open, Total, IsLoaded) = (list.Items, list.Total, true);
        }

        Problem = problem;
    }
}
