using HandoffBot.Console.Look;
using HandoffBot.Contracts.Agents;

namespace HandoffBot.Console.Conversations;

/// <summary>A line of a handoff's trail as people read it.</summary>
public static class TrailWords
{
    public static string Of(TrailEntryView entry) => entry.What switch
    {
        "opened" => "Handed off by the bot",
        "offered" => $"Offered to {entry.Who}",
        "accepted" => $"{entry.Who} took it",
        "declined" => $"{entry.Who} declined it; back at its place",
        "given_back" => $"{entry.Who} gave it back; back at its place",
        "missed" => $"{entry.Who} did not answer the offer; back at its place",
        "lease_expired" => $"{entry.Who} was gone; back at its place",
        "transferred" => $"{entry.Who} passed it on to {entry.Why}",
        "reassigned" => $"{entry.Who} gave it to {entry.Why}",
        "noted" => $"{entry.Who} wrote a note",
        "taken_as_follow_up" => $"{entry.Who} took it on as a follow-up",
        "raised" => $"Moved ahead: {Words.Sentence(entry.Why).ToLowerInvariant()}, as the customer said since",
        "at_risk" => "Waiting for most of its target: open to everybody, supervisors alerted",
        "overdue" => "Waiting longer than its target, supervisors alerted",
        "closed" => $"{entry.Who} closed it",
        "withdrawn" => "The customer left the line and confirmed it",
        "moved" => $"Moved to the default team: {Words.Sentence(entry.Why)} is no longer served",
        "repaired" => $"Put right by the auditor: {Words.Sentence(entry.Why).ToLowerInvariant()}",
        _ => Words.Sentence(entry.What) + (entry.Who.Length > 0 ? $", {entry.Who}" : "") + (entry.Why.Length > 0 ? $": {entry.Why}" : ""),
    };
}
