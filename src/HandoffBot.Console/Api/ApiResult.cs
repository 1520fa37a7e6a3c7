using System.Diagnostics.CodeAnalysis;

namespace HandoffBot.Console.Api;

/// <summary>What came back: a value (null where the server had nothing to say, as on 204) or a problem.</summary>
public readonly record struct ApiResult<T>(T? Value, ApiProblem? Problem)
    where T : class
{
    public bool IsOk([NotNullWhen(false)] out ApiProblem? problem) => (problem = Problem) is null;

    /// <summary>There is a value. Where one was due and none came, that is a problem as well.</summary>
    public bool IsUsable([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out ApiProblem? problem)
    {
        value = Value;
        problem = value is null ? Problem ?? ApiProblem.Unreachable : null;
        return value is not null;
    }
}
