using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Homeward.Web.Ui;

/// <summary>Renders its content after its elder siblings, so that a table knows its columns before it draws them.</summary>
public sealed class Defer : ComponentBase
{
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, ChildContent);
}
