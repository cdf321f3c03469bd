using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Homeward.App.Tests.Browser;

/// <summary>What a machine can see of WCAG 2.2 AA on the page as it stands, in light and dark.</summary>
public static class AxeLook
{
    public static async Task At(Office office, List<string> found)
    {
        var path = new Uri(office.Page.Url).AbsolutePath;
        // Colours pass into each other for a moment; what is judged is where they end.
        await office.Page.AddStyleTagAsync(
            new() { Content = "*, *::before, *::after { transition: none !important; animation: none !important; }" }
        );
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await office.Page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            await office.Page.EvaluateAsync(
                "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
            );
            var result = await office.Page.RunAxe();
            found.AddRange(
                result
                    .Violations.Where(v => v.Impact is "serious" or "critical")
                    .SelectMany(v => v.Nodes.Select(n => $"{path} ({scheme}): {v.Id}: {v.Help}: {n.Html}"))
                    .Distinct()
            );
        }
    }
}
