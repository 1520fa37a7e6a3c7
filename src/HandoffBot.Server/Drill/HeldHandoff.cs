namespace HandoffBot.Server.Drill;

/// <summary>A handoff on an agent's screen.</summary>
internal sealed class HeldHandoff(Tenure tenure, string conversation)
{
    public Tenure Tenure => tenure;

    public string Id => tenure.Handoff;

    public string Token => tenure.Token;

    public string Conversation => conversation;

    public bool HasSpoken { get; set; }
}
