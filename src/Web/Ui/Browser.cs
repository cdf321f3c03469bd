using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Homeward.Web.Ui;

/// <summary>The few things only the browser can do: focus, dialogs, the address bar. Loads its module once, on first use.</summary>
public sealed class Browser(IJSRuntime js) : IAsyncDisposable
{
    private Task<IJSObjectReference>? module;

    private Task<IJSObjectReference> Module =>
        module ??= js.InvokeAsync<IJSObjectReference>("import", "/js/ui.js").AsTask();

    public async Task ShowDialog(ElementReference dialog, object callback) =>
        await (await Module).InvokeVoidAsync("showDialog", dialog, callback);

    public async Task CloseDialog(ElementReference dialog) =>
        await (await Module).InvokeVoidAsync("closeDialog", dialog);

    public async Task Reveal(string id) => await (await Module).InvokeVoidAsync("reveal", id);

    public async Task Focus(string id) => await (await Module).InvokeVoidAsync("focusOn", id);

    public async Task ReplaceUrl(string url) => await (await Module).InvokeVoidAsync("replaceUrl", url);

    public async Task Copy(string text) => await (await Module).InvokeVoidAsync("copy", text);

    public async Task LoadRadzen() => await (await Module).InvokeVoidAsync("loadRadzen");

    public async ValueTask DisposeAsync()
    {
        if (module is not { IsCompletedSuccessfully: true })
            return;
        try
        {
            await (await module).DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone and its module with it.
        }
    }
}
