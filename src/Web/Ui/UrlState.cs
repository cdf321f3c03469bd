using System.Collections;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Homeward.Web.Ui;

/// <summary>
/// A list's filters live in the URL, so that a link shows what its sender saw. Setting replaces the address in place:
/// no navigation, no new entry in the back button's history.
/// </summary>
public sealed class UrlState : IDisposable
{
    private readonly NavigationManager navigation;
    private readonly Browser browser;

    // The navigation manager does not see an address replaced in place, so the latest one is kept here until it moves.
    private string? replaced;

    public UrlState(NavigationManager navigation, Browser browser)
    {
        this.navigation = navigation;
        this.browser = browser;
        navigation.LocationChanged += Moved;
    }

    /// <summary>Raised after <see cref="Set(string, object?)"/> and after a navigation.</summary>
    public event Action? Changed;

    // Made absolute by the navigation manager: on Linux a bare "/orders?q=x" would parse as a file's path, question mark and all.
    public string Uri => replaced is null ? navigation.Uri : navigation.ToAbsoluteUri(replaced).AbsoluteUri;

    private Dictionary<string, StringValues> Query => QueryHelpers.ParseQuery(new Uri(Uri).Query);

    public string? Get(string key) =>
        Query.TryGetValue(key, out var values) && !string.IsNullOrEmpty(values[^1]) ? values[^1] : null;

    /// <summary>The value as a number, date, enum or flag; the fallback when it is absent or does not parse.</summary>
    public T Get<T>(string key, T fallback) =>
        Get(key) is { } text
        && BindConverter.TryConvertTo<T>(text, CultureInfo.InvariantCulture, out var value)
        && value is not null
            ? value
            : fallback;

    public IReadOnlyList<string> GetAll(string key) =>
        Query.TryGetValue(key, out var values) ? [.. values.OfType<string>().Where(v => v.Length > 0)] : [];

    public Task Set(string key, object? value) => Set((key, value));

    /// <summary>Null, empty and false take the key out. Setting any other key also goes back to the first page.</summary>
    public async Task Set(params (string Key, object? Value)[] changes)
    {
        var resets = changes.All(c => c.Key != "page") ? changes.Append(("page", null)) : changes;
        replaced = Build(Uri, resets);
        await browser.ReplaceUrl(replaced);
        Changed?.Invoke();
    }

    public Task Clear(params string[] keys) =>
        Set(
            keys.Length == 0
                ? [.. Query.Keys.Select(k => (k, (object?)null))]
                : [.. keys.Select(k => (k, (object?)null))]
        );

    /// <summary>The present address with changes, for a link.</summary>
    public string With(params (string Key, object? Value)[] changes) => Build(Uri, changes);

    private static string Build(string uri, IEnumerable<(string Key, object? Value)> changes)
    {
        var query = QueryHelpers.ParseQuery(new Uri(uri).Query);
        foreach (var (key, value) in changes)
        {
            var text = Text(value);
            if (text.Count == 0)
                query.Remove(key);
            else
                query[key] = text;
        }
        return QueryHelpers.AddQueryString(
            new Uri(uri).AbsolutePath,
            query.SelectMany(p => p.Value, (p, v) => KeyValuePair.Create(p.Key, v))
        );
    }

    private static StringValues Text(object? value) =>
        value switch
        {
            null or "" or false => StringValues.Empty,
            true => "true",
            string text => text,
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
            IEnumerable many => new StringValues([.. many.Cast<object?>().SelectMany(v => Text(v).OfType<string>())]),
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };

    private void Moved(object? sender, LocationChangedEventArgs e)
    {
        replaced = null;
        Changed?.Invoke();
    }

    public void Dispose() => navigation.LocationChanged -= Moved;
}
