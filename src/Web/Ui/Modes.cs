using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Homeward.Web.Ui;

public static class Modes
{
    /// <summary>
    /// How office and phone pages run: interactive from the first pixel. A page drawn beforehand looks alive while it is not yet, and
    /// drops what a quick hand types; it would also ask the database for everything twice.
    /// </summary>
    public static IComponentRenderMode Live { get; } = new InteractiveServerRenderMode(prerender: false);
}
