using System.Net;
using System.Text.RegularExpressions;

namespace Homeward.App.Tests;

/// <summary>Fills in the pages' forms as a browser without script does.</summary>
public static partial class Forms
{
    /// <summary>Opens the page, fills in the form of this name with its hidden fields, and sends it.</summary>
    public static async Task<HttpResponseMessage> Submit(
        this HttpClient browser,
        string page,
        string form,
        params (string Name, string Value)[] fields
    )
    {
        var html = await browser.GetStringAsync(page);
        var body = FormPattern()
            .Matches(html)
            .Select(m => m.Value)
            .Single(f => f.Contains($"value=\"{form}\"", StringComparison.Ordinal));
        var hidden = HiddenPattern()
            .Matches(body)
            .Select(m => m.Value)
            .Select(i => (Name: Attribute(i, "name"), Value: Attribute(i, "value")));
        return await browser.PostAsync(
            page,
            new FormUrlEncodedContent(hidden.Concat(fields).Select(f => KeyValuePair.Create(f.Name, f.Value)))
        );
    }

    public static Task<HttpResponseMessage> SignIn(
        this HttpClient browser,
        string name,
        string password,
        string page = "/sign-in"
    ) => browser.Submit(page, "sign-in", ("Form.Name", name), ("Form.Password", password));

    /// <summary>Where a redirect leads: a path in our own house, the whole address elsewhere, null when it is no redirect.</summary>
    public static string? LeadsTo(this HttpResponseMessage answer) =>
        answer.Headers.Location is not { } to ? null
        : to.IsAbsoluteUri && to.Authority == "localhost" ? to.PathAndQuery
        : to.OriginalString;

    private static string Attribute(string tag, string name) =>
        WebUtility.HtmlDecode(Regex.Match(tag, $"{name}=\"([^\"]*)\"").Groups[1].Value);

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex FormPattern();

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>")]
    private static partial Regex HiddenPattern();
}
