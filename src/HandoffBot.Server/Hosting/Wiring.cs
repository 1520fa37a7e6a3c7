using HandoffBot.Channels;
using HandoffBot.Channels.BotFramework;
using HandoffBot.Channels.DirectLine;
using HandoffBot.Core.Dialogs;
using HandoffBot.Language;
using HandoffBot.Language.Dialogs;
using HandoffBot.Server.Policy;
using HandoffBot.Server.SignIn;
using HandoffBot.Server.Spool;

namespace HandoffBot.Server.Hosting;

/// <summary>Where the other projects are plugged in.</summary>
internal static class Wiring
{
    public static void AddParts(this WebApplicationBuilder builder, DialogSet dialogs, PolicyWatch policies)
    {
        builder.Services
            .AddSingleton(dialogs)
            .AddSingleton(policies)
            .AddStore()
            .AddSpool()
            .AddLanguage(StoreFolder.From(builder.Configuration).Path)
            .AddAzureLanguage(builder.Configuration)
            .AddChannels(builder.Configuration, builder.Environment)
            .AddSingleton(provider => new DirectLineKeys(provider.GetRequiredService<SigningKey>().For("direct-line")));
    }

    public static void MapChannels(this WebApplication app)
    {
        app.MapDirectLine();
        app.MapBotFramework();
    }

    /// <summary>Reads the dialogs and wording of every language.</summary>
    /// <param name="faults">What is wrong, a line each, with file and line number; empty when the dialogs can be used.</param>
    /// <returns>Null when there is a fault.</returns>
    public static DialogSet? LoadDialogs(string folder, IReadOnlyList<string> skills, out IReadOnlyList<string> faults)
    {
        var loaded = DialogFiles.Load(folder, skills);
        faults = [.. loaded.Faults.Select(fault => fault.ToString())];
        return loaded.Dialogs;
    }
}
