using HandoffBot.Server.Loops;
using Microsoft.Extensions.Options;

namespace HandoffBot.Server.Policy;

/// <summary>Takes over changes of the policy files. It asks rather than listens: not every file system tells of a change.</summary>
internal sealed partial class PolicyLoop(PolicyWatch watch, IOptions<RoutingOptions> options, TimeProvider time, ILogger<PolicyLoop> logger)
    : Loop("policy", options.Value.LookEvery, time, logger)
{
    private readonly TimeProvider _time = time;

    public override Task PassAsync(CancellationToken cancellationToken)
    {
        if (watch.Look(_time.GetUtcNow()))
        {
            var standing = watch.Standing;
            if (standing.Faults.Count > 0)
            {
                Refused(standing.Version, string.Join(Environment.NewLine, standing.Faults));
            }
            else
            {
                InForce(standing.Version, standing.ShadowVersion ?? "none");
            }
        }

        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The policy {Version} decides; watched beside it: {Shadow}")]
    private partial void InForce(string version, string shadow);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The changed policy has faults; {Version} goes on deciding: {Faults}")]
    private partial void Refused(string version, string faults);
}
