namespace HandoffBot.Server.Hosting;

/// <summary>What the console says once the server answers.</summary>
internal static class StartMessage
{
    /// <param name="address">Where the server listens, as bound.</param>
    /// <param name="signInLink">Path and query of the sign-in link; null when there is none.</param>
    public static IEnumerable<string> Lines(string address, string? signInLink)
    {
        var url = Reachable(address);
        yield return "";
        yield return "HandoffBot is ready.";
        yield return $"  Chat      {url}/";
        yield return $"  Console   {url}/console";
        yield return $"  Ops       {url}/ops";
        yield return $"  Sign in   {url}{signInLink ?? "/sign-in"}";
        yield return "  Programs  get a token with: dotnet run --project src/HandoffBot.Server -- token --name alice --role agent";
        yield return "";
    }

    /// <summary>An address a browser understands: a wildcard means this machine too.</summary>
    private static string Reachable(string address)
    {
        var binding = BindingAddress.Parse(address);
        var host = binding.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : binding.Host;
        return $"{binding.Scheme}://{host}:{binding.Port}{binding.PathBase}".TrimEnd('/');
    }
}
