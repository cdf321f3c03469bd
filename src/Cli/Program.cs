using Homeward.Cli;

return await Verbs.Root().Parse(args).InvokeAsync();
