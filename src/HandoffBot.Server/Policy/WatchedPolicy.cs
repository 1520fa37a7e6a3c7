using HandoffBot.Core.Routing;
using HandoffBot.Language.Dialogs;
using HandoffBot.Language.Policy;

namespace HandoffBot.Server.Policy;

/// <summary>One policy file, looked at again and again. The last good one is kept whatever becomes of the file.</summary>
/// <param name="isOptional">That it is missing means that there is no such policy.</param>
internal sealed class WatchedPolicy(PolicyFile reader, string path, bool isOptional)
{
    private string? _seen;
    private string? _judged;

    /// <summary>The last good one; null when there was none yet, or an optional file is gone.</summary>
    public RoutingPolicy? Policy { get; private set; }

    /// <summary>Why the file as it is now is not in force; empty when it is.</summary>
    public IReadOnlyList<DialogFault> Faults { get; private set; } = [];

    /// <summary>When <see cref="Policy"/> came into force.</summary>
    public DateTimeOffset Since { get; private set; }

    /// <summary>Reads it now, without waiting for it to stand still.</summary>
    public void Open(DateTimeOffset now) => Judge(_seen = Read(), now);

    /// <summary>Takes a changed file over when it was the same the time before: an editor may still be writing it.</summary>
    /// <returns>Whether anything is different from before: the policy, or what is wrong with the file.</returns>
    public bool Look(DateTimeOffset now)
    {
        var text = Read();
        if (text != _seen)
        {
            _seen = text;
            return false;
        }

        return text != _judged && Judge(text, now);
    }

    private bool Judge(string text, DateTimeOffset now)
    {
        _judged = text;
        if (text.Length == 0 && isOptional)
        {
            (Policy, Faults) = (null, []);
            return true;
        }

        var loaded = text.Length == 0 ? reader.Load(path) : reader.Read(Path.GetFileName(path), text);
        Faults = loaded.Faults;
        if (loaded.IsUsable)
        {
            (Policy, Since) = (loaded.Policy, now);
        }

        return true;
    }

    /// <summary>Empty when it is not there or cannot be read; the reader then says why.</summary>
    private string Read()
    {
        try
        {
            return File.Exists(path) && new FileInfo(path).Length <= PolicyFile.LargestFile ? File.ReadAllText(path) : "";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
