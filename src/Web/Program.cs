using Homeward.Web;
using Homeward.Web.Demo;

var demo = args.Contains(DemoHost.Flag);
var builder = WebApplication.CreateBuilder([.. args.Where(a => a != DemoHost.Flag)]);
await builder.AddHomeward(demo);
var app = builder.Build();
await app.PrepareHomeward(demo);
app.UseHomeward();
await app.RunAsync();

public partial class Program;
