using System.CommandLine;

var root = new RootCommand("homeward: the command line of Homeward");
return await root.Parse(args).InvokeAsync();
