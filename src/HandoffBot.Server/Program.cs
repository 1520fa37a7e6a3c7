return await HandoffBot.Server.Commands.CommandLine.RunAsync(args);
