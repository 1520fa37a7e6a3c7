using HandoffBot.Core.Alerts;
using HandoffBot.Core.Conversations;
using HandoffBot.Core.FollowUps;
using HandoffBot.Core.Handoffs;
using HandoffBot.Server.Loops;
using Microsoft.Extensions.Options;

namespace HandoffBot.Server.FollowUps;

/// <summary>Reminds the owner of what is due soon, and supervisors of what is overdue. What its customer has withdrawn from is ended here when a reminder comes due and withdrawing was cut short; everything else takes a person.</summary>
internal sealed partial class FollowUpLoop(IFollowUpStore followUps, IHandoffStore handoffs, AlertRaiser alerts, INudges nudges, IOptions<FollowUpOptions> options, TimeProvider time, ILogger<FollowUpLoop> logger)
    : Loop("follow-ups", options.Value.LookEvery, time, logger)
{
    private readonly TimeProvider _time = time;
    private readonly ILogger<FollowUpLoop> _logger = logger;

    public override async Task PassAsync(CancellationToken cancellationToken) => await EachAsync(await followUps.FindDueAsync(), RemindAsync, cancellationToken);

    private async Task RemindAsync(FollowUp followUp)
    {
        var opened = followUp.Opened;
        if (opened is { Kind: FollowUpKind.Callback or FollowUpKind.Message, Handoff: { } left } && await handoffs.FindAsync(left) is { Resolution: Resolution.CustomerWithdrew })
        {
            if (await followUps.WithdrawAsync(followUp) == FollowUpOutcome.Done)
            {
                nudges.Queue();
                Ended(opened.Id.Value);
            }

            return;
        }

        var isOverdue = opened.DueAt <= _time.GetUtcNow();

        // The alert first: should this process die between the two, it is raised again under the same id.
        if (isOverdue)
        {
            await alerts.RaiseAsync(Alert.Overdue(followUp, _time.GetUtcNow()));
        }

        if (await followUps.MarkAsync(followUp.Id, isOverdue ? FollowUpMark.Overdue : FollowUpMark.Reminded, isOverdue ? null : opened.DueAt))
        {
            // Consoles look again and show it as due or overdue.
            nudges.Queue();
            Reminded(opened.Id.Value, followUp.Owner?.Value ?? "nobody", isOverdue ? "overdue" : "due soon");
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Follow-up {FollowUp} is ended: its customer had left the line")]
    private partial void Ended(string followUp);

    [LoggerMessage(Level = LogLevel.Information, Message = "Follow-up {FollowUp} of {Owner} is {State}")]
    private partial void Reminded(string followUp, string owner, string state);
}
