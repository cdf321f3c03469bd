using Homeward.Web;

var builder = WebApplication.CreateBuilder(args);
builder.AddHomeward();
var app = builder.Build();
await app.PrepareHomeward(args);
app.UseHomeward();
await app.RunAsync();

public partial class Program;
