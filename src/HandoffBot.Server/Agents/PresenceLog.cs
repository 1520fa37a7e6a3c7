using HandoffBot.Core.Agents;

namespace HandoffBot.Server.Agents;

internal static partial class PresenceLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Agent} was set to {Presence} by {Supervisor}")]
    public static partial void SetBySupervisor(ILogger logger, AgentId agent, Presence presence, AgentId supervisor);
}
