namespace Homeward.Web.Ui;

/// <summary>A short word about what just happened. Bad news stays until it is dismissed.</summary>
public sealed record Toast(long Id, string Text, Tone Tone, string? ActionText = null, Func<Task>? Action = null);

/// <summary>Shows short messages in this browser tab: <c>Toasts.Good("Order 2041 saved")</c>.</summary>
public sealed class Toasts
{
    private readonly List<Toast> shown = [];
    private long last;

    public event Action? Changed;

    public IReadOnlyList<Toast> Shown => shown;

    public void Good(string text, string? actionText = null, Func<Task>? action = null) =>
        Show(text, Tone.Good, actionText, action);

    public void Info(string text, string? actionText = null, Func<Task>? action = null) =>
        Show(text, Tone.Info, actionText, action);

    public void Warn(string text) => Show(text, Tone.Warn);

    public void Bad(string text) => Show(text, Tone.Bad);

    public void Show(string text, Tone tone, string? actionText = null, Func<Task>? action = null)
    {
        shown.Add(new Toast(++last, text, tone, actionText, action));
        if (shown.Count > 4)
            shown.RemoveAt(0);
        Changed?.Invoke();
    }

    public void Dismiss(long id)
    {
        if (shown.RemoveAll(t => t.Id == id) > 0)
            Changed?.Invoke();
    }
}
