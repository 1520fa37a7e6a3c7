namespace HandoffBot.Server.SignIn;

/// <summary>What a signed-in person or program may do.</summary>
internal static class Role
{
    public const string Agent = "agent";
    public const string Supervisor = "supervisor";
    public const string Ops = "ops";
    public const string Admin = "admin";

    public static IReadOnlyList<string> All { get; } = [Agent, Supervisor, Ops, Admin];
}
