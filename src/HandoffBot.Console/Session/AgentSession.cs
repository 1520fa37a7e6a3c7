using HandoffBot.Console.Api;
using HandoffBot.Contracts.Agents;

namespace HandoffBot.Console.Session;

/// <summary>Who is signed in, and their presence.</summary>
public sealed class AgentSession(AgentApi api)
{
    private static readonly string[] OpsRoles = ["ops", "supervisor", "admin"];

    /// <summary>Null until it is known, or when nobody is signed in.</summary>
    public AgentMe? Me { get; private set; }

    /// <summary>Why it is not known.</summary>
    public ApiProblem? Problem { get; private set; }

    public bool SeesOps => Me?.Roles.Any(OpsRoles.Contains) ?? false;

    /// <summary>May give conversations to others, take them over, and set colleagues away.</summary>
    public bool IsSupervisor => Me?.Roles.Any(role => role is "supervisor" or "admin") ?? false;

    public event Action? Changed;

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var result = await api.MeAsync(cancellationToken);
        if (result.IsUsable(out var me, out var problem))
        {
            Me = me;
            Problem = null;
        }
        else if (Me is null || problem.IsSignedOut || problem.IsForbidden)
        {
            Me = null;
            Problem = problem;
        }

        Changed?.Invoke();
    }

    /// <returns>What stood in the way; null = it is so now.</returns>
    public async Task<ApiProblem?> SetPresenceAsync(PresenceRequest presence, CancellationToken cancellationToken)
    {
        var result = await api.SetPresenceAsync(presence, cancellationToken);
        await LoadAsync(cancellationToken);
        return result.Problem;
    }

    public async Task SignOutAsync(CancellationToken cancellationToken)
    {
        await api.SignOutAsync(cancellationToken);
        await LoadAsync(cancellationToken);
    }
}
